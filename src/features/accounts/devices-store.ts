import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { EntryMethod, Visitor } from '../../platform/http/index.ts';
import type { SessionLimits } from './session.ts';

/** A session that lives, as its owner sees it. */
export interface OpenSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly method: EntryMethod;
  readonly level: 1 | 2 | 3;
  readonly userAgent: string;
  readonly network: string;
}

/** The one that asks first, then the last used. */
export async function openSessionsOf(
  db: Db,
  { accountId, sessionId }: Pick<Visitor, 'accountId' | 'sessionId'>,
  limits: SessionLimits,
  now: Date,
): Promise<OpenSession[]> {
  return db.query<OpenSession>(
    `select id, created_at as "createdAt", last_seen_at as "lastSeenAt", method, level, user_agent as "userAgent", network
     from sessions where account_id = $1 and last_seen_at > $2 and created_at > $3 
     order by id = $4 desc, last_seen_at desc, id`,
    [accountId, new Date(now.getTime() - limits.idleMs), new Date(now.getTime() - limits.absoluteMs), sessionId],
  );
}

/** A browser its owner has entered from. */
export interface KnownDevice {
  readonly id: string;
  readonly firstAt: Date;
  readonly seenAt: Date;
  readonly userAgent: string;
  readonly network: string;
  /** The one that asks. */
  readonly here: boolean;
}

export async function knownDevicesOf(db: Db, accountId: string, hereDigest: Buffer): Promise<KnownDevice[]> {
  return db.query<KnownDevice>(
    `select id, first_at as "firstAt", seen_at as "seenAt", user_agent as "userAgent", network,
       token_digest = $2 as here
     from known_devices where account_id = $1 order by seen_at desc, id limit 100`,
    [accountId, hereDigest],
  );
}

/** Ends one session of the account; false when it has none of this id. */
export async function endOwnSession(database: Database, accountId: string, id: string): Promise<boolean> {
  return remove(database, 'session.ended', accountId, 'delete from sessions where account_id = $1 and id = $2', id);
}

/** The browser loses its own budget of tries, and its next entry is told as a new one. */
export async function forgetDevice(database: Database, accountId: string, id: string): Promise<boolean> {
  const sql = 'delete from known_devices where account_id = $1 and id = $2';
  return remove(database, 'device.forgotten', accountId, sql, id);
}

async function remove(database: Database, kind: string, accountId: string, sql: string, id: string): Promise<boolean> {
  return database.transaction(async (tx) => {
    const removed = await tx.query(`${sql} returning id`, [accountId, id]);
    if (removed.length === 0) return false;
    await recordEvent(tx, { kind, actor: accountId, subject: { type: 'account', id: accountId }, data: { id } });
    return true;
  });
}
