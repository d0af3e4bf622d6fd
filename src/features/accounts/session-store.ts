import { uuidv7 } from 'uuidv7';
import { together } from '../../kernel/together.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
import type { Cookie, Expired, Identity, Visitor, VisitorEntry } from '../../platform/http/index.ts';
import { ACCOUNT_FACTS, type AccountFacts, isProven, owesNewPassword, type PasswordAging } from './account-facts.ts';
import { noteEntry } from './last-entry-store.ts';
import {
  type Entry,
  endedBy,
  idleUntil,
  LONGEST_USER_AGENT,
  lastInstant,
  mustTouch,
  SESSION_LIMITS,
  type SessionLimits,
  type SigningInBrowser,
  sessionState,
} from './session.ts';
import { networkOf } from './throttle.ts';

interface SessionRow extends AccountFacts {
  readonly sessionId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly proven: boolean;
  readonly name: string;
  readonly workingFor: string | null;
  readonly entry: VisitorEntry;
  readonly authenticatedAt: Date;
  readonly acting: unknown;
}

/** In whose name a session acts: looked up in the same statement, decided by a feature above (see the wiring). */
export interface ActingLookup {
  /** Tells the statement with this SQL from others. */
  readonly named: string;
  /** SQL for what is known of it, as JSON, about the session `s`; null when it acts for its own person. */
  readonly sql: string;
  /** What of the visitor is somebody else's at this instant. */
  at(found: unknown, now: Date): Partial<Visitor>;
  /** In whose name it was, whether that still stands or not. */
  of(found: unknown): NonNullable<Expired['acting']>;
}

const OWN_NAME: ActingLookup = {
  named: 'alone',
  sql: 'null::json',
  at: () => ({}),
  of: () => {
    throw new Error('nobody acts for others here');
  },
};

/** Under load one statement serves all who ask at the same moment; `limit` keeps each look-up on its index. */
const identify = (acting: string) => `
  select found.*
  from unnest($1::bytea[]) with ordinality as asked (digest, place) cross join lateral (
    select asked.place::integer, s.id as "sessionId", s.created_at as "createdAt",
      s.last_seen_at as "lastSeenAt", s.proven, s.working_for as "workingFor", a.name || ' ' || a.surname as name,
      s.authenticated_at as "authenticatedAt", json_build_object('method', s.method, 'level', s.level,
        'provider', s.provider, 'assertionId', s.assertion_id) as entry,
      ${ACCOUNT_FACTS},
      (${acting}) as acting
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
  aging: PasswordAging | null = null,
  acting: ActingLookup = OWN_NAME,
): (token: string, now: Date) => Promise<Identity> {
  const text = identify(acting.sql);
  const find = together<Buffer, SessionRow | undefined>(async (digests) => {
    const rows = await db.prepared<SessionRow & { place: number }>(`accounts-identify-${acting.named}`, text, [
      digests,
    ]);
    const byPlace = new Map(rows.map((row) => [row.place, row]));
    return digests.map((_, index) => byPlace.get(index + 1));
  }, LARGEST);
  return async (token, now) => {
    const digest = tokenDigest(token);
    const row = await find(digest);
    if (row === undefined) return null;
    const state = sessionState(row, limits, now);
    if (state === 'forgotten') return null;
    if (state === 'expired') {
      const inName = row.acting === null ? {} : { acting: acting.of(row.acting) };
      return { expired: { accountId: row.accountId, by: endedBy(row, limits), ...inName } };
    }
    const touched = mustTouch(row, now);
    if (touched) await touchSession(db, digest, now);
    const session = { method: row.entry.method, createdAt: row.createdAt };
    const mustChangePassword = await owesNewPassword(row, session, aging, now);
    const self = visitorOf(touched ? { ...row, lastSeenAt: now } : row, limits, mustChangePassword);
    return { visitor: row.acting === null ? self : { ...self, ...acting.at(row.acting, now) } };
  };
}

function visitorOf(row: SessionRow, limits: SessionLimits, mustChangePassword: boolean): Visitor {
  const {
    createdAt,
    lastSeenAt,
    temporary: _,
    passwordChangedAt: __,
    shortPassword: ___,
    acting: ____,
    ...known
  } = row;
  const until = idleUntil({ createdAt, lastSeenAt }, limits);
  const proven = isProven(row, { proven: row.proven, level: row.entry.level });
  const alone = { delegation: null, delegationOver: null };
  const ends = { idleUntil: until, endsAt: lastInstant(row, limits) };
  return { ...known, ...alone, ...ends, mustChangePassword, proven };
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

/**
 * Opens a session and answers its token, which is stored nowhere and travels in {@link sessionCookie}. Always a new one:
 * a token that was there before the login is worth nothing after it.
 */
export async function openSession(
  tx: Db,
  accountId: string,
  entry: Entry,
  browser: SigningInBrowser,
  now: Date,
): Promise<string> {
  const token = newToken();
  const id = uuidv7();
  const { method, level, provider = null, assertionId = null } = entry;
  await tx.prepared(
    'open-session',
    `with opened as (
       insert into sessions (token_digest, id, account_id, created_at, last_seen_at, authenticated_at, password_at, proven,
         method, level, provider, assertion_id, user_agent, network)
       values ($1, $2, $3, $4, $4, $4, case when $5 = 'password' then $4::timestamptz end, $5 = 'passkey',
         $5, $6, $7, $8, $9, $10))
     insert into events (kind, actor, subject_type, subject_id, data)
     values ('session.opened', $3, 'account', $3::text, $11)`,
    [
      ...[tokenDigest(token), id, accountId, now, method, level, provider, assertionId],
      ...[browser.userAgent.slice(0, LONGEST_USER_AGENT), networkOf(browser.ip)],
      JSON.stringify({ session: id, method, level, provider }),
    ],
  );
  await noteEntry(tx, accountId, now);
  return token;
}

/**
 * Who is inside has proved more, or proved it again: the session goes on under a new token, at the higher of the two
 * levels. A second factor on top of the password (`method: 'password', level: 2`) makes the proof as fresh as the
 * password it completes, not fresher: the code alone does not stand for both. Every other proof is as fresh as `now`.
 */
export async function raiseSession(tx: Db, sessionId: string, entry: Entry, now: Date): Promise<string> {
  const token = newToken();
  const { method, level, provider = null, assertionId = null } = entry;
  const [raised] = await tx.query<{ accountId: string }>(
    `update sessions set token_digest = $2, level = greatest(level, $4),
       authenticated_at = case when $3 = 'password' and $4 > 1 then coalesce(password_at, authenticated_at)
         else $7::timestamptz end,
       password_at = case when $3 = 'password' and $4 = 1 then $7::timestamptz else password_at end,
       proven = proven or $3 = 'passkey' or ($3 = 'password' and $4 > 1),
       method = case when $4 > level then $3 else method end,
       provider = case when $4 > level or $3 = method then $5 else provider end,
       assertion_id = case when $4 > level or $3 = method then $6 else assertion_id end
     where id = $1 returning account_id as "accountId"`,
    [sessionId, tokenDigest(token), method, level, provider, assertionId, now],
  );
  if (raised === undefined) return token;
  const subject = { type: 'account', id: raised.accountId };
  const data = { session: sessionId, method, level, provider };
  await recordEvent(tx, { kind: 'session.raised', actor: raised.accountId, subject, data });
  return token;
}

/** The password was given again, but a second factor is owed before the proof counts. */
export async function notePassword(db: Db, sessionId: string, now: Date): Promise<void> {
  await db.query('update sessions set password_at = $2 where id = $1', [sessionId, now]);
}

/** A new token for the same session, which is worth what it was: the old one opens nothing any more. */
export async function renewToken(tx: Db, sessionId: string): Promise<string> {
  const token = newToken();
  await tx.query('update sessions set token_digest = $2 where id = $1', [sessionId, tokenDigest(token)]);
  return token;
}

/** Longer than any session may last (SESSION_HOURS, a week at most): whose it was is needed a while after its end. */
const COOKIE_SECONDS = 8 * 86_400;

/** What the browser keeps of its session. */
export function sessionCookie(token: string): Cookie {
  return { name: 'session', value: token, maxAgeSeconds: COOKIE_SECONDS };
}

/** Whether the account comes in with two factors: it has a second one, or owes it for a role. */
export async function owesSecondFactor(db: Db, accountId: string): Promise<boolean> {
  const [row] = await db.query<{ owes: boolean }>(
    `select exists (select from totp_keys where account_id = $1)
       or exists (select from passkeys where account_id = $1)
       or exists (select from memberships where account_id = $1) as owes`,
    [accountId],
  );
  return row?.owes === true;
}

/** Ends every session of the account but one; `why` is kept with the event, e.g. `password-changed`. */
export async function endSessionsOf(tx: Db, accountId: string, except: string | null, why: string): Promise<void> {
  const ended = await tx.query<{ id: string }>(
    'delete from sessions where account_id = $1 and id is distinct from $2 returning id',
    [accountId, except],
  );
  if (ended.length === 0) return;
  const subject = { type: 'account', id: accountId };
  const data = { sessions: ended.map(({ id }) => id), why };
  await recordEvent(tx, { kind: 'sessions.ended', actor: null, subject, data });
}

/** Ends these sessions, whosever they are; `why` is kept with the event. */
export async function endSessionsById(tx: Db, ids: readonly string[], why: string): Promise<void> {
  const ended = await tx.query<{ id: string; accountId: string }>(
    'delete from sessions where id = any ($1::uuid[]) returning id, account_id as "accountId"',
    [ids],
  );
  for (const { id, accountId } of ended) {
    const subject = { type: 'account', id: accountId };
    await recordEvent(tx, { kind: 'session.ended', actor: null, subject, data: { session: id, why } });
  }
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
