import type { Db } from '../../platform/db/database.ts';

/** The entry each item of a draft was taken from, by item. */
export async function takenInto(db: Db, applicationId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.prepared<{ item: string; entry: string }>(
    'dossier-taken-into',
    'select item, entry_id as entry from dossier_takings where application_id = $1',
    [applicationId],
  );
  return new Map(rows.map(({ item, entry }) => [item, entry]));
}

/** The applications each entry of a person was taken into, by entry. */
export async function takingsOf(db: Db, accountId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.query<{ entry: string; applications: string[] }>(
    `select t.entry_id as entry, array_agg(distinct t.application_id) as applications
       from dossier_takings t join dossier_entries e on e.id = t.entry_id where e.account_id = $1 group by 1`,
    [accountId],
  );
  return new Map(rows.map(({ entry, applications }) => [entry, applications]));
}

/** Notes from which entries new items were taken; an entry taken out of the dossier meanwhile is passed over. */
export async function noteTakings(
  tx: Db,
  applicationId: string,
  takings: readonly { readonly item: string; readonly entry: string }[],
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into dossier_takings (application_id, item, entry_id, taken_at)
     select $1, t.item, e.id, $2 from jsonb_to_recordset($3) as t (item text, entry uuid)
       join dossier_entries e on e.id = t.entry`,
    [applicationId, now, JSON.stringify(takings)],
  );
}
