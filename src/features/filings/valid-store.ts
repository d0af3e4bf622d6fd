import type { Answers } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';
import { readCanonical } from './canonical.ts';

/** A filing that counts, as it was filed. */
export interface ValidFiling {
  readonly id: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly answers: Answers;
}

/** SQL for a filing `f` that counts: the last of its application, and not withdrawn. */
export const IS_VALID = `not exists (select from filings n
    where n.application_id = f.application_id and n.sequence > f.sequence)
  and not exists (select from withdrawals w where w.filing_id = f.id)`;

/** What is validly filed for a procedure: of each application the last filing, unless it was withdrawn. */
export async function validFilings(db: Db, procedureId: string): Promise<readonly ValidFiling[]> {
  const rows = await db.query<{ id: string; sha256: string; canonical: Uint8Array }>(
    `select f.id, encode(f.sha256, 'hex') as sha256, f.canonical
       from filings f join applications a on a.id = f.application_id
      where a.procedure_id = $1 and ${IS_VALID}
      order by f.id`,
    [procedureId],
  );
  return rows.map(({ canonical, ...row }) => ({ ...row, answers: readCanonical(canonical).answers }));
}
