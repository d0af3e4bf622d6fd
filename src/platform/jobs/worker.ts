import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { createPool, type Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import { claim, freeClaimsOfTheDead } from './claims.ts';
import { dispatchUntil } from './dispatcher.ts';
import { surviveLostOutcomes } from './lost-outcomes.ts';
import { queueLogger } from './queue-logger.ts';
import type { Recurring, Tasks } from './task.ts';

export interface WorkerOptions {
  /** Role polis_app; a direct connection, since the queue listens for notifications. */
  readonly databaseUrl: string;
  /** For the dispatcher. */
  readonly database: Database;
  readonly tasks: Tasks;
  readonly recurring?: readonly Recurring[];
  readonly log: Logger;
  /** Jobs at the same time. Default 4. */
  readonly concurrency?: number;
  /** Jobs of dead workers are freed after this long. Default 30. */
  readonly freeAfterSeconds?: number;
}

export interface Worker {
  /** Lets running jobs finish and gives everything back. */
  stop(): Promise<void>;
}

const restartMs = 1_000;

/** Does the queue's work until stopped. When the database goes away it waits and begins again by itself. */
export function startWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController();
  const lookAway = surviveLostOutcomes(options.log);
  const ended = Promise.all([
    dispatchUntil(stopping.signal, options.database, options.log),
    workUntil(stopping.signal, options),
  ]);
  return {
    stop: async () => {
      stopping.abort();
      await ended;
      lookAway();
    },
  };
}

async function workUntil(signal: AbortSignal, options: WorkerOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      await workOnce(signal, options);
    } catch (error) {
      options.log.warn({ err: error }, 'the worker lost the database; it will begin again');
    }
    if (!signal.aborted) await pause(restartMs, undefined, { signal }).catch(() => undefined);
  }
}

/** From one loss of the database to the next, or to the end. */
async function workOnce(signal: AbortSignal, options: WorkerOptions): Promise<void> {
  const concurrency = options.concurrency ?? 4;
  const pool = createPool(options.databaseUrl, { size: concurrency + 4, name: 'polis worker' });
  try {
    const marker = await pool.connect();
    try {
      await workMarked(signal, options, pool, marker);
    } finally {
      // The session holds the mark: it must end, not go back to the pool.
      marker.release(true);
    }
  } finally {
    await pool.end();
  }
}

async function workMarked(signal: AbortSignal, options: WorkerOptions, pool: pg.Pool, marker: pg.PoolClient) {
  const own = new Set<string>();
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  marker.on('error', lost.reject);
  marker.on('end', () => lost.reject(new Error('the session of the worker ended')));
  // One session answers one question at a time.
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work);
    turn.catch(lost.reject);
  };
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    own.add(workerPool.id);
    inTurn(() => claim(marker, workerPool.id));
  });
  events.on('job:error', ({ job, error }) => report(options.log, job, error));
  const runner = await startRunner(options, pool, events);
  const stop = Promise.withResolvers<void>();
  const onStop = () => stop.resolve();
  signal.addEventListener('abort', onStop);
  if (signal.aborted) onStop();
  inTurn(() => free(marker, own, options));
  const freeing = setInterval(() => inTurn(() => free(marker, own, options)), 5_000);
  try {
    await Promise.race([stop.promise, lost.promise, runner.promise]);
  } finally {
    clearInterval(freeing);
    signal.removeEventListener('abort', onStop);
    await runner.stop().catch(() => undefined);
  }
}

function startRunner(options: WorkerOptions, pool: pg.Pool, events: WorkerEvents): Promise<Runner> {
  const { tasks, recurring = [], log, concurrency = 4 } = options;
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload, { job, abortSignal }) =>
        task(payload, { attempt: job.attempts, maxAttempts: job.max_attempts, signal: abortSignal }),
    ]),
  );
  return run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(recurring.map(({ task, cron }) => ({ task, match: cron, identifier: task }))),
    events,
    concurrency,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: queueLogger((level, message) => {
      if (level === 'error' || level === 'warning') log.warn(message);
      else log.debug(message);
    }),
  });
}

async function free(marker: pg.PoolClient, own: ReadonlySet<string>, options: WorkerOptions): Promise<void> {
  const freed = await freeClaimsOfTheDead(marker, own, options.freeAfterSeconds ?? 30);
  if (freed.length > 0) options.log.warn({ workers: freed }, 'jobs of dead workers were given back to the queue');
}

interface FailedJob {
  readonly id: string;
  readonly task_identifier: string;
  readonly attempts: number;
  readonly max_attempts: number;
}

function report(log: Logger, job: FailedJob, error: unknown): void {
  const facts = { err: error, task: job.task_identifier, job: job.id, attempt: job.attempts };
  if (job.attempts >= job.max_attempts) log.error(facts, 'a job failed for the last time and was put aside');
  else log.warn(facts, 'a job failed and will be tried again');
}
