import { z } from 'zod';
import type { Database } from '../../platform/db/database.ts';
import type { Tasks } from '../../platform/jobs/index.ts';
import { TELL_PUBLISHED, tellPublished } from './telling-store.ts';

const payloadSchema = z.object({ publication: z.uuid() });

/** What is done of the trials after the answer has gone out. */
export function trialJobs({ database, now }: { readonly database: Database; now(): Date }): Tasks {
  return {
    [TELL_PUBLISHED]: (payload) => tellPublished(database, payloadSchema.parse(payload).publication, now()),
  };
}
