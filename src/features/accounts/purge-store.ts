import type { Db } from '../../platform/db/database.ts';
import { REMEMBERED_MS, type SessionLimits } from './session.ts';

/** Removes what is over and serves nobody: ended sessions, old requests to register, links, forms, counts of tries. */
export async function purge(db: Db, limits: SessionLimits, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const day = 86_400_000;
  await db.query('delete from sessions where last_seen_at < $1', [before(limits.idleMs + REMEMBERED_MS)]);
  await db.query('delete from registrations where expires_at < $1', [before(30 * day)]);
  await db.query('delete from recovery_links where expires_at < $1', [before(day)]);
  await db.query('delete from parked_forms where expires_at < $1', [now]);
  await db.query('delete from throttles where last_at < $1 and free_at < $2', [before(2 * day), now]);
  await db.query('delete from known_devices where seen_at < $1', [before(400 * day)]);
}
