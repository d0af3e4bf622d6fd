import type { Db } from '../../platform/db/database.ts';

/** Something done under a delegation; answers saved in one section on one day are told together. */
export interface DelegatedAct {
  /** The kind of event: `application.filed`. */
  readonly kind: string;
  readonly at: Date;
  readonly times: number;
  readonly applicationId: string | null;
  readonly procedureId: string | null;
  readonly section: string | null;
  /** Of what was filed or withdrawn. */
  readonly year: number | null;
  readonly number: number | null;
  readonly filingId: string | null;
}

export const ACTS_ON_A_PAGE = 30;

/** Everything done in the delegator's name, the newest first; only for the delegator. `page` counts from 0. */
export async function actsUnder(
  db: Db,
  delegatorId: string,
  delegationId: string,
  page: number,
): Promise<{ readonly acts: readonly DelegatedAct[]; readonly all: number }> {
  const rows = await db.query<DelegatedAct & { all: number }>(
    `with told as (
       select e.kind, e.subject_id, e.data ->> 'section' as section, max(e.at) as at, max(e.id) as id, count(*) as times
       from events e
       where e.data ->> 'delegation' = $2 and e.data ? 'delegation'
         and exists (select from delegations d where d.id::text = $2 and d.delegator_id = $1)
       group by 1, 2, 3, case when e.kind = 'application.section-saved'
         then (e.at at time zone 'Europe/Rome')::date::text else e.id::text end
     )
     select t.kind, t.at, t.times, t.section, a.id as "applicationId", a.procedure_id as "procedureId",
       (e.data ->> 'year')::integer as year, (e.data ->> 'number')::integer as number, e.data ->> 'filing' as "filingId",
       count(*) over () as all
     from told t join events e on e.id = t.id left join applications a on a.id::text = t.subject_id
     order by t.id desc limit $3 offset $4`,
    [delegatorId, delegationId, ACTS_ON_A_PAGE, page * ACTS_ON_A_PAGE],
  );
  return { acts: rows, all: rows[0]?.all ?? 0 };
}
