import type { Db } from '../../platform/db/database.ts';
import type { ListFilter, ListKey, ReceivedCounts, ReceivedFiling } from './received.ts';

const PAGE = 25;

const row = `
  select f.id, f.year, f.number, f.arrived_at as "arrivedAt", e.sender, e.subject,
    case when exists (select from withdrawals w where w.filing_id = f.id) then 'withdrawn'
         when exists (select from filings n where n.application_id = f.application_id and n.sequence = f.sequence + 1)
         then 'replaced' else 'valid' end as state,
    exists (select from readings r where r.filing_id = f.id and r.office_code = f.office_code) as read
  from filings f
  join register_entries e on e.office_code = f.office_code and e.year = f.year and e.number = f.number`;

/** One page of what an office has received, the newest first; `more` is the key of the next page. */
export async function receivedFilings(
  db: Db,
  officeCode: string,
  filter: ListFilter,
  after: ListKey | undefined,
): Promise<{ readonly filings: ReceivedFiling[]; readonly more: ListKey | undefined }> {
  const { year, number } = after ?? { year: 9999, number: 2_147_483_647 };
  const values: unknown[] = [officeCode, year, number, PAGE + 1];
  const where = conditionFor(filter, values);
  const rows = await db.query<ReceivedFiling>(
    `${row} where f.office_code = $1 and (f.year, f.number) < ($2::integer, $3::integer) and ${where}
     order by f.year desc, f.number desc limit $4`,
    values,
  );
  const filings = rows.slice(0, PAGE);
  const last = filings.at(-1);
  return { filings, more: rows.length > PAGE && last ? { year: last.year, number: last.number } : undefined };
}

/** The condition of a filter; its values are added to `values`. Each has its index, whatever the size of the register. */
function conditionFor(filter: ListFilter, values: unknown[]): string {
  switch (filter.by) {
    case 'all':
      return 'true';
    case 'number':
      values.push(filter.year, filter.number);
      return 'f.year = $5 and f.number = $6';
    case 'fiscal-code':
      values.push(filter.fiscalCode);
      return `f.application_id in (select a.id from applications a join accounts p on p.id = a.account_id
        where p.fiscal_code = $5)`;
    case 'name':
      // The key holds letters, digits and single spaces only, so it brings no wildcard.
      values.push(`${filter.key}%`);
      return 'f.sender_key like $5';
  }
}

/** How many an office has received, by what became of them, and how many valid ones nobody has opened yet. */
export async function receivedCounts(db: Db, officeCode: string): Promise<ReceivedCounts> {
  const [counts] = await db.query<ReceivedCounts>(
    `select count(*) filter (where state = 'valid') as valid, count(*) filter (where state = 'replaced') as replaced,
       count(*) filter (where state = 'withdrawn') as withdrawn,
       count(*) filter (where state = 'valid' and not read) as unread
     from (${row} where f.office_code = $1) received`,
    [officeCode],
  );
  return counts ?? { valid: 0, replaced: 0, withdrawn: 0, unread: 0 };
}
