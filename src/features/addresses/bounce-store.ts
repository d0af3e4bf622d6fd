import type { Db } from '../../platform/db/database.ts';
import { type Bounce, bouncesOf, hasComeBack } from '../../platform/mail/index.ts';
import type { Book } from './address-book.ts';
import { bookOf } from './book-store.ts';

/** Shown at sign-in to whom mail comes back; `dopo` is where they were going. */
export const WARNING_PATH = '/profilo/indirizzi/avviso';

/** Which of the addresses mail comes back from; those that wait for their link too, since it may be that which came back. */
export async function bouncesOfBook(db: Db, book: Book): Promise<Bounce[]> {
  return bouncesOf(
    db,
    book.map(({ address, verifiedAt }) => ({ address, provenAt: verifiedAt })),
  );
}

/** The proven addresses of somebody that mail comes back from. */
export async function bouncesOfAccount(db: Db, accountId: string): Promise<Bounce[]> {
  return bouncesOfBook(
    db,
    (await bookOf(db, accountId)).filter(({ verifiedAt }) => verifiedAt !== null),
  );
}

/** SQL: whether mail comes back from a proven address of the account `a`. */
export const MAIL_COMES_BACK = `exists (select from addresses held join outgoing_mails m
    on ${hasComeBack('lower(held.address)', 'held.verified_at')}
  where held.account_id = a.id and held.removed_at is null and held.verified_at is not null)`;

/** Somebody who has just signed in goes first to be told that mail does not reach them. */
export function warningPath(asked: string | undefined): string {
  return asked === undefined ? WARNING_PATH : `${WARNING_PATH}?dopo=${encodeURIComponent(asked)}`;
}
