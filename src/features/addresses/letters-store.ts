import type { Db } from '../../platform/db/database.ts';
import { sendMail } from '../notifications/index.ts';
import { bookOf } from './book-store.ts';
import type { Letter } from './letters.ts';

/** The addresses of these ids, taken away or not: who is told of a change is who was there before it. */
export async function addressesById(db: Db, ids: readonly string[]): Promise<{ id: string; address: string }[]> {
  return db.query<{ id: string; address: string }>('select id, address from addresses where id = any ($1)', [ids]);
}

/**
 * The same mail to every proven address, but for the reference when that has had it in another way. `key` is the event's
 * own, the same however often it is told.
 */
export async function mailEverywhere(
  tx: Db,
  accountId: string,
  letter: Letter & { readonly key: string },
  but?: 'reference',
): Promise<void> {
  for (const { id, address, verifiedAt, reference } of await bookOf(tx, accountId)) {
    if (verifiedAt === null || (but === 'reference' && reference)) continue;
    await sendMail(tx, { ...letter, to: address, key: `${letter.key}:${id}` });
  }
}
