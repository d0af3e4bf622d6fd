import type { Db } from '../db/database.ts';

export interface EnqueueOptions {
  /** While a job with this key waits, another one takes its place instead of standing beside it. */
  readonly key?: string;
  /** Not before this instant. */
  readonly runAt?: Date;
}

/**
 * Asks for `task` to be done once the transaction `tx` is committed, and not at all if it is rolled back. Costs one
 * plain insert: waking the queue from here would make all commits of the portal take turns (ADR 14).
 */
export async function enqueue(tx: Db, task: string, payload: unknown, options: EnqueueOptions = {}): Promise<void> {
  await tx.query('insert into outbox (task, payload, key, run_at) values ($1, $2, $3, $4)', [
    task,
    JSON.stringify(payload),
    options.key ?? null,
    options.runAt ?? null,
  ]);
}

/**
 * Moves up to `limit` waiting rows to the queue in one statement, so that each is in exactly one of the two places
 * whatever dies in between. Several dispatchers may run at once. Returns how many rows were taken.
 */
export async function dispatchOutbox(db: Db, limit: number): Promise<number> {
  const [row] = await db.query<{ taken: number }>(
    `with taken as (
       delete from outbox where id = any (array(select id from outbox order by id limit $1 for update skip locked))
       returning id, task, payload, key, run_at, coalesce('k' || key, 'i' || id) as identity
     ), latest as (
       -- The queue refuses two jobs of one key in one call; the later one replaces the earlier, as it would have there.
       select distinct on (identity) id, task, payload, key, run_at from taken order by identity, id desc
     ), added as (
       select graphile_worker.add_jobs(array_agg(
         row(task, payload::json, null, run_at, null, key, null, null)::graphile_worker.job_spec order by id))
       from latest having count(*) > 0
     )
     select (select count(*) from taken) as taken, (select count(*) from added) as added`,
    [limit],
  );
  return row?.taken ?? 0;
}
