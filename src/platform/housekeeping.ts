import type { Database } from './db/database.ts';
import { chainHead, sealEvents } from './events.ts';
import type { Recurring, Tasks } from './jobs/index.ts';
import type { Logger } from './log.ts';

const mailDays = 90;

/** What the platform does by the clock, whatever the features are. */
export function housekeepingTasks(database: Database, log: Logger): Tasks {
  return {
    'events.seal': async () => {
      // The head goes to the log too, which is kept elsewhere: a chain rewritten as a whole would not match it.
      if ((await sealEvents(database)) > 0) log.info({ head: await chainHead(database) }, 'events sealed');
    },
    'mails.purge': async () => {
      await database.query('delete from outgoing_mails where settled_at < now() - make_interval(days => $1)', [
        mailDays,
      ]);
    },
  };
}

export const housekeepingTimes: readonly Recurring[] = [
  { task: 'events.seal', cron: '* * * * *' },
  { task: 'mails.purge', cron: '17 2 * * *' },
];
