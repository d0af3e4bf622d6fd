import type { Answers } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';

/** How many people have an application begun and not filed. `filedEdition` is SQL for the last filed edition of the draft `d`. */
export async function peopleInside(db: Db, procedureId: string, filedEdition: string): Promise<number> {
  const [row] = await db.query<{ people: number }>(
    `select count(*)::integer as people from applications a join drafts d on d.application_id = a.id
      where a.procedure_id = $1 and d.edition > coalesce((${filedEdition}), 0)`,
    [procedureId],
  );
  return row?.people ?? 0;
}

/**
 * The next of them, in an order a job can go on from; of those who were inside at a given instant. Who began after it
 * has seen nothing else.
 */
export async function nextInside(
  db: Db,
  procedureId: string,
  filedEdition: string,
  page: { readonly begunBy: Date; readonly after: string; readonly size: number },
): Promise<readonly { readonly id: string; readonly accountId: string; readonly answers: Answers }[]> {
  return db.query(
    `select a.id, a.account_id as "accountId", d.answers from applications a join drafts d on d.application_id = a.id
      where a.procedure_id = $1 and a.id > $2 and a.created_at <= $4
        and d.edition > coalesce((${filedEdition}), 0)
      order by a.id limit $3`,
    [procedureId, page.after, page.size, page.begunBy],
  );
}
