import type { Db } from '../../platform/db/database.ts';
import { tokenDigest } from '../../platform/hashing-tokens.ts';
import { type EntryRequest, MOST_ANSWERS, PATIENCE_MS } from './entry-request.ts';

/** Keeps a request until its answer comes; `browser` is the token of the browser that asks. */
export async function saveEntryRequest(tx: Db, request: EntryRequest, browser: string): Promise<void> {
  await tx.query(
    `insert into entry_requests (id, profile, browser_digest, relay_state, provider, level, comparison, purpose,
       account_id, session_id, next, asked_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[request.id, request.profile, tokenDigest(browser), request.relayState, request.provider, request.level],
      ...[request.comparison, request.purpose, request.accountId, request.sessionId, request.next, request.askedAt],
      new Date(request.askedAt.getTime() + PATIENCE_MS),
    ],
  );
}

export type FoundRequest = EntryRequest & { readonly kind: 'found' };

export interface NoRequest {
  readonly kind: 'none';
  /** For the log. */
  readonly reason: string;
}

interface Row extends EntryRequest {
  readonly sameBrowser: boolean;
  readonly expiresAt: Date;
  readonly answers: number;
  readonly usedAt: Date | null;
}

/** The request this answer says it is to, if this browser made it and it still waits; every look is counted. */
export async function awaitedRequest(
  tx: Db,
  id: string,
  browser: string | undefined,
  now: Date,
): Promise<FoundRequest | NoRequest> {
  const [row] = await tx.query<Row>(
    `update entry_requests set answers = answers + 1 where id = $1
     returning id, profile, relay_state as "relayState", provider, level, comparison, purpose, account_id as "accountId",
       session_id as "sessionId", next, asked_at as "askedAt", browser_digest = $2 as "sameBrowser",
       expires_at as "expiresAt", answers, used_at as "usedAt"`,
    [id, tokenDigest(browser ?? '')],
  );
  if (row === undefined) return { kind: 'none', reason: 'nobody asked for it' };
  if (browser === undefined || !row.sameBrowser) return { kind: 'none', reason: 'another browser asked for it' };
  if (row.usedAt !== null) return { kind: 'none', reason: 'it was answered already' };
  if (row.expiresAt <= now) return { kind: 'none', reason: 'it was asked for too long ago' };
  if (row.answers > MOST_ANSWERS) return { kind: 'none', reason: 'too many answers' };
  const { sameBrowser: _same, expiresAt: _expires, answers: _answers, usedAt: _used, ...request } = row;
  return { kind: 'found', ...request };
}

/** Uses the request up; false when somebody else was faster with the same answer. */
export async function useRequest(tx: Db, id: string, now: Date): Promise<boolean> {
  const used = await tx.query('update entry_requests set used_at = $2 where id = $1 and used_at is null returning id', [
    id,
    now,
  ]);
  return used.length === 1;
}
