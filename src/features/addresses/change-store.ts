import { uuidv7 } from 'uuidv7';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { type Book, type OwnAddress, type Removal, removal } from './address-book.ts';
import { bookOf, takeTurn } from './book-store.ts';
import { type ChangeKind, type Clerk, UNDO_MS } from './change.ts';

export const CHANGE_MAIL = 'addresses.change-mail';

/** Whose doing it was: the person's own, a clerk's with the person present, whoever holds the link that undoes. */
export type By = { readonly self: true } | { readonly clerk: Clerk } | { readonly link: true };

export interface NewChange {
  readonly accountId: string;
  readonly what: ChangeKind;
  readonly addressId: string;
  /** The addresses as they were: those that were proven are told, the reference among them can take it back. */
  readonly before: Book;
  readonly by: By;
}

/** What the job that tells of a change finds in its payload. */
export interface ChangeToTell {
  readonly changeId: string;
  /** The address that gets the link to undo. */
  readonly undoTo: string | null;
  readonly tell: readonly string[];
}

/** Writes down the change, and asks for the mails that tell of it. */
export async function recordChange(tx: Db, change: NewChange, now: Date): Promise<void> {
  const { accountId, what, addressId, before, by } = change;
  const clerk = 'clerk' in by ? by.clerk : undefined;
  const former = before.find((one) => one.reference);
  const undoTo = what === 'undone' ? null : (former?.id ?? null);
  const id = uuidv7();
  await tx.query(
    `insert into address_changes (id, account_id, what, address_id, former_id, at, clerk_account_id, clerk_name,
       office_code, office_name, undo_until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, accountId, what, addressId, former?.id ?? null, now],
      ...[clerk?.accountId ?? null, clerk?.name ?? null, clerk?.office.code ?? null, clerk?.office.name ?? null],
      undoTo === null ? null : new Date(now.getTime() + UNDO_MS),
    ],
  );
  await recordEvent(tx, {
    kind: `address.${what}`,
    actor: 'self' in by ? accountId : (clerk?.accountId ?? null),
    actorOffice: clerk?.office.code ?? null,
    subject: { type: 'account', id: accountId },
    data: { address: addressId, change: id },
  });
  // What an address gains it need not be told; what it loses, it must.
  const told = (one: OwnAddress) => one.id !== addressId || what === 'removed' || what === 'undone';
  const tell = before.filter((one) => one.verifiedAt !== null && told(one));
  await enqueue(tx, CHANGE_MAIL, { changeId: id, undoTo, tell: tell.map((one) => one.id) } satisfies ChangeToTell);
}

export type Choosing = 'chosen' | 'already' | 'absent';

/** Makes one of the person's proven addresses the reference. */
export async function chooseReference(
  database: Database,
  accountId: string,
  addressId: string,
  now: Date,
): Promise<Choosing> {
  return database.transaction(async (tx) => {
    await takeTurn(tx, accountId);
    const before = await bookOf(tx, accountId);
    const chosen = before.find((one) => one.id === addressId && one.verifiedAt !== null);
    if (chosen === undefined) return 'absent';
    if (chosen.reference) return 'already';
    await setReference(tx, accountId, addressId, now);
    await recordChange(tx, { accountId, what: 'reference', addressId, before, by: { self: true } }, now);
    return 'chosen';
  });
}

/** Only inside a turn of this account. */
export async function setReference(tx: Db, accountId: string, addressId: string, now: Date): Promise<void> {
  await tx.query('update addresses set reference_since = null where account_id = $1 and id <> $2', [
    accountId,
    addressId,
  ]);
  await tx.query('update addresses set reference_since = $2 where id = $1 and reference_since is null', [
    addressId,
    now,
  ]);
}

/** Takes an address away, if the rules let it go. */
export async function removeAddress(
  database: Database,
  accountId: string,
  addressId: string,
  now: Date,
): Promise<Removal> {
  return database.transaction(async (tx) => {
    await takeTurn(tx, accountId);
    const before = await bookOf(tx, accountId);
    const decision = removal(before, addressId);
    if (decision !== 'allowed') return decision;
    await takeAway(tx, addressId, now);
    const proven = before.some(({ id, verifiedAt }: OwnAddress) => id === addressId && verifiedAt !== null);
    if (proven) await recordChange(tx, { accountId, what: 'removed', addressId, before, by: { self: true } }, now);
    return decision;
  });
}

/** The row stays: what happened to it is told of, and can be taken back. */
export async function takeAway(tx: Db, addressId: string, now: Date): Promise<void> {
  await tx.query('update addresses set removed_at = $2, reference_since = null, link_expires_at = null where id = $1', [
    addressId,
    now,
  ]);
}
