import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { addVerifiedAddress } from '../addresses/index.ts';
import type { Account, Person } from './account.ts';
import { holdFiscalCode } from './person-store.ts';
import { freeUsername, usernameBase } from './username.ts';

const ACCOUNT = `id, fiscal_code as "fiscalCode", username, surname, name, birth_date as "birthDate", sex,
  birth_place_code as "birthPlaceCode", birth_place as "birthPlace", reference_address(id) as email`;

export async function accountById(db: Db, id: string): Promise<Account | undefined> {
  const [account] = await db.query<Account>(`select ${ACCOUNT} from accounts where id = $1`, [id]);
  return account;
}

/** `fiscalCode` in capitals, without spaces. An account that was closed is nobody's any more. */
export async function accountByFiscalCode(db: Db, fiscalCode: string): Promise<Account | undefined> {
  const [account] = await db.query<Account>(
    `select ${ACCOUNT} from accounts where fiscal_code = $1 and closed_at is null`,
    [fiscalCode],
  );
  return account;
}

/** Where the portal writes to this person: their reference address, which is always a proven one. */
export async function mailAddressOf(db: Db, accountId: string): Promise<{ email: string; name: string } | undefined> {
  const [found] = await db.query<{ email: string; name: string }>(
    'select reference_address(id) as email, name from accounts where id = $1',
    [accountId],
  );
  return found?.email === '' ? undefined : found;
}

/**
 * Creates the account of somebody whose address, if they have one, is proven; with a user name of its own unless one is given. Nothing when
 * the fiscal code already has one. Two homonyms at the same moment take turns.
 */
export async function createAccount(
  tx: Db,
  person: Person,
  now: Date,
  username?: string,
): Promise<Account | undefined> {
  await holdFiscalCode(tx, person.fiscalCode);
  const base = username ?? usernameBase(person.name, person.surname);
  await tx.query(`select pg_advisory_xact_lock(hashtext('polis.username'), hashtext($1))`, [base]);
  const taken = await tx.query<{ username: string }>(
    `select username from accounts where username = $1 or username ~ ('^' || $2 || '[0-9]+$')`,
    [base, base.replaceAll('.', '\\.')],
  );
  const account: Account = {
    ...person,
    id: uuidv7(),
    username: freeUsername(base, new Set(taken.map((row) => row.username))),
  };
  const [created] = await tx.query<{ id: string }>(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (fiscal_code) where closed_at is null do nothing returning id`,
    [
      account.id,
      account.fiscalCode,
      account.username,
      account.surname,
      account.name,
      account.birthDate,
      account.sex,
      account.birthPlaceCode,
      account.birthPlace,
      now,
    ],
  );
  if (created === undefined) return undefined;
  if (account.email !== '') await addVerifiedAddress(tx, account.id, 'private', account.email, now);
  await recordEvent(tx, { kind: 'account.created', actor: account.id, subject: { type: 'account', id: account.id } });
  return account;
}
