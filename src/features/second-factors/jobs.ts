import type { Database } from '../../platform/db/database.ts';
import type { Recurring, Tasks } from '../../platform/jobs/index.ts';
import { purgeChallenges } from './challenge-store.ts';

const PURGE = 'second-factors.purge';

export const secondFactorRecurring: readonly Recurring[] = [{ task: PURGE, cron: '27 * * * *' }];

/** Challenges nobody signed in time are removed. */
export function secondFactorJobs({ database, now }: { database: Database; now(): Date }): Tasks {
  return { [PURGE]: () => purgeChallenges(database, now()) };
}
