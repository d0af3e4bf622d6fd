import type { AdapterPayload } from 'oidc-provider';
import type { Database, Db } from '../../platform/db/database.ts';
import { tokenDigest } from '../../platform/hashing-tokens.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { OpenidRow, OpenidRows } from '../../platform/openid/index.ts';
import type { SessionLimits } from '../accounts/index.ts';
import { type Authorization, SESSION_OVER, TELL_LOGOUT } from './logout-message.ts';

type Stored = Readonly<Record<string, unknown>>;
interface Found {
  readonly payload: Stored;
  readonly consumedAt: Date | null;
}

/** The protocol's memory. Tokens are known by their digest; sessions only while the portal's session is alive. */
export function openidRows(database: Database, limits: SessionLimits, now: () => Date): OpenidRows {
  return {
    find: async (kind, id) => {
      const [row] = await database.prepared<Found>(
        'openid-find',
        'select payload, consumed_at as "consumedAt" from openid_rows where kind = $1 and id_digest = $2',
        [kind, tokenDigest(id)],
      );
      return row && { ...asPayload(row), jti: id };
    },
    findSession: async (uid) => {
      const [idle, oldest] = cutoffs(limits, now());
      const [row] = await database.prepared<Found>(
        'openid-session',
        `select r.payload, null as "consumedAt" from openid_rows r join sessions s on s.id = r.portal_session
         where r.uid = $1 and r.kind = 'Session' and s.last_seen_at > $2 and s.created_at > $3`,
        [uid, idle, oldest],
      );
      return row && asPayload(row);
    },
    save: (row) => saveRow(database, row),
    consume: async (kind, id) => {
      const rows = await database.query(
        `update openid_rows set consumed_at = $3 where kind = $1 and id_digest = $2 and consumed_at is null
         returning kind`,
        [kind, tokenDigest(id), now()],
      );
      return rows.length === 1;
    },
    remove: async (kind, id) => {
      await database.query('delete from openid_rows where kind = $1 and id_digest = $2', [kind, tokenDigest(id)]);
    },
    revokeFamily: async (kind, id) => {
      await database.query(
        `with family as (select grant_id from openid_rows where kind = $1 and id_digest = $2 and grant_id is not null)
         delete from openid_rows r using family f where r.grant_id = f.grant_id`,
        [kind, tokenDigest(id)],
      );
    },
    removeOfGrant: async (kind, grantId) => {
      await database.query('delete from openid_rows where grant_id = $2 and kind = $1', [kind, grantId]);
    },
  };
}

function asPayload({ payload, consumedAt }: Found): AdapterPayload {
  const consumed = consumedAt && Math.floor(consumedAt.getTime() / 1000);
  return consumed === null ? payload : { ...payload, consumed };
}

const SAVE = `
  insert into openid_rows (kind, id_digest, payload, grant_id, uid, portal_session, account_id, client_id, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (kind, id_digest) do update set expires_at = excluded.expires_at, payload = case
    -- Two services entered at the same moment are both remembered.
    when excluded.kind = 'Session' then excluded.payload || jsonb_build_object('authorizations',
      coalesce(openid_rows.payload -> 'authorizations', '{}') || coalesce(excluded.payload -> 'authorizations', '{}'))
    else excluded.payload end`;

async function saveRow(db: Db, { kind, id, payload, expiresAt }: OpenidRow): Promise<void> {
  const { jti, ...rest } = payload;
  // A session's name opens nothing by itself, and is asked for by another of its names.
  const kept = kind === 'Session' ? { ...rest, jti } : rest;
  const text = (name: string) => (typeof payload[name] === 'string' ? payload[name] : null);
  await db.prepared('openid-save', SAVE, [
    kind,
    tokenDigest(id),
    JSON.stringify(kept),
    kind === 'Grant' ? id : text('grantId'),
    kind === 'Session' ? text('uid') : null,
    text('portalSession'),
    text('accountId'),
    text('clientId'),
    expiresAt,
  ]);
}

function cutoffs({ idleMs, absoluteMs }: SessionLimits, now: Date): [idle: Date, oldest: Date] {
  return [new Date(now.getTime() - idleMs), new Date(now.getTime() - absoluteMs)];
}

/** The session of the portal is over: its services are told, each by a job of its own, and their tokens go. */
export async function closeServicesOf(tx: Db, portalSession: string): Promise<void> {
  const [row] = await tx.query<{
    accountId: string;
    authorizations: Record<string, { sid?: string; grantId?: string }>;
  }>(
    `delete from openid_rows where portal_session = $1 and kind = 'Session'
     returning account_id as "accountId", coalesce(payload -> 'authorizations', '{}') as authorizations`,
    [portalSession],
  );
  if (row === undefined) return;
  const entered = Object.entries(row.authorizations);
  const grants = entered.map(([, { grantId }]) => grantId).filter((id) => id !== undefined);
  await tx.query('delete from openid_rows where grant_id = any ($1)', [grants]);
  for (const [clientId, { sid = null }] of entered) {
    const told: Authorization = { accountId: row.accountId, clientId, sid };
    await enqueue(tx, TELL_LOGOUT, told);
  }
}

/** Sessions of the portal that ended by themselves: nothing was deleted yet, but services must know now. */
export async function noticeIdleSessions(db: Db, limits: SessionLimits, now: Date): Promise<void> {
  const [idle, oldest] = cutoffs(limits, now);
  const over = await db.query<{ session: string }>(
    `select r.portal_session as session from openid_rows r left join sessions s on s.id = r.portal_session
     where r.kind = 'Session' and r.portal_session is not null
       and (s.id is null or s.last_seen_at <= $1 or s.created_at <= $2)`,
    [idle, oldest],
  );
  for (const { session } of over) await enqueue(db, SESSION_OVER, { session }, { key: `${SESSION_OVER}:${session}` });
}

/** What expired a while ago: a code is known for some time after, so that using it twice is noticed. */
export async function purgeRows(db: Db, now: Date): Promise<void> {
  await db.query(`delete from openid_rows where expires_at < $1::timestamptz - interval '1 hour'`, [now]);
  await db.query('delete from openid_client_secrets where expires_at < $1', [now]);
  await db.query('delete from openid_keys where retire_at < $1', [now]);
}
