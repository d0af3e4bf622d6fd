import type { Db } from '../../platform/db/database.ts';
import { IS_VALID } from './valid-store.ts';

/** A promise of the register that does not hold, and where. */
export interface Breach {
  readonly rule: string;
  readonly where: string;
}

interface Rule {
  readonly rule: string;
  /** Rows with one text column `at`: the places where the rule is broken, at most a hundred. */
  readonly broken: string;
}

const rules: readonly Rule[] = [
  {
    rule: 'the numbers of a register run from 1 to its last one, each once',
    broken: `select r.office_code || '/' || r.year as at from registers r
      left join (select office_code, year, count(*) as many, count(distinct number) as different, max(number) as last,
                   min(number) as first from register_entries group by 1, 2) e using (office_code, year)
      where r.last_number <> coalesce(e.many, 0) or e.many <> e.different or e.first <> 1 or e.last <> r.last_number`,
  },
  {
    rule: 'every register in use has its counter',
    broken: `select distinct e.office_code || '/' || e.year as at from register_entries e
      where not exists (select from registers r where r.office_code = e.office_code and r.year = e.year)`,
  },
  {
    rule: 'every filing and every withdrawal has its own entry in the register, and every entry its act',
    broken: `select 'entry ' || e.office_code || '/' || e.year || '/' || e.number as at from register_entries e
        left join filings f on e.kind = 'filing' and f.id = e.filing_id and f.number = e.number
          and f.year = e.year and f.office_code = e.office_code
        left join withdrawals w on e.kind = 'withdrawal' and w.filing_id = e.filing_id and w.number = e.number
          and w.year = e.year and w.office_code = e.office_code
        where f.id is null and w.filing_id is null
      union all select 'filing ' || f.id from filings f
        where not exists (select from register_entries e where e.filing_id = f.id and e.kind = 'filing')
      union all select 'withdrawal ' || w.filing_id from withdrawals w
        where not exists (select from register_entries e where e.filing_id = w.filing_id and e.kind = 'withdrawal')`,
  },
  {
    rule: 'an edition of an application is filed once',
    broken: `select application_id || ' edition ' || edition as at from filings
      group by application_id, edition having count(*) > 1`,
  },
  {
    rule: 'of what a person may have one valid filing for there is one',
    broken: `select 'subject ' || f.subject_key as at from filings f
      where f.subject_key is not null and ${IS_VALID}
      group by f.subject_key, f.account_id having count(*) > 1`,
  },
  {
    rule: 'the digest in the register is that of the stored bytes',
    broken: `select 'filing ' || f.id as at from filings f join register_entries e on e.filing_id = f.id and e.kind = 'filing'
        where sha256(f.canonical) <> f.sha256 or e.sha256 <> f.sha256
      union all select 'withdrawal ' || w.filing_id from withdrawals w
        join register_entries e on e.filing_id = w.filing_id and e.kind = 'withdrawal'
        where sha256(w.canonical) <> w.sha256 or e.sha256 <> w.sha256
      union all select 'receipt ' || r.filing_id from receipts r where sha256(r.pdf) <> r.sha256`,
  },
  {
    rule: 'the year of a number is that of arrival in Rome',
    broken: `select office_code || '/' || year || '/' || number as at from register_entries
      where year <> extract(year from arrived_at at time zone 'Europe/Rome')`,
  },
  {
    rule: 'within a register the instants of registration never go back',
    broken: `select at from (select office_code || '/' || year || '/' || number as at, registered_at,
        lag(registered_at) over (partition by office_code, year order by number) as before from register_entries) e
      where registered_at < before`,
  },
  {
    rule: 'every filing has its receipt, or a job that will make it',
    // `not in` over a column that is never null: one pass and a table of hashes, however many filings there are.
    broken: `select 'filing ' || f.id as at from filings f
      where f.id not in (select filing_id from receipts)
        and f.id::text not in (select payload ->> 'filing' from outbox where task = 'receipt.press' and payload ? 'filing')
        and f.id::text not in (select j.payload ->> 'filing' from graphile_worker._private_jobs j
          where j.payload ->> 'filing' is not null)`,
  },
  {
    rule: 'every filing has its event',
    broken: `select 'filing ' || f.id as at from filings f where f.id::text not in (
        select data ->> 'filing' from events where kind = 'application.filed' and data ? 'filing')`,
  },
  {
    rule: 'no edition is filed that the draft has not reached',
    broken: `select 'filing ' || f.id as at from filings f
      where not exists (select from drafts d where d.application_id = f.application_id and d.edition >= f.edition)`,
  },
  {
    rule: 'a filing belongs to who owns the application',
    broken: `select 'filing ' || f.id as at from filings f join applications a on a.id = f.application_id
      where a.account_id <> f.account_id or a.procedure_id <> f.procedure_id`,
  },
  {
    rule: 'the chain of events is whole',
    broken: `select 'event ' || coalesce(event_id::text, '?') || ': ' || reason as at from first_bad_seal()`,
  },
];

/**
 * Checks the promises of the register over everything stored, and that everything acknowledged is there. Reads whole
 * tables: for tests, benches and the operator, not for pages. No breach: an empty list.
 */
export async function brokenPromises(db: Db, acknowledged: readonly string[] = []): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const { rule, broken } of rules) {
    const rows = await db.query<{ at: string }>(`select at from (${broken}) broken limit 100`);
    breaches.push(...rows.map(({ at }) => ({ rule, where: at })));
  }
  const missing = await db.query<{ id: string }>(
    'select a.id from unnest($1::uuid[]) a(id) where not exists (select from filings f where f.id = a.id)',
    [acknowledged],
  );
  return [
    ...breaches,
    ...missing.map(({ id }) => ({ rule: 'what was acknowledged is stored', where: `filing ${id}` })),
  ];
}

/** How many rules {@link brokenPromises} looks at. */
export const promiseCount = rules.length + 1;
