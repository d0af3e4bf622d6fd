import { uuidv7 } from 'uuidv7';
import type { Profile } from '../../engines/spid/index.ts';
import type { Db } from '../../platform/db/database.ts';

interface OfRequest {
  readonly profile: Profile;
  readonly requestId: string;
  readonly requestedAt: Date;
  readonly at: Date;
  readonly message: string;
}

/** What is searched for (SPID technical rules, "Log"); undefined where the answer does not say. */
export interface LoggedAnswer extends OfRequest {
  readonly responseId?: string | undefined;
  readonly responseInstant?: string | undefined;
  readonly issuer?: string | undefined;
  readonly assertionId?: string | undefined;
  readonly subject?: string | undefined;
  readonly nameQualifier?: string | undefined;
  readonly spidCode?: string | undefined;
  readonly outcome: 'accepted' | 'refused' | 'anomaly';
  readonly reason: string;
}

export async function logRequest(tx: Db, { profile, requestId, requestedAt, at, message }: OfRequest): Promise<void> {
  await tx.query(
    `insert into entry_log (id, profile, kind, at, request_id, request_instant, outcome, reason, message)
     values ($1, $2, 'request', $3, $4, $5, 'sent', '', $6)`,
    [uuidv7(), profile, at, requestId, requestedAt, message],
  );
}

export async function logAnswer(tx: Db, answer: LoggedAnswer): Promise<void> {
  const short = (text: string | undefined) => text?.slice(0, 1024) ?? null;
  await tx.query(
    `insert into entry_log (id, profile, kind, at, request_id, request_instant, response_id, response_instant,
       response_issuer, assertion_id, subject, subject_name_qualifier, spid_code, outcome, reason, message)
     values ($1, $2, 'response', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...[uuidv7(), answer.profile, answer.at, answer.requestId, answer.requestedAt],
      ...[short(answer.responseId), short(answer.responseInstant), short(answer.issuer), short(answer.assertionId)],
      ...[short(answer.subject), short(answer.nameQualifier), short(answer.spidCode)],
      ...[answer.outcome, answer.reason.slice(0, 500), answer.message],
    ],
  );
}

/** One message of the log, as an operator reads it. */
export interface LogLine {
  readonly at: Date;
  readonly profile: string;
  readonly kind: string;
  readonly requestId: string;
  readonly responseId: string | null;
  readonly issuer: string | null;
  readonly assertionId: string | null;
  readonly subject: string | null;
  readonly spidCode: string | null;
  readonly outcome: string;
  readonly reason: string;
  readonly message: string;
}

export interface LogSearch {
  readonly requestId?: string | undefined;
  readonly assertionId?: string | undefined;
  readonly spidCode?: string | undefined;
  readonly since?: string | undefined;
  readonly limit: number;
}

/** The newest messages that fit, with their pair. */
export function searchLog(db: Db, { requestId, assertionId, spidCode, since, limit }: LogSearch): Promise<LogLine[]> {
  return db.query<LogLine>(
    `select at, profile, kind, request_id as "requestId", response_id as "responseId", response_issuer as issuer,
       assertion_id as "assertionId", subject, spid_code as "spidCode", outcome, reason, message
     from entry_log
     where ($1::text is null or request_id = $1)
       and ($2::text is null or request_id in (select request_id from entry_log where assertion_id = $2))
       and ($3::text is null or request_id in (select request_id from entry_log where spid_code = $3))
       and ($4::timestamptz is null or at >= $4::timestamptz)
     order by at desc, id desc limit $5`,
    [requestId ?? null, assertionId ?? null, spidCode ?? null, since ?? null, limit],
  );
}

/** Removes what is older than 24 months, and nothing younger: the database itself would refuse. */
export async function purgeLog(db: Db): Promise<number> {
  const [row] = await db.query<{ removed: number }>('select purge_entry_log() as removed');
  return row?.removed ?? 0;
}
