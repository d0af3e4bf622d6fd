import { uuidv7 } from 'uuidv7';
import { together } from '../../kernel/together.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
import type { EnablementState, Identity, Membership, Visitor } from '../../platform/http/index.ts';
import { idleUntil, mustTouch, SESSION_LIMITS, type SessionLimits, sessionState } from './session.ts';

interface SessionRow {
  readonly sessionId: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly proven: boolean;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly enablement: EnablementState;
  readonly memberships: readonly Membership[];
}

/** Under load one statement serves all who ask at the same moment; `limit` keeps each look-up on its index. */
const IDENTIFY = `
  select found.*
  from unnest($1::bytea[]) with ordinality as asked (digest, place) cross join lateral (
    select asked.place::integer, s.id as "sessionId", s.account_id as "accountId", s.created_at as "createdAt",
      s.last_seen_at as "lastSeenAt", s.proven, a.name || ' ' || a.surname as name,
      coalesce(c.temporary, true) as "mustChangePassword", coalesce(e.state, 'none') as enablement,
      (select coalesce(json_agg(json_build_object('role', m.role, 'body', m.body_code, 'bodyName', m.body_name)
         order by m.role, m.body_code), '[]') from memberships m where m.account_id = a.id) as memberships
    from sessions s
      join accounts a on a.id = s.account_id
      left join credentials c on c.account_id = a.id
      left join enablements e on e.account_id = a.id
    where s.token_digest = asked.digest limit 1) found`;

const LARGEST = 100;

/**
 * Who the session cookie stands for. Roles are read anew each time, so that one taken away ends at once; somebody with a
 * role is proven only after the second factor. A request moves the idle deadline at most once a minute. Requests that
 * come while a look-up is under way share the next one.
 */
export function identifier(
  db: Db,
  limits: SessionLimits = SESSION_LIMITS,
): (token: string, now: Date) => Promise<Identity> {
  const find = together<Buffer, SessionRow | undefined>(async (digests) => {
    const rows = await db.prepared<SessionRow & { place: number }>('accounts-identify', IDENTIFY, [digests]);
    const byPlace = new Map(rows.map((row) => [row.place, row]));
    return digests.map((_, index) => byPlace.get(index + 1));
  }, LARGEST);
  return async (token, now) => {
    const digest = tokenDigest(token);
    const row = await find(digest);
    if (row === undefined) return null;
    const state = sessionState(row, limits, now);
    if (state === 'forgotten') return null;
    if (state === 'expired') return { expired: { accountId: row.accountId } };
    const touched = mustTouch(row, now);
    if (touched) await touchSession(db, digest, now);
    return { visitor: visitorOf(touched ? { ...row, lastSeenAt: now } : row, limits) };
  };
}

function visitorOf(row: SessionRow, limits: SessionLimits): Visitor {
  const { sessionId, accountId, name, enablement, mustChangePassword, memberships } = row;
  const proven = row.proven || memberships.length === 0;
  const until = idleUntil(row, limits);
  return { sessionId, accountId, name, enablement, mustChangePassword, memberships, proven, idleUntil: until };
}

async function touchSession(db: Db, digest: Buffer, now: Date): Promise<void> {
  await db.query('update sessions set last_seen_at = $2 where token_digest = $1 and last_seen_at < $2', [digest, now]);
}

/** "Resta collegato": moves the idle deadline now and says where it is. */
export async function stayConnected(db: Db, sessionId: string, now: Date, limits: SessionLimits): Promise<Date> {
  const [times] = await db.query<{ createdAt: Date; lastSeenAt: Date }>(
    `update sessions set last_seen_at = greatest(last_seen_at, $2) where id = $1
     returning created_at as "createdAt", last_seen_at as "lastSeenAt"`,
    [sessionId, now],
  );
  return times === undefined ? now : idleUntil(times, limits);
}

/** Opens a session and answers its token, which is stored nowhere. */
export async function openSession(database: Database, accountId: string, now: Date): Promise<string> {
  const token = newToken();
  await database.transaction(async (tx) => {
    const id = uuidv7();
    await tx.query(
      `insert into sessions (token_digest, id, account_id, created_at, last_seen_at, proven)
       values ($1, $2, $3, $4, $4, false)`,
      [tokenDigest(token), id, accountId, now],
    );
    const subject = { type: 'account', id: accountId };
    await recordEvent(tx, { kind: 'session.opened', actor: accountId, subject, data: { session: id } });
  });
  return token;
}

/** A new token for the same session, after its rights have grown: the old one opens nothing any more. */
export async function renewToken(tx: Db, sessionId: string, proven: boolean): Promise<string> {
  const token = newToken();
  await tx.query('update sessions set token_digest = $2, proven = proven or $3 where id = $1', [
    sessionId,
    tokenDigest(token),
    proven,
  ]);
  return token;
}

/** Ends the session of this token, if there is one. */
export async function endSession(database: Database, token: string): Promise<void> {
  await database.transaction(async (tx) => {
    const [ended] = await tx.query<{ accountId: string; id: string }>(
      'delete from sessions where token_digest = $1 returning account_id as "accountId", id',
      [tokenDigest(token)],
    );
    if (ended === undefined) return;
    const subject = { type: 'account', id: ended.accountId };
    await recordEvent(tx, { kind: 'session.ended', actor: ended.accountId, subject, data: { session: ended.id } });
  });
}
