import { uuidv7 } from 'uuidv7';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { signedText, signText } from '../../platform/hashing-tokens.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { AddressKind } from './address.ts';
import { type Adding, adding, mailFrom, mailsCounted, type OwnAddress } from './address-book.ts';
import { noteProven } from './address-store.ts';
import { bookOf, takeTurn } from './book-store.ts';
import { recordChange, setReference } from './change-store.ts';

export const LINK_MAIL = 'addresses.link-mail';
const PURPOSE = 'address link';
/** Whoever has got a link by mistake may not guess for ever whose it is. */
const MOST_FAILURES = 5;

/** Names one link of one address. */
export interface LinkName {
  readonly addressId: string;
  readonly number: number;
}

/** The token of a mailed link. It is signed and stored nowhere: whoever reads the tables cannot make one. */
export function linkToken(secret: string, { addressId, number }: LinkName): string {
  return signText(secret, PURPOSE, `${addressId}.${number}`);
}

/** Asks for the mail of a link, the same one again while it is good. Answers which mail it is. */
export async function askForLink(
  tx: Db,
  one: Pick<OwnAddress, 'id' | 'mails' | 'mailedAt'>,
  expiresAt: Date,
  now: Date,
) {
  const [row] = await tx.query<{ number: number; mails: number }>(
    `update addresses set link_number = link_number + case when link_expires_at > $3 then 0 else 1 end,
       link_failures = case when link_expires_at > $3 then link_failures else 0 end,
       link_expires_at = $2, mails = $4, mailed_at = $3 where id = $1 returning link_number as number, mails`,
    [one.id, expiresAt, now, mailsCounted(one, now)],
  );
  if (row === undefined) throw new Error('an address without a row');
  await enqueue(tx, LINK_MAIL, { addressId: one.id, number: row.number, at: now.toISOString() });
}

export interface Wish {
  readonly accountId: string;
  readonly address: string;
  readonly kind: AddressKind;
  readonly expiresAt: Date;
}

export type Added =
  | { readonly kind: Exclude<Adding, 'new' | 'pending'> }
  | { readonly kind: 'asked'; readonly id: string };

/** Keeps an address that waits for its link. Whether somebody else has it too is nobody's business, and no obstacle. */
export async function saveNewAddress(database: Database, wish: Wish, now: Date): Promise<Added> {
  return database.transaction(async (tx) => {
    await takeTurn(tx, wish.accountId);
    return addPending(tx, wish, now);
  });
}

/** Only inside a turn of this account. */
export async function addPending(tx: Db, { accountId, address, kind, expiresAt }: Wish, now: Date): Promise<Added> {
  const book = await bookOf(tx, accountId);
  const decision = adding(book, address, await addedToday(tx, accountId, now));
  if (decision !== 'new' && decision !== 'pending') return { kind: decision };
  const there = book.find((one) => one.address.toLowerCase() === address.toLowerCase());
  const one = there ?? { id: uuidv7(), mails: 0, mailedAt: null };
  if (there === undefined) {
    await tx.query('insert into addresses (id, account_id, kind, address, created_at) values ($1, $2, $3, $4, $5)', [
      ...[one.id, accountId, kind, address, now],
    ]);
    const subject = { type: 'account', id: accountId };
    await recordEvent(tx, { kind: 'address.asked', actor: accountId, subject, data: { address: one.id } });
  }
  if (now.getTime() >= mailFrom(one).getTime()) await askForLink(tx, one, expiresAt, now);
  return { kind: 'asked', id: one.id };
}

async function addedToday(tx: Db, accountId: string, now: Date): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) as count from addresses where account_id = $1 and created_at > $2',
    [accountId, new Date(now.getTime() - 86_400_000)],
  );
  return row?.count ?? 0;
}

export type Resent =
  | { readonly kind: 'sent' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'wait'; readonly until: Date };

/** The mail once more: to prove an address, or to see whether mail arrives again where it came back. */
export async function sendLink(
  database: Database,
  ids: { readonly accountId: string; readonly addressId: string },
  expiresAt: Date,
  now: Date,
): Promise<Resent> {
  return database.transaction(async (tx) => {
    await takeTurn(tx, ids.accountId);
    const one = (await bookOf(tx, ids.accountId)).find(({ id }) => id === ids.addressId);
    if (one === undefined) return { kind: 'absent' };
    const until = mailFrom(one);
    if (now.getTime() < until.getTime()) return { kind: 'wait', until };
    await askForLink(tx, one, expiresAt, now);
    return { kind: 'sent' };
  });
}

/** A link that is good, and whose. */
export interface LivingLink extends LinkName {
  readonly accountId: string;
  readonly address: string;
  readonly verifiedAt: Date | null;
  readonly expiresAt: Date;
  /** The office whose clerk asked for it. */
  readonly office: string | null;
}

const LIVING = `select a.id as "addressId", a.link_number as number, a.account_id as "accountId", a.address,
    a.verified_at as "verifiedAt", a.link_expires_at as "expiresAt",
    (select c.office_name from address_changes c where c.address_id = a.id and c.what = 'fixed' and c.undone_at is null
     order by c.number desc limit 1) as office
  from addresses a where a.id = $1 and a.link_number = $2 and a.link_expires_at > $3 and a.removed_at is null`;

export async function livingLink(db: Db, { addressId, number }: LinkName, now: Date): Promise<LivingLink | undefined> {
  const [row] = await db.query<LivingLink>(LIVING, [addressId, number, now]);
  return row;
}

/** The link of a token; nothing when it was not made by us, is over, used, or its address taken away. */
export async function linkOf(db: Db, secret: string, token: string, now: Date): Promise<LivingLink | undefined> {
  const [addressId = '', number = ''] = signedText(secret, PURPOSE, token)?.split('.') ?? [];
  return addressId === '' ? undefined : livingLink(db, { addressId, number: Number(number) }, now);
}

/** Somebody else's fiscal code was written: after a few the link is dead. */
export async function noteFailure(db: Db, { addressId, number }: LinkName): Promise<void> {
  await db.query(
    `update addresses set link_failures = link_failures + 1,
       link_expires_at = case when link_failures + 1 >= $3 then null else link_expires_at end
     where id = $1 and link_number = $2`,
    [addressId, number, MOST_FAILURES],
  );
}

/**
 * Uses the link up. The address is proven; it becomes the reference only if there is none, or if a clerk had the person
 * before them for exactly this. False when somebody was faster.
 */
export async function useLink(database: Database, link: LivingLink, now: Date): Promise<boolean> {
  const { accountId, addressId } = link;
  return database.transaction(async (tx) => {
    await takeTurn(tx, accountId);
    const living = await livingLink(tx, link, now);
    if (living === undefined) return false;
    await noteProven(tx, accountId, addressId, now);
    if (living.office === null || living.verifiedAt !== null) return true;
    const before = await bookOf(tx, accountId);
    if (before.some((one) => one.reference && one.id !== addressId)) {
      await setReference(tx, accountId, addressId, now);
      await recordChange(tx, { accountId, what: 'reference', addressId, before, by: { self: true } }, now);
    }
    return true;
  });
}
