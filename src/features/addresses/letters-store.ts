import type { Db } from '../../platform/db/database.ts';

/** The addresses of these ids, taken away or not: who is told of a change is who was there before it. */
export async function addressesById(db: Db, ids: readonly string[]): Promise<{ id: string; address: string }[]> {
  return db.query<{ id: string; address: string }>('select id, address from addresses where id = any ($1)', [ids]);
}
