import { uuidv7 } from 'uuidv7';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { SecretHash } from '../../platform/hashing.ts';
import { blindName, newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { Account, Person } from './account.ts';
import { createAccount } from './account-store.ts';
import { setTemporaryPassword } from './credential-store.ts';

export const REGISTRATION_MAIL = 'accounts.registration-mail';

/** A request to register that waits for its mailed link to be used. */
export interface Registration {
  readonly id: string;
  readonly person: Person;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
}

interface Row extends Person {
  readonly id: string;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
}

const COLUMNS = `id, fiscal_code as "fiscalCode", surname, name, birth_date as "birthDate", sex,
  birth_place_code as "birthPlaceCode", birth_place as "birthPlace", email, expires_at as "expiresAt",
  confirmed_at as "confirmedAt"`;

/**
 * The token of the mailed link. Made from the installation's secret, so that the mail can be written by a job that may
 * run twice, and sent again, with the same link in it.
 */
export function linkToken(secret: string, registrationId: string): string {
  return blindName(secret, 'registration link', registrationId);
}

/** Keeps the request and asks for its mail. Answers the handle by which the same browser may ask for it again. */
export async function saveRegistration(
  database: Database,
  secret: string,
  person: Person,
  now: Date,
  expiresAt: Date,
): Promise<string> {
  const handle = newToken();
  const id = uuidv7();
  await database.transaction(async (tx) => {
    await tx.query(
      `insert into registrations (id, handle_digest, link_digest, fiscal_code, surname, name, birth_date, sex,
         birth_place_code, birth_place, email, terms_at, created_at, expires_at, mails)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, 1)`,
      [
        id,
        tokenDigest(handle),
        tokenDigest(linkToken(secret, id)),
        person.fiscalCode,
        person.surname,
        person.name,
        person.birthDate,
        person.sex,
        person.birthPlaceCode,
        person.birthPlace,
        person.email,
        now,
        expiresAt,
      ],
    );
    await recordEvent(tx, { kind: 'registration.requested', actor: null, subject: { type: 'registration', id } });
    await enqueue(tx, REGISTRATION_MAIL, { registrationId: id, mail: 1 });
  });
  return handle;
}

export async function registrationByHandle(db: Db, handle: string, now: Date): Promise<Registration | undefined> {
  return registrationWhere(db, 'handle_digest = $1 and expires_at > $2', [tokenDigest(handle), now]);
}

export async function registrationByLink(db: Db, token: string, now: Date): Promise<Registration | undefined> {
  return registrationWhere(db, 'link_digest = $1 and expires_at > $2', [tokenDigest(token), now]);
}

export async function registrationById(db: Db, id: string): Promise<Registration | undefined> {
  return registrationWhere(db, 'id = $1', [id]);
}

/** Asks for the mail once more, with the same link in it. */
export async function sendAgain(database: Database, id: string): Promise<void> {
  await database.transaction(async (tx) => {
    const [row] = await tx.query<{ mails: number }>(
      'update registrations set mails = mails + 1 where id = $1 and confirmed_at is null returning mails',
      [id],
    );
    if (row !== undefined) await enqueue(tx, REGISTRATION_MAIL, { registrationId: id, mail: row.mails });
  });
}

export interface Confirmation {
  readonly token: string;
  readonly hash: SecretHash;
  readonly passwordExpiresAt: Date;
}

/**
 * The link is used: the account comes into being, with its temporary password. Nothing when the link is unknown, over,
 * used, or the fiscal code has got an account in the meantime. `tell` writes the mail in the same transaction.
 */
export async function saveConfirmation(
  database: Database,
  confirmation: Confirmation,
  now: Date,
  tell: (tx: Db, account: Account) => Promise<void>,
): Promise<Account | undefined> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<Row>(
      `select ${COLUMNS} from registrations
       where link_digest = $1 and expires_at > $2 and confirmed_at is null for update`,
      [tokenDigest(confirmation.token), now],
    );
    if (row === undefined) return undefined;
    const account = await createAccount(tx, personOf(row), now);
    if (account === undefined) return undefined;
    await tx.query('update registrations set confirmed_at = $2, account_id = $3 where id = $1', [
      row.id,
      now,
      account.id,
    ]);
    await setTemporaryPassword(tx, account.id, confirmation.hash, now, confirmation.passwordExpiresAt);
    await tell(tx, account);
    return account;
  });
}

async function registrationWhere(db: Db, where: string, values: readonly unknown[]): Promise<Registration | undefined> {
  const [row] = await db.query<Row>(`select ${COLUMNS} from registrations where ${where}`, values);
  if (row === undefined) return undefined;
  return { id: row.id, person: personOf(row), expiresAt: row.expiresAt, confirmedAt: row.confirmedAt };
}

function personOf(row: Row): Person {
  const { fiscalCode, surname, name, birthDate, sex, birthPlaceCode, birthPlace, email } = row;
  return { fiscalCode, surname, name, birthDate, sex, birthPlaceCode, birthPlace, email };
}
