import type { Db } from '../../platform/db/database.ts';
import type { Visitor } from '../../platform/http/index.ts';
import type { ActingDelegate, Applicant } from './sender.ts';
import type { Identification } from './validity.ts';

/** What is known of who files and of what they have filed before; one query. */
export interface FilingFacts {
  readonly applicant: Applicant;
  /** Who acts in the applicant's name; null when the applicant does. */
  readonly delegate: ActingDelegate | null;
  /** What the personal code of whoever acts rests on: the last identification, at a desk or by a digital identity. */
  readonly identification: Identification | null;
  /** This very filing is there already. */
  readonly known: boolean;
  readonly lastFiledEdition: number;
  readonly lastFilingId: string | null;
}

/** Facts about a filing of this account; undefined when there is no such account. */
export async function filingFacts(
  db: Db,
  ids: { readonly accountId: string; readonly applicationId: string; readonly filingId: string },
  { delegation }: Pick<Visitor, 'delegation'>,
): Promise<FilingFacts | undefined> {
  const [row] = await db.prepared<Applicant & Omit<FilingFacts, 'applicant'>>(
    'filing-facts',
    `select a.id as "accountId", a.fiscal_code as "fiscalCode", a.surname, a.name, a.birth_date as "birthDate", a.sex,
       a.birth_place_code as "birthPlaceCode", a.birth_place as "birthPlace",
       reference_address(a.id) as email,
       (select jsonb_build_object('delegationId', d.id, 'delegationNumber', d.number, 'accountId', g.id,
           'fiscalCode', g.fiscal_code, 'surname', g.surname, 'name', g.name)
         from delegations d join accounts g on g.id = d.delegate_id where d.id = $4::uuid) as delegate,
       (select it from (
           (select c.checked_at as at, jsonb_build_object('ground', 'identity-check-and-personal-code', 'identityCheck',
              jsonb_build_object('id', c.id, 'at', c.checked_at, 'office', c.office_name)) as it
            from identity_checks c where c.account_id = coalesce($5::uuid, a.id) and c.outcome = 'confirmed'
            order by c.checked_at desc limit 1)
           union all
           (select d.accepted_at, jsonb_build_object('ground', 'digital-identity-and-personal-code', 'digitalIdentity',
              jsonb_build_object('id', d.request_id, 'at', d.accepted_at, 'method', d.method, 'level', d.level,
                'provider', d.provider, 'assertionId', d.assertion_id))
            from digital_adhesions d where d.account_id = coalesce($5::uuid, a.id) order by d.accepted_at desc limit 1)
         ) identified order by at desc limit 1) as identification,
       exists (select from filings f where f.id = $3 and f.application_id = $2 and f.account_id = a.id) as known,
       coalesce(last.edition, 0) as "lastFiledEdition", last.id as "lastFilingId"
     from accounts a
     left join lateral (select f.id, f.edition from filings f where f.application_id = $2 and f.account_id = a.id
       order by f.sequence desc limit 1) last on true
     where a.id = $1`,
    [
      ...[ids.accountId, ids.applicationId, ids.filingId],
      delegation?.id ?? null,
      delegation?.delegateAccountId ?? null,
    ],
  );
  if (row === undefined) return undefined;
  const { delegate, identification, known, lastFiledEdition, lastFilingId, ...applicant } = row;
  return { applicant, delegate, identification, known, lastFiledEdition, lastFilingId };
}
