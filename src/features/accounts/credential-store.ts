import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { SecretHash } from '../../platform/hashing.ts';
import { useLink } from './recovery-store.ts';
import { LONGEST_USER_AGENT, type SigningInBrowser } from './session.ts';
import { endSessionsOf } from './session-store.ts';
import { networkOf } from './throttle.ts';

/** Whether somebody has already entered with this browser, and how many others they have. */
export async function deviceOf(db: Db, accountId: string, deviceDigest: Buffer) {
  const [device] = await db.query<{ known: boolean; others: number }>(
    `select coalesce(bool_or(token_digest = $2), false) as known, count(*) as others
     from known_devices where account_id = $1`,
    [accountId, deviceDigest],
  );
  return device ?? { known: false, others: 0 };
}

/** Whether the owner of this fiscal code has entered with this browser before; false as quickly where there is no owner. */
export async function isKnownDevice(db: Db, fiscalCode: string, deviceDigest: Buffer): Promise<boolean> {
  const known = await db.query(
    `select from known_devices d join accounts a on a.id = d.account_id
     where d.token_digest = $2 and a.fiscal_code = $1 and a.closed_at is null`,
    [fiscalCode, deviceDigest],
  );
  return known.length > 0;
}

export async function passwordHashOf(db: Db, accountId: string): Promise<string | undefined> {
  const [row] = await db.query<{ hash: string }>(
    'select password_hash as hash from credentials where account_id = $1',
    [accountId],
  );
  return row?.hash;
}

/** What is known of the password itself, for the pages that change it. */
export interface PasswordFacts {
  readonly temporary: boolean;
  readonly changedAt: Date;
  /** It is long enough without a second factor; null when its length was never kept. */
  readonly standsAlone: boolean | null;
}

export async function passwordFactsOf(db: Db, accountId: string): Promise<PasswordFacts | undefined> {
  const [row] = await db.query<PasswordFacts>(
    `select temporary, changed_at as "changedAt", stands_alone as "standsAlone"
     from credentials where account_id = $1`,
    [accountId],
  );
  return row;
}

/** The hash of today's password, then those it has had before, newest first: none of them may come back. */
export async function lastHashes(db: Db, accountId: string): Promise<string[]> {
  const rows = await db.query<{ hash: string }>(
    `select hash from (
       select password_hash as hash, null::timestamptz as replaced_at from credentials where account_id = $1
       union all select password_hash, replaced_at from password_history where account_id = $1) as had
     order by replaced_at desc nulls first limit $2`,
    [accountId, PASSWORDS_KEPT],
  );
  return rows.map(({ hash }) => hash);
}

/** The one of today and the four before it. */
const PASSWORDS_KEPT = 5;

/** A password made by the portal, good only for choosing one's own. */
export async function setTemporaryPassword(tx: Db, accountId: string, hash: SecretHash, now: Date, expiresAt: Date) {
  await putPassword(tx, accountId, { hash, standsAlone: null }, now, expiresAt);
}

/** The same password under today's hashing parameters; false when it is another one by now. */
export async function renewHash(db: Db, accountId: string, from: string, to: SecretHash): Promise<boolean> {
  const sql =
    'update credentials set password_hash = $3 where account_id = $1 and password_hash = $2 returning account_id';
  return (await db.query(sql, [accountId, from, to])).length > 0;
}

/** What is kept of a password somebody chose. */
export interface OwnPassword {
  readonly hash: SecretHash;
  /** It is long enough to be the only proof of who they are. */
  readonly standsAlone: boolean;
}

/** Of a password chosen before its length was kept: known only while it is being typed. */
export async function noteLength(db: Db, accountId: string, hash: string, standsAlone: boolean): Promise<void> {
  const sql = 'update credentials set stands_alone = $3 where account_id = $1 and password_hash = $2';
  await db.query(sql, [accountId, hash, standsAlone]);
}

/** Whether it would be too short for an account without a second factor. */
export async function isTooShortAlone(db: Db, accountId: string): Promise<boolean> {
  return (await passwordFactsOf(db, accountId))?.standsAlone === false;
}

/**
 * Puts a password that cannot stand alone out of use, as one that was replaced: it does not come back either. False when
 * there is no such password.
 */
export async function withdrawShortPassword(tx: Db, accountId: string, now: Date): Promise<boolean> {
  const gone = await tx.query(
    `with gone as (
       delete from credentials where account_id = $1 and stands_alone is false returning account_id, password_hash)
     insert into password_history (account_id, password_hash, replaced_at)
       select account_id, password_hash, $2 from gone returning id`,
    [accountId, now],
  );
  if (gone.length === 0) return false;
  const subject = { type: 'account', id: accountId };
  await recordEvent(tx, { kind: 'password.withdrawn', actor: accountId, subject });
  return true;
}

/** A password that stays: for accounts that are made whole, as the test cast. */
export async function setOwnPassword(tx: Db, accountId: string, password: OwnPassword, now: Date): Promise<void> {
  await putPassword(tx, accountId, password, now, null);
}

type Put = Pick<OwnPassword, 'hash'> & { readonly standsAlone: boolean | null };

/** The one replaced goes into the history, unless the portal had made it. */
async function putPassword(tx: Db, accountId: string, put: Put, now: Date, expiresAt: Date | null) {
  await tx.query(
    `insert into password_history (account_id, password_hash, replaced_at)
     select account_id, password_hash, $2 from credentials where account_id = $1 and not temporary`,
    [accountId, now],
  );
  await tx.query(
    `delete from password_history where account_id = $1 and id not in
       (select id from password_history where account_id = $1 order by replaced_at desc, id desc limit $2)`,
    [accountId, PASSWORDS_KEPT - 1],
  );
  await tx.query(
    `insert into credentials (account_id, password_hash, stands_alone, temporary, expires_at, changed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (account_id) do update set password_hash = excluded.password_hash,
       stands_alone = excluded.stands_alone, temporary = excluded.temporary, expires_at = excluded.expires_at, changed_at = excluded.changed_at, expiry_warned = null`,
    [accountId, put.hash, put.standsAlone, expiresAt !== null, expiresAt, now],
  );
}

/** Remembers the browser, so that it keeps its own budget of tries from now on. */
export async function rememberDevice(
  db: Db,
  accountId: string,
  deviceDigest: Buffer,
  { ip, userAgent }: SigningInBrowser,
  now: Date,
): Promise<void> {
  await db.prepared(
    'remember-device',
    `insert into known_devices (token_digest, account_id, first_at, seen_at, user_agent, network)
     values ($1, $2, $3, $3, $4, $5)
     on conflict (token_digest, account_id) do update set seen_at = excluded.seen_at,
       user_agent = excluded.user_agent, network = excluded.network`,
    [deviceDigest, accountId, now, userAgent.slice(0, LONGEST_USER_AGENT), networkOf(ip)],
  );
}

/** A password somebody chose: signed in (their session goes on), or with the link mailed to them. */
export interface ChosenPassword {
  readonly accountId: string;
  readonly password: OwnPassword;
  readonly keepSession?: string;
  readonly link?: string;
}

/**
 * Saves the password, ends the person's other sessions and strikes out the links that were still good; `tell` writes the
 * mail in the same transaction. False when the link was used or over in the meantime: then nothing is changed.
 */
export async function saveChosenPassword(
  database: Database,
  chosen: ChosenPassword,
  now: Date,
  tell: (tx: Db) => Promise<void>,
): Promise<boolean> {
  const { accountId, password, keepSession, link } = chosen;
  return database.transaction(async (tx) => {
    if (link !== undefined && !(await useLink(tx, link, now))) return false;
    await putPassword(tx, accountId, password, now, null);
    await endSessionsOf(tx, accountId, keepSession ?? null, 'password-changed');
    await tx.query('update recovery_links set used_at = $2 where account_id = $1 and used_at is null', [
      accountId,
      now,
    ]);
    const subject = { type: 'account', id: accountId };
    const data = { by: link === undefined ? 'session' : 'link' };
    await recordEvent(tx, { kind: 'password.changed', actor: accountId, subject, data });
    await tell(tx);
    return true;
  });
}
