import type pg from 'pg';

/**
 * Marks this process's pool of workers as alive, for as long as `client`'s session lasts: the server drops the mark of a
 * process that dies, however it dies. Without it the queue would let the jobs of a killed worker wait four hours.
 */
export async function claim(client: pg.ClientBase, poolId: string): Promise<void> {
  await client.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [poolId]);
}

/**
 * Gives back to the queue the jobs held for `olderThanSeconds` or more by pools whose process is gone.
 * `own` is this process's: the server would let this session take its own mark again. Returns whom it freed.
 */
export async function freeClaimsOfTheDead(
  client: pg.ClientBase,
  own: ReadonlySet<string>,
  olderThanSeconds: number,
): Promise<string[]> {
  const { rows } = await client.query<{ holder: string }>(
    `select distinct locked_by as holder from graphile_worker._private_jobs
     where locked_by is not null and locked_at <= now() - make_interval(secs => $1)`,
    [olderThanSeconds],
  );
  const dead: string[] = [];
  for (const { holder } of rows) if (!own.has(holder) && !(await isAlive(client, holder))) dead.push(holder);
  if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead]);
  return dead;
}

async function isAlive(client: pg.ClientBase, poolId: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(
    `select pg_try_advisory_lock(hashtextextended($1, 0)) as free`,
    [poolId],
  );
  if (rows[0]?.free !== true) return true;
  await client.query(`select pg_advisory_unlock(hashtextextended($1, 0))`, [poolId]);
  return false;
}
