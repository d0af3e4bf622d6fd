import type { Db } from '../../platform/db/database.ts';
import type { AddressKind } from './address.ts';
import { bookOf, takeTurn } from './book-store.ts';
import { type Clerk, UNDO_MS } from './change.ts';
import { recordChange } from './change-store.ts';
import { type Added, addPending } from './link-store.ts';

export interface Fix {
  /** Whose address it is: the person before the desk. */
  readonly accountId: string;
  readonly clerk: Clerk;
  /** As `readMailAddress` has read it. */
  readonly address: string;
  readonly kind: AddressKind;
}

export type Fixed = Added | { readonly kind: 'own' };

/**
 * A clerk writes down the contact address of the person before them. It counts, and becomes the reference, once its
 * mailed link is used with the person's fiscal code; those that were there are told at once and can take it back. Office,
 * clerk and instant stay with the change, for the person to see. Nobody fixes their own.
 */
export async function fixAddress(tx: Db, { accountId, clerk, address, kind }: Fix, now: Date): Promise<Fixed> {
  if (clerk.accountId === accountId) return { kind: 'own' };
  await takeTurn(tx, accountId);
  const before = await bookOf(tx, accountId);
  const added = await addPending(tx, { accountId, address, kind, expiresAt: new Date(now.getTime() + UNDO_MS) }, now);
  if (added.kind !== 'asked') return added;
  await recordChange(tx, { accountId, what: 'fixed', addressId: added.id, before, by: { clerk } }, now);
  return added;
}
