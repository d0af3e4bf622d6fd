import { z } from 'zod';
import type { Database } from '../../platform/db/database.ts';
import type { Recurring, Tasks } from '../../platform/jobs/index.ts';
import { zip } from '../../platform/zip.ts';
import { accountById } from '../accounts/index.ts';
import { closeDue } from './closing-store.ts';
import { copyPage } from './copy-page.ts';
import { COPY, keepCopy, purgeCopies } from './copy-store.ts';
import { filesOf, heldAbout, readersOf } from './held-store.ts';

const CLOSE = 'personal-data.close-accounts';
const payload = z.object({ accountId: z.uuid() });

export const personalDataRecurring: readonly Recurring[] = [{ task: CLOSE, cron: '37 * * * *' }];

/** Makes the copies that were asked for, and closes the accounts that are due. Both may be run again. */
export function personalDataJobs({ database, now }: { database: Database; now(): Date }): Tasks {
  return {
    [COPY]: async (asked) => makeCopy(database, payload.parse(asked).accountId, now()),
    [CLOSE]: async () => {
      await closeDue(database, now);
      await purgeCopies(database, now());
    },
  };
}

async function makeCopy(database: Database, accountId: string, now: Date): Promise<void> {
  const account = await accountById(database, accountId);
  if (account === undefined) return;
  const parts = await heldAbout(database, accountId);
  const readers = await readersOf(database, accountId);
  const files = await filesOf(database, accountId);
  const page = copyPage(`${account.name} ${account.surname}`, parts, readers, now);
  const data = JSON.stringify({ preparato: now, letture: readers, dati: parts }, null, 2);
  const archive = zip([
    { name: 'i-tuoi-dati.html', bytes: Buffer.from(page) },
    { name: 'i-tuoi-dati.json', bytes: Buffer.from(data) },
    ...files,
  ]);
  await keepCopy(database, accountId, archive, now);
}
