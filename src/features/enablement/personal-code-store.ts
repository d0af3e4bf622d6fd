import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Hasher } from '../../platform/hashing.ts';
import { notify } from '../notifications/index.ts';
import { type Attempts, afterWrong, blocked, type CodeOutcome, triesLeft } from './code-attempts.ts';
import { codeSuspendedMessage } from './code-messages.ts';
import { normalizePersonalCode } from './personal-code.ts';
import { mustWait, type Term } from './recovered-code.ts';
import { normalizeTemporaryCode, temporaryCodeExpiry } from './temporary-code.ts';

export interface CodeDeps {
  readonly database: Database;
  readonly hasher: Hasher;
}

interface CodeRow {
  hash: string;
  temporary: boolean;
  expires_at: Date | null;
  failures: number;
  paused_until: Date | null;
  suspended_at: Date | null;
  failed_attempts: string[];
  signs_from: Date | null;
}

/** A code as it was typed, and the name of the attempt the page was made for: sent twice, it is one try. */
export interface TypedCode {
  readonly code: string;
  readonly attempt: string;
  /** What is signed with it, where a code that must wait may sign because the term would be over. */
  readonly term?: Term | undefined;
}

const SELECT = `select hash, temporary, expires_at, failures, paused_until, suspended_at, failed_attempts,
    signs_from
  from personal_codes where account_id = $1`;

/** A code of one's own signs only while the enablement stands. */
const SIGNING = `${SELECT} and not temporary
  and exists (select from enablements e where e.account_id = $1 and e.state = 'active')`;

/**
 * Whether this is the person's own code. Five wrong ones make a pause of 15 minutes, ten suspend the code; nothing else
 * is touched. A wrong code, a missing one and a right one take the same time.
 */
export async function verifyPersonalCode(
  deps: CodeDeps,
  accountId: string,
  typed: string | TypedCode,
  now: Date,
): Promise<CodeOutcome> {
  const [row] = await deps.database.prepared<CodeRow>('personal-code', SIGNING, [accountId]);
  return tryCode(deps, accountId, row, read(typed, normalizePersonalCode), now);
}

/** The same for the mailed code, which also ends by itself after 30 days. */
export async function verifyTemporaryCode(
  deps: CodeDeps,
  accountId: string,
  typed: string | TypedCode,
  now: Date,
): Promise<CodeOutcome | { outcome: 'expired' }> {
  const [row] = await deps.database.query<CodeRow>(SELECT, [accountId]);
  if (row?.temporary && row.expires_at !== null && row.expires_at <= now) return { outcome: 'expired' };
  return tryCode(deps, accountId, row?.temporary ? row : undefined, read(typed, normalizeTemporaryCode), now);
}

/** A name that no page of ours has made is none. */
function read(typed: string | TypedCode, normalize: (text: string) => string): TypedCode {
  if (typeof typed === 'string') return { code: normalize(typed), attempt: '' };
  const { code, attempt, term } = typed;
  return { code: normalize(code), attempt: /^[0-9a-f-]{36}$/.test(attempt) ? attempt : '', term };
}

/** The slow comparison is made without holding anything; what it is worth is decided afterwards, one try at a time. */
async function tryCode(
  { database, hasher }: CodeDeps,
  accountId: string,
  row: CodeRow | undefined,
  typed: TypedCode,
  now: Date,
): Promise<CodeOutcome> {
  const stopped = row && (blocked(attemptsOf(row), now) ?? failedBefore(row, typed));
  if (stopped) return stopped;
  const right = await hasher.verifySecret(row?.hash, typed.code);
  if (right === 'busy') return { outcome: 'busy' };
  if (row === undefined) return { outcome: 'wrong', left: 0 };
  return database.transaction((tx) => settle(tx, accountId, { ...typed, hash: row.hash, right }, now));
}

/** This very attempt was wrong already: it is told so again, and nothing is counted. */
function failedBefore(row: CodeRow, { attempt }: TypedCode): CodeOutcome | undefined {
  if (attempt === '' || !row.failed_attempts.includes(attempt)) return undefined;
  return { outcome: 'wrong', left: triesLeft(row.failures) };
}

interface Compared extends TypedCode {
  /** What the code was compared with. */
  readonly hash: string;
  readonly right: boolean;
}

async function settle(tx: Db, accountId: string, compared: Compared, now: Date): Promise<CodeOutcome> {
  const [row] = await tx.prepared<CodeRow>('personal-code-locked', `${SELECT} for update`, [accountId]);
  // The code was changed while this try was being compared: the try is about a code that no longer exists.
  if (row === undefined || row.hash !== compared.hash) return { outcome: 'wrong', left: 0 };
  const attempts = attemptsOf(row);
  const stopped = blocked(attempts, now) ?? failedBefore(row, compared);
  if (stopped) return stopped;
  if (compared.right) {
    if (attempts.failures > 0) {
      await tx.query(
        "update personal_codes set failures = 0, paused_until = null, failed_attempts = '{}' where account_id = $1",
        [accountId],
      );
    }
    return early(tx, accountId, { from: row.signs_from, term: compared.term }, now);
  }
  const { attempts: counted, outcome } = afterWrong(attempts, now);
  await tx.query(
    `update personal_codes set failures = $2, paused_until = $3, suspended_at = $4,
       failed_attempts = case $5 when '' then failed_attempts else failed_attempts || $5::text end
     where account_id = $1`,
    [accountId, counted.failures, counted.pausedUntil, counted.suspended ? now : null, compared.attempt],
  );
  if (outcome.outcome === 'paused' || outcome.outcome === 'suspended') {
    const subject = { type: 'account', id: accountId };
    await recordEvent(tx, { kind: `personal_code.${outcome.outcome}`, actor: accountId, subject });
  }
  if (outcome.outcome === 'suspended' && !row.temporary) {
    await notify(tx, { accountId, ...codeSuspendedMessage(accountId, now) });
  }
  return outcome;
}

/** A right code that was recovered by mail less than a day ago waits, unless the term would end before it may sign. */
async function early(
  tx: Db,
  accountId: string,
  { from, term }: { readonly from: Date | null; readonly term: Term | undefined },
  now: Date,
): Promise<CodeOutcome> {
  if (from === null || now >= from) return { outcome: 'right' };
  if (mustWait(from, term)) return { outcome: 'early', from };
  const data = { ...term?.data, closesAt: term?.closesAt.toISOString(), signsFrom: from.toISOString() };
  const subject = { type: 'account', id: accountId };
  await recordEvent(tx, { kind: 'personal_code.signed_early', actor: accountId, subject, data });
  return { outcome: 'right' };
}

function attemptsOf({ failures, paused_until, suspended_at }: CodeRow): Attempts {
  return { failures, pausedUntil: paused_until, suspended: suspended_at !== null };
}

/** What stops the person's code right now, for pages that say it before it is typed. */
export async function codeStanding(db: Db, accountId: string, now: Date): Promise<CodeOutcome | undefined> {
  const [row] = await db.query<CodeRow>(SELECT, [accountId]);
  return row && blocked(attemptsOf(row), now);
}

/** When temporary codes were mailed to this person, oldest first. */
export async function temporaryMails(db: Db, accountId: string): Promise<Date[]> {
  const [row] = await db.query<{ mailed_at: Date[] }>('select mailed_at from personal_codes where account_id = $1', [
    accountId,
  ]);
  return row?.mailed_at ?? [];
}

const DAY_MS = 86_400_000;

/** From now on only the code just mailed counts. Whatever code the person had is gone. */
export async function replaceWithTemporary(
  tx: Db,
  accountId: string,
  hash: string,
  mailedBefore: readonly Date[],
  now: Date,
): Promise<void> {
  const recent = mailedBefore.filter((at) => now.getTime() - at.getTime() < DAY_MS);
  await tx.query(
    `insert into personal_codes (account_id, hash, temporary, expires_at, mailed_at, changed_at)
     values ($1, $2, true, $3, $4, $5)
     on conflict (account_id) do update set hash = excluded.hash, temporary = true, expires_at = excluded.expires_at,
       failures = 0, paused_until = null, suspended_at = null, failed_attempts = '{}', mailed_at = excluded.mailed_at,
       changed_at = excluded.changed_at, signs_from = null`,
    [accountId, hash, temporaryCodeExpiry(now), [...recent, now], now],
  );
}

/** From now on only the code the person has chosen counts; `from` when a mail was all that proved who chose it. */
export async function replaceWithOwn(
  tx: Db,
  accountId: string,
  { hash, from = null }: { readonly hash: string; readonly from?: Date | null },
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into personal_codes (account_id, hash, temporary, changed_at, signs_from) values ($1, $2, false, $3, $4)
     on conflict (account_id) do update set hash = excluded.hash, temporary = false, expires_at = null, failures = 0,
       paused_until = null, suspended_at = null, failed_attempts = '{}', mailed_at = '{}', changed_at = excluded.changed_at,
       signs_from = excluded.signs_from, set_aside = null`,
    [accountId, hash, now, from],
  );
}

/** From when the code of today signs, if it had to wait. */
export async function codeSignsFrom(tx: Db, accountId: string): Promise<Date | null> {
  const [row] = await tx.query<{ from: Date | null }>(
    'select signs_from as "from" from personal_codes where account_id = $1',
    [accountId],
  );
  return row?.from ?? null;
}
