import type { Db } from '../../platform/db/database.ts';

/** Whether one of the two acts for the other under a delegation, or will: then neither handles the other for an office. */
export async function areBound(db: Db, one: string, other: string, now: Date): Promise<boolean> {
  const [row] = await db.query<{ bound: boolean }>('select bound_by_delegation($1, $2, $3) as bound', [
    one,
    other,
    now,
  ]);
  return row?.bound === true;
}
