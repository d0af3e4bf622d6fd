import type { ApplicantFacts } from '../../engines/procedure/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Frame } from '../../ui/index.ts';

export interface ProcedureRoutesDeps {
  database: Database;
  frame: Frame;
  /** Where the portal is reached from outside: calendars lead back to it. */
  publicUrl: string;
  /** What is known of who is logged in, to tell whether they may apply. */
  applicantFacts(db: Db, accountId: string): Promise<Omit<ApplicantFacts, 'entry'>>;
}
