import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, before, beforeEach, test } from 'node:test';
import { pino } from 'pino';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { until } from '../../../test/until.ts';
import { connect, type Database } from '../db/database.ts';
import { home } from '../home.ts';
import { dispatchOutbox, enqueue, startWorker, type Tasks, type Worker } from './index.ts';

const log = pino({ level: 'silent' });
let fresh: FreshDatabase;
let database: Database;
let admin: Database;
before(async () => {
  fresh = await freshDatabase(1);
  database = fresh.database;
  admin = connect(fresh.urls.admin, { size: 2 });
});
after(async () => {
  await admin.close();
  await fresh.drop();
});
beforeEach(async () => {
  await database.query('delete from outbox');
  await database.query('delete from graphile_worker._private_jobs');
});

async function withWorker(tasks: Tasks, story: (worker: Worker) => Promise<void>, freeAfterSeconds = 0): Promise<void> {
  const worker = startWorker({ databaseUrl: fresh.urls.app, database, tasks, log, freeAfterSeconds });
  try {
    await story(worker);
  } finally {
    await worker.stop();
  }
}

async function count(what: string): Promise<number> {
  const [row] = await database.query<{ n: number }>(`select count(*) as n from ${what}`);
  return row?.n ?? -1;
}

test('a job enqueued with the state is done; one rolled back with it is not', async () => {
  const done: unknown[] = [];
  const note = async (payload: unknown) => {
    done.push(payload);
  };
  await withWorker({ note }, async () => {
    await database.transaction((tx) => enqueue(tx, 'note', { città: 'Forlì' }));
    const failing = database.transaction(async (tx) => {
      await enqueue(tx, 'note', 'never');
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    await until(() => done.length > 0);
    await until(async () => (await count('graphile_worker._private_jobs')) === 0);
  });
  assert.deepEqual(done, [{ città: 'Forlì' }]);
});

test('of several jobs with one key that wait, the last one is done, once', async () => {
  for (const n of [1, 2, 3]) await enqueue(database, 'note', { n }, { key: 'same' });
  await enqueue(database, 'note', { n: 4 });
  assert.equal(await dispatchOutbox(database, 200), 4);
  await enqueue(database, 'note', { n: 5 }, { key: 'same' });
  await dispatchOutbox(database, 200);
  const jobs = await database.query<{ n: number }>(
    `select (payload ->> 'n')::int as n from graphile_worker._private_jobs order by 1`,
  );
  assert.deepEqual(jobs, [{ n: 4 }, { n: 5 }]);
});

test('a job that fails is tried again, and others are not held up', async () => {
  const attempts: number[] = [];
  let other = false;
  const tasks: Tasks = {
    stubborn: async (_payload, { attempt }) => {
      attempts.push(attempt);
      if (attempt === 1) throw new Error('not yet');
    },
    easy: async () => {
      other = true;
    },
  };
  await withWorker(tasks, async () => {
    await enqueue(database, 'stubborn', {});
    await until(() => attempts.length === 1);
    await enqueue(database, 'easy', {});
    await until(() => other);
    await until(() => attempts.length === 2);
  });
  assert.deepEqual(attempts, [1, 2]);
});

test('every committed row reaches the queue exactly once while sessions are being killed', async () => {
  const name = 'doomed';
  const dispatchers = [1, 2, 3].map(() => connect(fresh.urls.app, { name, size: 1 }));
  const total = 1_500;
  let stop = false;
  const dispatching = dispatchers.map(async (db) => {
    while (!stop) await dispatchOutbox(db, 20).catch(() => undefined);
  });
  const killing = (async () => {
    while (!stop) {
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name]);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  })();
  for (let n = 0; n < total; n += 1) await enqueue(database, 'parked', { n });
  await until(async () => (await count('outbox')) === 0, 60);
  stop = true;
  await Promise.all([...dispatching, killing]);
  for (const db of dispatchers) await db.close();
  const rows = await database.query<{ n: number }>(
    `select (payload ->> 'n')::int as n from graphile_worker._private_jobs order by 1`,
  );
  assert.deepEqual(
    rows.map(({ n }) => n),
    Array.from({ length: total }, (_, n) => n),
  );
});

test('the worker goes on by itself after the server has ended all its sessions', async () => {
  const done: unknown[] = [];
  const note = async (payload: unknown) => {
    done.push(payload);
  };
  await withWorker({ note }, async () => {
    await enqueue(database, 'note', 1);
    await until(() => done.length === 1);
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'polis worker' and datname = $1`;
    await admin.query(kill, [new URL(fresh.urls.app).pathname.slice(1)]);
    await enqueue(database, 'note', 2);
    await until(() => done.length === 2);
  });
  assert.deepEqual(done, [1, 2]);
});

test('a job whose worker was killed half-way is done by another', async () => {
  await enqueue(database, 'heavy', {});
  const doomed = doomedWorker();
  await until(async () => (await count('graphile_worker._private_jobs where locked_by is not null')) === 1);
  doomed.kill('SIGKILL');
  const attempts: number[] = [];
  const heavy = async (_payload: unknown, { attempt }: { attempt: number }) => {
    attempts.push(attempt);
  };
  await withWorker({ heavy }, async () => {
    await until(() => attempts.length === 1);
  });
  assert.deepEqual(attempts, [2]);
});

test('jobs of living workers are not taken from them', async () => {
  await enqueue(database, 'heavy', {});
  const busy = doomedWorker();
  await until(async () => (await count('graphile_worker._private_jobs where locked_by is not null')) === 1);
  await until(async () => (await count(marks)) === 1);
  const taken: string[] = [];
  const tasks: Tasks = {
    heavy: async () => {
      taken.push('heavy');
    },
    easy: async () => {
      taken.push('easy');
    },
  };
  await withWorker(tasks, async () => {
    await enqueue(database, 'easy', {});
    await until(() => taken.length > 0);
  });
  busy.kill('SIGKILL');
  assert.deepEqual(taken, ['easy']);
});

const marks = `pg_locks join pg_database d on d.oid = database
  where locktype = 'advisory' and granted and datname = current_database()`;

/** A worker in a process of its own, whose task `heavy` never ends. */
function doomedWorker(): ChildProcess {
  const script = `
    import { pino } from 'pino';
    import { connect } from './src/platform/db/database.ts';
    import { startWorker } from './src/platform/jobs/index.ts';
    const databaseUrl = ${JSON.stringify(fresh.urls.app)};
    const tasks = { heavy: () => new Promise(() => {}) };
    startWorker({ databaseUrl, database: connect(databaseUrl), tasks, log: pino({ level: 'silent' }) });`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
