import type { Database, Db } from '../../platform/db/database.ts';
import { faultPoint } from '../../platform/fault-points.ts';
import { appendEvents, appendJobs } from '../../platform/set-based.ts';
import { STILL_STANDS } from '../delegations/index.ts';
import { FILED_PROCEDURES, ROLES } from './applicant-store.ts';
import type { AcceptedFiling } from './filing.ts';
import { TWINS } from './twin-store.ts';

/** What became of one filing of a batch. */
export type Registration =
  | { readonly outcome: 'filed'; readonly filingId: string }
  /** It was there already: the same filing sent again, or this edition filed under another id. */
  | { readonly outcome: 'known'; readonly filingId: string }
  /** The draft is no longer what the person was shown. */
  | { readonly outcome: 'changed' }
  /** The delegation was over when the confirmation arrived. */
  | { readonly outcome: 'stopped' }
  /** What the decision rested on about the person is no longer so: it is to be decided again. */
  | { readonly outcome: 'unsettled' }
  /** The id belongs to a filing of somebody else's. */
  | { readonly outcome: 'taken' };

/**
 * One statement for a whole batch. The order of its parts is the order of its locks: delegations (so that nothing is
 * filed under one that is over), drafts (so that what is filed is what was saved), then one row per register. `lateral` keeps every look-up on its index whatever the planner thinks of
 * the size of tables that were empty when the statement was first planned.
 */
const fileBatch = `
with incoming as materialized (
  select i.*, (validity -> 'delegate' ->> 'delegationId')::uuid as "delegationId",
    coalesce((validity -> 'delegate' ->> 'accountId')::uuid, "accountId") as actor
  from jsonb_to_recordset($1::jsonb) as i (
    place integer, "filingId" uuid, "applicationId" uuid, "accountId" uuid, "procedureId" text, "releaseDigest" text,
    edition integer, "draftVersion" integer, "officeCode" text, "officeName" text, "registerCode" text,
    administration text, year integer, "arrivedAt" timestamptz, sender text, "senderKey" text, subject text,
    canonical text, dossier boolean, validity jsonb, grounds jsonb, "subjectKey" text)
), earlier as materialized (
  select i.place, found.id, found.own
  from incoming i cross join lateral (
    (select f.id, f.application_id = i."applicationId" as own, 1 as turn from filings f where f.id = i."filingId")
    union all
    (select f.id, true, 2 from filings f where f.application_id = i."applicationId" and f.edition = i.edition)
    order by turn limit 1
  ) found
), standing as materialized (
  select i.place from incoming i where i."delegationId" is null
  union all
  select i.place from incoming i cross join lateral (
    ${STILL_STANDS('i."delegationId"', 'i."accountId"', 'i."arrivedAt"')}) delegation
), settled as materialized (
  select i.place from incoming i where i.grounds is null
  union all
  select i.place from incoming i where i.grounds is not null
    and i.grounds -> 'filed' = to_jsonb(${FILED_PROCEDURES('i."accountId"')})
    and i.grounds -> 'roles' = to_jsonb(${ROLES('i."accountId"')})
), alone as materialized (
  -- Of two in one batch about the same thing the second is to be decided again, by what became of the first.
  select i.place from incoming i where i."subjectKey" is null
  union all
  select i.place
  from (select i.*, row_number() over (partition by "subjectKey", "accountId" order by place) as turn
          from incoming i where "subjectKey" is not null) i
  where turn = 1 and not exists (
    select from (${TWINS('i."subjectKey"', 'i."applicationId"')}) t where t.account_id = i."accountId")
), current as materialized (
  select i.place
  from incoming i join standing using (place) join settled using (place) join alone using (place) cross join lateral (
    select from drafts d
    where d.application_id = i."applicationId" and d.edition = i.edition and d.version = i."draftVersion"
      and d.release_digest = i."releaseDigest"
    for share
  ) draft
  where not exists (select from earlier e where e.place = i.place)
), ready as materialized (
  select i.*, convert_to(i.canonical, 'UTF8') as bytes, sha256(convert_to(i.canonical, 'UTF8')) as digest,
    row_number() over in_turn as step, count(*) over (partition by i."officeCode", i.year) as many,
    (select count(*) from filings f where f.application_id = i."applicationId") + 1 as sequence
  from incoming i join current using (place)
  window in_turn as (partition by i."officeCode", i.year order by i."arrivedAt", i.place)
), taken as materialized (
  insert into registers as r (office_code, year, last_number)
  select "officeCode", year, count(*) from ready group by 1, 2 order by 1, 2
  on conflict (office_code, year) do update set last_number = r.last_number + excluded.last_number
  returning r.office_code, r.year, r.last_number
), numbered as materialized (
  -- The clock is read once, after the registers are locked: instants never go back within a register.
  select y.*, t.last_number - y.many + y.step as number, (select clock_timestamp() from taken limit 1) as now
  from ready y join taken t on t.office_code = y."officeCode" and t.year = y.year
), entered as (
  insert into register_entries (office_code, year, number, kind, filing_id, administration, office_name, register_code,
    sender, subject, sha256, arrived_at, registered_at)
  select "officeCode", year, number, 'filing', "filingId", administration, "officeName", "registerCode",
    sender, subject, digest, "arrivedAt", now from numbered
), stored as (
  insert into filings (id, application_id, account_id, procedure_id, release_digest, edition, sequence, office_code, year,
    number, sender_key, arrived_at, filed_at, canonical, sha256, validity, subject_key)
  select "filingId", "applicationId", "accountId", "procedureId", "releaseDigest", edition, sequence, "officeCode", year,
    number, "senderKey", "arrivedAt", now, bytes, digest, validity, "subjectKey" from numbered
  returning id
), told as (
  ${appendEvents}
  select 'application.filed', actor, null, 'application', "applicationId",
    jsonb_build_object('filing', "filingId", 'edition', edition, 'office', "officeCode", 'year', year, 'number', number)
      || case when "delegationId" is null then '{}' else jsonb_build_object('delegation', "delegationId") end
  from numbered
), queued as (
  ${appendJobs}
  select 'receipt.press', jsonb_build_object('filing', "filingId"), 'receipt ' || "filingId" from numbered
  union all
  select 'dossier.keep', jsonb_build_object('filing', "filingId"), 'dossier ' || "filingId" from numbered where dossier
)
select case when s.id is not null then 'filed' when e.own then 'known' when e.id is not null then 'taken'
            when d.place is null then 'stopped' when g.place is null or o.place is null then 'unsettled' else 'changed' end as outcome,
  case when s.id is not null then s.id when e.own then e.id end as "filingId"
from incoming i left join stored s on s.id = i."filingId" left join earlier e on e.place = i.place
  left join standing d on d.place = i.place left join settled g on g.place = i.place
  left join alone o on o.place = i.place
order by i.place`;

/**
 * Writes a batch down: all of it or nothing, one round of numbers per register, in the order of arrival. A filing that
 * cannot be (see {@link Registration}) leaves no trace and disturbs none of the others.
 */
export async function saveFilings(database: Database, batch: readonly AcceptedFiling[]): Promise<Registration[]> {
  const rows = batch.map((filing, place) => ({ place, ...filing }));
  const registrations = await database.transaction(async (tx) => {
    await lockPeople(tx, batch);
    const saved = await tx.prepared<Registration>('file-batch', fileBatch, [JSON.stringify(rows)]);
    faultPoint('filing:before-commit');
    return saved;
  });
  faultPoint('filing:after-commit');
  return registrations;
}

/**
 * What hangs on a person's other filings is written one after the other: the statement that follows sees them all. Most
 * procedures ask for nothing of the kind, and lock nobody.
 */
async function lockPeople(tx: Db, batch: readonly AcceptedFiling[]): Promise<void> {
  const people = batch.filter(({ grounds }) => grounds !== undefined).map(({ accountId }) => accountId);
  if (people.length > 0) await lockFilingsOf(tx, people);
  const subjects = batch.flatMap(({ subjectKey }) => subjectKey ?? []);
  if (subjects.length > 0) await lockInTurn(tx, subjects, 1908);
}

/** Nobody else files for or withdraws from these people, as far as it matters to others, until the transaction ends. */
export async function lockFilingsOf(tx: Db, accountIds: readonly string[]): Promise<void> {
  await lockInTurn(tx, accountIds, 1907);
}

/** Everybody takes them in the same order. */
async function lockInTurn(tx: Db, names: readonly string[], kind: number): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended(name, $2)) from (
       select distinct name from unnest($1::text[]) as names (name) order by name) in_turn`,
    [names, kind],
  );
}
