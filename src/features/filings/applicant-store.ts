import type { ApplicantFacts } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';

/** Of which procedures the person `account` has a valid filing, as an array in order: the last of each, not withdrawn. */
export const FILED_PROCEDURES = (account: string) => `array(
  select distinct a.procedure_id from applications a cross join lateral (
    select f.id from filings f where f.application_id = a.id order by f.sequence desc limit 1) last
  where a.account_id = ${account} and not exists (select from withdrawals w where w.filing_id = last.id)
  order by 1)`;

/** The roles of the person `account`, as an array in order. */
export const ROLES = (account: string) =>
  `array(select distinct m.role from memberships m where m.account_id = ${account} order by 1)`;

/** What is known of a person beside their answers; how they came in is of the session, and the caller knows it. */
export async function applicantFacts(db: Db, accountId: string): Promise<Omit<ApplicantFacts, 'entry'>> {
  const [row] = await db.prepared<Omit<ApplicantFacts, 'entry'>>(
    'applicant-facts',
    `select birth_date, sex, fiscal_code, ${ROLES('p.id')} as roles, ${FILED_PROCEDURES('p.id')} as filed
       from accounts p where p.id = $1`,
    [accountId],
  );
  if (row === undefined) throw new Error(`no account ${accountId}`);
  return row;
}
