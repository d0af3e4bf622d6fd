import type { Db } from '../../platform/db/database.ts';
import { type RegisterNumber, writeNumber } from '../filings/index.ts';
import type { SharedPupilFiling } from './run.ts';

/**
 * Pupils for whom different people have filed, each with all those filings: they compete with each other, and one child
 * may hold two places until the offices have heard the families and one is withdrawn.
 */
export async function sharedPupils(db: Db, runId: string): Promise<readonly (readonly SharedPupilFiling[])[]> {
  const rows = await db.query<{ filings: (RegisterNumber & Omit<SharedPupilFiling, 'registerNumber'>)[] }>(
    `select jsonb_agg(jsonb_build_object('year', f.year, 'number', f.number, 'office', f.office_code,
         'school', o.school_code) order by f.arrived_at) as filings
     from admission_outcomes o join filings f on f.id = o.filing_id
     where o.run_id = $1 and f.subject_key is not null
     group by f.subject_key having count(*) > 1 order by min(f.arrived_at)`,
    [runId],
  );
  return rows.map(({ filings }) =>
    filings.map(({ year, number, ...filing }) => ({ registerNumber: writeNumber({ year, number }), ...filing })),
  );
}
