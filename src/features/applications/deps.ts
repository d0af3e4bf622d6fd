import type { Answers, ApplicantFacts, Definition, Posted } from '../../engines/procedure/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import type { ActingDelegation, SignedIn } from '../../platform/http/index.ts';
import type { Frame } from '../../ui/index.ts';
import type { Application, LatestFiling } from './application.ts';
import type { Twin } from './around.ts';
import type { StandingFiling } from './earlier.ts';
import type { Lookups } from './lookups.ts';

/**
 * What the pages of filling in are made with. Filings stand above this feature, so what is known of them comes in as
 * plain functions.
 */
export interface ApplicationDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly lookups: Lookups;
  /**
   * SQL for the last filed edition of the draft `d` (`d.application_id`), null when there is none. With it an autosave
   * that finds the section as it was shown is one statement; without it every save reads the draft first.
   */
  readonly filedEdition?: string | undefined;
  /** The latest filing of an application, withdrawn or not; null when it was never filed. */
  latestFiling(db: Db, applicationId: string): Promise<LatestFiling | null>;
  /** What is known of a person beside their answers: their data, their roles, what they have filed. */
  applicantFacts(db: Db, accountId: string): Promise<Omit<ApplicantFacts, 'entry'>>;
  /** The answers of that filing, to go back to. */
  filedAnswers(
    db: Db,
    applicationId: string,
  ): Promise<{ readonly edition: number; readonly answers: Answers; readonly releaseDigest: string } | null>;
  /** The valid filing of another application about the same thing, where there may be only one. */
  twinFor(
    db: Db,
    definition: Definition,
    draft: Pick<Application, 'id' | 'accountId' | 'answers'>,
  ): Promise<Twin | undefined>;
  /** The last filings of a person that stand, one for each procedure, the newest first. */
  standingFilings(db: Db, accountId: string): Promise<readonly StandingFiling[]>;
  /** What was filed, as the register keeps it. */
  filedUnder(db: Db, filingId: string): Promise<{ readonly answers: Answers } | undefined>;
  /** Holds the delegation a draft is written under until the transaction ends; false when it has been revoked. */
  holdDelegation?(tx: Db, delegation: ActingDelegation, delegatorId: string, arrivedAt: Date): Promise<boolean>;
  /** What the visitor was writing when their session ended, and where; once. */
  takeParked(exchange: SignedIn): Promise<{ readonly path: string; readonly posted: Posted } | undefined>;
}
