import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import { dispatchOutbox } from './outbox.ts';

const batch = 200;
const idleMs = 250;
const troubleMs = 1_000;

/** Feeds the queue from the outbox until `signal` is set off: at once while there is work, every 250 ms when idle. */
export async function dispatchUntil(signal: AbortSignal, database: Database, log: Logger): Promise<void> {
  while (!signal.aborted) {
    const rest = await dispatchOutbox(database, batch).then(
      (taken) => (taken === batch ? 0 : idleMs),
      (error: unknown) => {
        log.warn({ err: error }, 'the outbox cannot be read; it will be tried again');
        return troubleMs;
      },
    );
    await pause(rest, undefined, { signal }).catch(() => undefined);
  }
}
