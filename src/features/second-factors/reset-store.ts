import type { Db } from '../../platform/db/database.ts';
import { settleChange } from './change-store.ts';
import { removeFactors } from './factors-store.ts';
import { resetLetter } from './letters.ts';

/**
 * Takes every second factor away, and with them every session: the next sign-in enrols a new one. Who did it and why is
 * recorded, and the owner is told. False when there was none.
 */
export async function resetSecondFactor(
  tx: Db,
  accountId: string,
  by: { readonly operator: string; readonly reason: string },
  now: Date,
): Promise<boolean> {
  const removed = await removeFactors(tx, accountId);
  const letter = resetLetter(now);
  const change = { accountId, actor: null, session: null, kind: 'second-factor.reset', data: by, letter };
  await settleChange(tx, change, now);
  return removed;
}
