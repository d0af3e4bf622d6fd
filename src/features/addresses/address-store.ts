import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { type AddressKind, kindOf, type VerifiedAddress } from './address.ts';
import { bookOf, takeTurn } from './book-store.ts';
import { bouncesOfBook } from './bounce-store.ts';
import { recordChange } from './change-store.ts';

/** The proven addresses of a person, the reference first. */
export async function verifiedAddressesOf(db: Db, accountId: string): Promise<VerifiedAddress[]> {
  const proven = (await bookOf(db, accountId)).filter(({ verifiedAt }) => verifiedAt !== null);
  const bounces = new Set((await bouncesOfBook(db, proven)).map(({ address }) => address));
  return proven.map(({ id, kind, address, reference }) => {
    return { id, kind, address, reference, bouncing: bounces.has(address.toLowerCase()) };
  });
}

/**
 * Adds an address somebody else vouches for (the link of the registration, an identity provider). The first one becomes
 * the reference; a later one never does by itself, and those that were there are told. One that is there already is only
 * noted as proven.
 */
export async function addVerifiedAddress(
  tx: Db,
  accountId: string,
  kind: AddressKind,
  address: string,
  now: Date,
): Promise<string> {
  await takeTurn(tx, accountId);
  const there = (await bookOf(tx, accountId)).find((one) => one.address.toLowerCase() === address.toLowerCase());
  const id = there?.id ?? uuidv7();
  if (there === undefined) {
    await tx.query('insert into addresses (id, account_id, kind, address, created_at) values ($1, $2, $3, $4, $5)', [
      id,
      accountId,
      kindOf(address, kind),
      address,
      now,
    ]);
  }
  await noteProven(tx, accountId, id, now);
  return id;
}

/** The owner has shown that mail arrives there. The first time it is a change, which the other addresses are told of. */
export async function noteProven(tx: Db, accountId: string, id: string, now: Date): Promise<void> {
  const before = await bookOf(tx, accountId);
  const reference = before.find((one) => one.reference);
  await tx.query(
    `update addresses set verified_at = $2, link_expires_at = null,
       reference_since = case when $3 then $2::timestamptz else reference_since end where id = $1`,
    [id, now, reference === undefined],
  );
  const subject = { type: 'account', id: accountId };
  await recordEvent(tx, { kind: 'address.verified', actor: accountId, subject, data: { address: id } });
  const first = before.every((one) => one.id !== id || one.verifiedAt === null);
  if (first && reference !== undefined) {
    await recordChange(tx, { accountId, what: 'added', addressId: id, before, by: { self: true } }, now);
  }
}
