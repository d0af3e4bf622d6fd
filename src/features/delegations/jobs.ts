import { z } from 'zod';
import type { Database } from '../../platform/db/database.ts';
import type { Recurring, Tasks } from '../../platform/jobs/index.ts';
import { DELIVER, deliverOffer } from './offer-store.ts';
import { makeRounds } from './rounds-store.ts';

export interface DelegationJobsDeps {
  readonly database: Database;
  now(): Date;
}

const ROUNDS = 'delegation.rounds';
const payloadSchema = z.object({ delegation: z.uuid() });

/** Every five minutes: an end is told soon after it has come. */
export const delegationRecurring: readonly Recurring[] = [{ task: ROUNDS, cron: '*/5 * * * *' }];

export function delegationJobs({ database, now }: DelegationJobsDeps): Tasks {
  return {
    [DELIVER]: (payload) => deliverOffer(database, payloadSchema.parse(payload).delegation, now()),
    [ROUNDS]: () => makeRounds(database, now()),
  };
}
