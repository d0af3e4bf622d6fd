import type { Db } from '../../platform/db/database.ts';

/** A request that did not become an act, with what decided it. */
export interface Attempt {
  readonly accountId: string;
  readonly applicationId: string;
  readonly filingId: string | null;
  readonly act: 'filing' | 'withdrawal';
  /** A refusal (`closed`, `incomplete`…), or what the personal code came to (`code-wrong`…). */
  readonly outcome: string;
  readonly arrivedAt: Date;
  readonly closesAt: Date | null;
  readonly requestId: string;
}

/** Keeps the proof of an attempt: when it arrived, when it was over, why it was refused. */
export async function recordAttempt(db: Db, attempt: Attempt): Promise<void> {
  const { accountId, applicationId, filingId, act, outcome, arrivedAt, closesAt, requestId } = attempt;
  await db.query(
    `insert into attempts (account_id, application_id, filing_id, act, outcome, arrived_at, closes_at, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [accountId, applicationId, filingId, act, outcome, arrivedAt, closesAt, requestId],
  );
}

/** The attempts at one application, the first first. */
export async function attemptsOf(db: Db, applicationId: string): Promise<(Attempt & { recordedAt: Date })[]> {
  return db.query(
    `select account_id as "accountId", application_id as "applicationId", filing_id as "filingId", act, outcome,
       arrived_at as "arrivedAt", closes_at as "closesAt", request_id as "requestId", recorded_at as "recordedAt"
     from attempts where application_id = $1 order by id`,
    [applicationId],
  );
}
