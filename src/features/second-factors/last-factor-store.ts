import type { Db } from '../../platform/db/database.ts';
import type { Visitor } from '../../platform/http/index.ts';
import { withdrawShortPassword } from '../accounts/index.ts';
import { deleteRecoveryCodes } from './recovery-code-store.ts';

/** Who came in with one of these is made to choose a longer password in the very session they are in. */
const OWN_WAYS: ReadonlySet<string> = new Set(['password', 'passkey']);

/** They came in with an identity of others' (SPID, CIE), and need no password to come in again. */
export function cameWithAnother({ entry }: Pick<Visitor, 'entry'>): boolean {
  return !OWN_WAYS.has(entry.method);
}

/**
 * What goes with the last factor: the recovery codes, and, of who came in with another identity, a password too short
 * to stand alone. Left in use it would be asked to grow only when it is typed again, perhaps by a stranger.
 */
export async function dropWithLastFactor(
  tx: Db,
  visitor: Pick<Visitor, 'accountId' | 'entry'>,
  now: Date,
): Promise<{ readonly withdrawn: boolean }> {
  await deleteRecoveryCodes(tx, visitor.accountId);
  return { withdrawn: cameWithAnother(visitor) && (await withdrawShortPassword(tx, visitor.accountId, now)) };
}
