import type { Db } from '../../platform/db/database.ts';
import type { StandingFiling } from '../applications/index.ts';
import { writeNumber } from './register-number.ts';

type Row = Omit<StandingFiling, 'registerNumber'> & { year: number; number: number };

/** The filings of a person that stand, one for each procedure, the newest first. */
export async function standingFilings(db: Db, accountId: string): Promise<StandingFiling[]> {
  const rows = await db.prepared<Row>(
    'standing-filings',
    `select last.id as "filingId", a.procedure_id as "procedureId", last.release_digest as "releaseDigest",
       last.filed_at as "filedAt", last.year, last.number
     from applications a cross join lateral (
       select f.id, f.release_digest, f.filed_at, f.year, f.number from filings f
        where f.application_id = a.id order by f.sequence desc limit 1) last
     where a.account_id = $1 and not exists (select from withdrawals w where w.filing_id = last.id)
     order by last.filed_at desc, last.id`,
    [accountId],
  );
  return rows.map(({ year, number, ...filing }) => ({ ...filing, registerNumber: writeNumber({ year, number }) }));
}
