import type { Typed } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';

/** What one device typed while another had saved something else: kept until the person chooses. */
export interface ParkedValues {
  readonly id: string;
  readonly applicationId: string;
  readonly section: string;
  readonly item: string;
  readonly fields: readonly string[];
  readonly mine: Typed;
  readonly at: Date;
}

/** Keeps the values of a session at odds with what is stored; its own earlier ones for the same record give way. */
export async function parkValues(db: Db, parked: ParkedValues, sessionId: string): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `insert into draft_conflicts (id, application_id, section, item, session_id, fields, mine, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (application_id, section, item, session_id)
       do update set fields = excluded.fields, mine = excluded.mine, at = excluded.at
     returning id`,
    [
      parked.id,
      parked.applicationId,
      parked.section,
      parked.item,
      sessionId,
      parked.fields,
      JSON.stringify(parked.mine),
      parked.at,
    ],
  );
  return row?.id ?? parked.id;
}

/** The parked values, if they are of this application. */
export async function parkedValues(db: Db, id: string, applicationId: string): Promise<ParkedValues | undefined> {
  const [row] = await db.query<ParkedValues>(
    `select id, application_id as "applicationId", section, item, fields, mine, at
       from draft_conflicts where id = $1 and application_id = $2`,
    [id, applicationId],
  );
  return row;
}

/** The person has chosen: the parked values are no longer needed. */
export async function settleConflict(db: Db, id: string, applicationId: string): Promise<void> {
  await db.query('delete from draft_conflicts where id = $1 and application_id = $2', [id, applicationId]);
}
