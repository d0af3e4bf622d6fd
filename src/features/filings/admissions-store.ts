import type { Db } from '../../platform/db/database.ts';

/** What is validly filed for a procedure: of each application the last filing, unless it was withdrawn. */
export async function validFilings(
  db: Db,
  procedureId: string,
): Promise<readonly { readonly id: string; readonly canonical: Uint8Array }[]> {
  return db.query(
    `select f.id, f.canonical from filings f join applications a on a.id = f.application_id
      where a.procedure_id = $1
        and not exists (select from filings n where n.application_id = f.application_id and n.sequence > f.sequence)
        and not exists (select from withdrawals w where w.filing_id = f.id)
      order by f.id`,
    [procedureId],
  );
}
