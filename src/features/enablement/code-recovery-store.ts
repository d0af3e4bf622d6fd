import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { blindName, readableSecret, seal } from '../../platform/hashing-tokens.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { notify } from '../notifications/index.ts';
import { codeRecoveredMessage } from './code-messages.ts';
import {
  normalizeRecoveryCode,
  RECOVERY_FAILURES,
  RECOVERY_GROUPS,
  RECOVERY_MINUTES,
  type RecoveryProof,
} from './code-recovery.ts';
import { BETWEEN_MAILS_MS, mayMail, pendingStep } from './enablement.ts';
import { lockedEnablement } from './enablement-store.ts';
import { replaceWithOwn, type TypedCode } from './personal-code-store.ts';
import { signsFrom } from './recovered-code.ts';
import { tellRecovered, wasStopped } from './recovered-code-store.ts';
import type { TooManyMails } from './request-store.ts';
import type { WrongStep } from './wrong-step.ts';

export const MAIL_RECOVERY_TASK = 'enablement.mail-recovery';
/** What the sealed code in the queue is for. */
export const SEALED_RECOVERY = 'recovery of the personal code';

/** What the job that mails a recovery code must know. */
export interface MailRecoveryPayload {
  readonly accountId: string;
  readonly sealed: string;
  readonly askedAt: string;
}

interface Asker {
  readonly accountId: string;
  readonly sessionId: string;
}

interface RecoveryRow {
  readonly sessionId: string;
  readonly codeName: string | null;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly failures: number;
  readonly failedAttempts: string[];
  readonly mailedAt: Date[];
}

const SELECT = `select session_id as "sessionId", code_name as "codeName", asked_at as "askedAt",
    expires_at as "expiresAt", failures, failed_attempts as "failedAttempts", mailed_at as "mailedAt"
  from code_recoveries where account_id = $1`;

const DAY_MS = 86_400_000;

/** Mails a code with which this session may choose another personal code; the one asked before is worth nothing. */
export async function askRecovery(
  { database, secret }: { readonly database: Database; readonly secret: string },
  { accountId, sessionId }: Asker,
  now: Date,
): Promise<{ kind: 'mailed' } | { kind: 'stopped' } | WrongStep | TooManyMails> {
  const code = readableSecret(RECOVERY_GROUPS);
  return database.transaction(async (tx) => {
    const state = (await lockedEnablement(tx, accountId))?.state ?? 'none';
    if (state !== 'active') return { kind: 'wrong-step', resume: pendingStep(state) };
    if (await wasStopped(tx, accountId)) return { kind: 'stopped' };
    const [before] = await tx.query<RecoveryRow>(`${SELECT} for update`, [accountId]);
    const mailed = before?.mailedAt ?? [];
    const allowed = mayMail(mailed, now, BETWEEN_MAILS_MS);
    if (!allowed.ok) return { kind: 'too-many-mails', from: allowed.from };
    await tx.query(
      `insert into code_recoveries (account_id, session_id, code_name, asked_at, expires_at, mailed_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (account_id) do update set session_id = excluded.session_id, code_name = excluded.code_name,
         asked_at = excluded.asked_at, expires_at = excluded.expires_at, mailed_at = excluded.mailed_at,
         failures = 0, failed_attempts = '{}'`,
      [
        accountId,
        sessionId,
        nameOf(secret, accountId, code),
        now,
        new Date(now.getTime() + RECOVERY_MINUTES * 60_000),
        [...mailed.filter((at) => now.getTime() - at.getTime() < DAY_MS), now],
      ],
    );
    const payload: MailRecoveryPayload = {
      accountId,
      sealed: seal(secret, SEALED_RECOVERY, accountId, code).toString('base64'),
      askedAt: now.toISOString(),
    };
    await enqueue(tx, MAIL_RECOVERY_TASK, payload);
    await recordEvent(tx, {
      kind: 'personal_code.recovery_asked',
      actor: accountId,
      subject: { type: 'account', id: accountId },
      data: { session: sessionId },
    });
    return { kind: 'mailed' };
  });
}

function nameOf(secret: string, accountId: string, code: string): string {
  return blindName(secret, 'code-recovery', accountId, normalizeRecoveryCode(code));
}

/** Until when the code this session asked for is good; nothing when there is none. */
export async function recoveryUntil(db: Db, { accountId, sessionId }: Asker, now: Date): Promise<Date | undefined> {
  const [row] = await db.query<RecoveryRow>(SELECT, [accountId]);
  return row !== undefined && isGood(row, sessionId, now) ? row.expiresAt : undefined;
}

function isGood(row: RecoveryRow, sessionId: string, now: Date): boolean {
  return (
    row.sessionId === sessionId && row.codeName !== null && row.expiresAt > now && row.failures < RECOVERY_FAILURES
  );
}

/** What a try at the mailed code comes to. `over`: expired, used, asked by another session, or wrong five times. */
export type RecoveryOutcome = 'right' | 'over' | { readonly left: number };

/** Whether this is the code that was mailed. The right one is not used up before another personal code is there. */
export async function tryRecovery(
  { database, secret }: { readonly database: Database; readonly secret: string },
  { accountId, sessionId }: Asker,
  typed: TypedCode,
  now: Date,
): Promise<RecoveryOutcome> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<RecoveryRow>(`${SELECT} for update`, [accountId]);
    if (row === undefined || !isGood(row, sessionId, now)) return 'over';
    if (typed.attempt !== '' && row.failedAttempts.includes(typed.attempt)) {
      return { left: RECOVERY_FAILURES - row.failures };
    }
    if (row.codeName === nameOf(secret, accountId, typed.code)) return 'right';
    await tx.query(
      `update code_recoveries set failures = failures + 1,
         failed_attempts = case $2 when '' then failed_attempts else failed_attempts || $2::text end
       where account_id = $1`,
      [accountId, typed.attempt.slice(0, 64)],
    );
    const left = RECOVERY_FAILURES - row.failures - 1;
    return left === 0 ? 'over' : { left };
  });
}

/** The forgotten code, suspended or not, gives way to another; `mailed` is the code it rests on, used up with it. */
export async function saveRecoveredCode(
  { database, secret }: { readonly database: Database; readonly secret: string },
  { accountId, sessionId }: Asker,
  { hash, proof, mailed }: { readonly hash: string; readonly proof: RecoveryProof; readonly mailed: string },
  now: Date,
): Promise<true | 'over' | WrongStep> {
  return database.transaction(async (tx) => {
    const state = (await lockedEnablement(tx, accountId))?.state ?? 'none';
    if (state !== 'active') return { kind: 'wrong-step', resume: pendingStep(state) };
    if (proof === 'mail') {
      const used = await tx.query(
        `update code_recoveries set code_name = null
         where account_id = $1 and session_id = $2 and code_name = $3 and expires_at > $4 and failures < $5
         returning account_id`,
        [accountId, sessionId, nameOf(secret, accountId, mailed), now, RECOVERY_FAILURES],
      );
      if (used.length === 0) return 'over';
    }
    await replaceWithOwn(tx, accountId, { hash, from: proof === 'mail' ? signsFrom(now) : null }, now);
    await recordEvent(tx, {
      kind: 'personal_code.recovered',
      actor: accountId,
      subject: { type: 'account', id: accountId },
      data: { proof, session: sessionId },
    });
    if (proof === 'mail') await tellRecovered(tx, secret, accountId, now);
    else await notify(tx, { accountId, ...codeRecoveredMessage(accountId, proof, now) });
    return true;
  });
}

/** Whether the code asked for at this instant still is the one that counts. */
export async function isCurrentRecovery(db: Db, accountId: string, askedAt: Date): Promise<boolean> {
  const [row] = await db.query<RecoveryRow>(SELECT, [accountId]);
  return row !== undefined && row.codeName !== null && row.askedAt.getTime() === askedAt.getTime();
}
