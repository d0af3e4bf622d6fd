import type { Database, Db } from '../../platform/db/database.ts';
import { signedText, signText } from '../../platform/hashing-tokens.ts';
import { bookOf, changeById, changesOf, takeTurn } from './book-store.ts';
import { type Change, canUndo, takenBack } from './change.ts';
import { recordChange, setReference, takeAway } from './change-store.ts';

const PURPOSE = 'address undo';

/** The token of the link that takes a change back. */
export function undoToken(secret: string, changeId: string): string {
  return signText(secret, PURPOSE, changeId);
}

/** The change a token takes back, while it can be. */
export async function changeToUndo(db: Db, secret: string, token: string, now: Date): Promise<Change | undefined> {
  const id = signedText(secret, PURPOSE, token);
  const change = id === undefined ? undefined : await changeById(db, id);
  return change !== undefined && canUndo(change, now) ? change : undefined;
}

/**
 * Puts the addresses back as they were before the change, whatever came after it, and drops those that still wait for
 * their link: whoever made the change may have asked for them. `end` ends the sessions, in the same transaction. False
 * when the change was taken back already.
 */
export async function undoChange(
  database: Database,
  { id, accountId }: Change,
  now: Date,
  end: (tx: Db) => Promise<void>,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    await takeTurn(tx, accountId);
    const change = await changeById(tx, id);
    if (change === undefined || !canUndo(change, now)) return false;
    const before = await bookOf(tx, accountId);
    for (const one of takenBack(change, await changesOf(tx, accountId))) await takeBack(tx, one, now);
    for (const one of await bookOf(tx, accountId)) if (one.verifiedAt === null) await takeAway(tx, one.id, now);
    const back = (await bookOf(tx, accountId)).filter(({ id: there }) => before.every((one) => one.id !== there));
    const undone = { accountId, what: 'undone', addressId: change.addressId, by: { link: true } } as const;
    await recordChange(tx, { ...undone, before: [...before, ...back] }, now);
    await end(tx);
    return true;
  });
}

async function takeBack(tx: Db, change: Change, now: Date): Promise<void> {
  const { what, accountId, addressId, formerId } = change;
  if (what === 'removed') await putBack(tx, change, now);
  if (what === 'reference' && formerId !== null) await setReference(tx, accountId, formerId, now);
  if (what === 'added') await takeAway(tx, addressId, now);
  await tx.query('update address_changes set undone_at = $2 where id = $1', [change.id, now]);
}

/** The same address may have been written down anew since, and wait for its link. */
async function putBack(tx: Db, { accountId, addressId, address }: Change, now: Date): Promise<void> {
  const same = (await bookOf(tx, accountId)).find((one) => one.address.toLowerCase() === address.toLowerCase());
  if (same !== undefined) await takeAway(tx, same.id, now);
  await tx.query('update addresses set removed_at = null where id = $1', [addressId]);
}
