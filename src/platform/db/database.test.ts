import assert from 'node:assert/strict';
import { createServer, connect as open, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { freePort } from '../postgres/index.ts';
import { copyRows } from './copy.ts';
import { connect } from './database.ts';
import { DatabaseGone } from './gone.ts';

let fresh: FreshDatabase;
before(async () => {
  fresh = await freshDatabase(1);
  await fresh.owner.query('create table notes (id int primary key, body text, on_day date)');
  await fresh.owner.query('grant all on notes to polis_app');
});
after(() => fresh.drop());

const readings: readonly [sql: string, value: unknown][] = [
  ['count(*)', 1],
  ["date '1968-02-29'", '1968-02-29'],
  ["timestamptz '2026-07-01 12:00:00.123+02'", new Date('2026-07-01T10:00:00.123Z')],
  [`'{"a": [1, "è"]}'::jsonb`, { a: [1, 'è'] }],
  ['array[1, null, 9007199254740991]::bigint[]', [1, null, 9007199254740991]],
  ["array['2026-01-01', null]::date[]", ['2026-01-01', null]],
  ['array[]::bigint[]', []],
  ["array['a,b', null]", ['a,b', null]],
];
for (const [sql, value] of readings) {
  test(`${sql} is read as ${JSON.stringify(value)}`, async () => {
    const [row] = await fresh.database.query<{ value: unknown }>(`select ${sql} as value`);
    assert.deepEqual(row?.value, value);
  });
}

test('a number too great to be exact is an error, not another number', async () => {
  await assert.rejects(fresh.database.query('select 9007199254740993::int8'), RangeError);
});

test('Italian names sort as Italians do when asked to', async () => {
  const rows = await fresh.database.query<{ name: string }>(
    `select name from unnest(array['Zara','Ester','èlite','Deluca','de Luca','D''Amico','àncora','Ábaco']) name
     order by name collate "it-x-icu"`,
  );
  const names = rows.map(({ name }) => name);
  assert.deepEqual(names, ['Ábaco', 'àncora', "D'Amico", 'de Luca', 'Deluca', 'èlite', 'Ester', 'Zara']);
});

test('a failed transaction leaves nothing and gives its connection back', async () => {
  const one = connect(fresh.urls.app, { size: 1 });
  const work = one.transaction(async (tx) => {
    await tx.query("insert into notes values (1, 'x')");
    await tx.query('select 1/0');
  });
  await assert.rejects(work, { code: '22012' });
  const swallowed = one.transaction(async (tx) => {
    await tx.query("insert into notes values (1, 'x')");
    await tx.query('select 1/0').catch(() => undefined);
  });
  await assert.rejects(swallowed, /rolled back/);
  assert.deepEqual(await one.query('select * from notes where id = 1'), []);
  await one.close();
});

test('an error in a statement keeps the connection', async () => {
  const one = connect(fresh.urls.app, { size: 1 });
  const pid = () => one.query<{ pid: number }>('select pg_backend_pid() as pid');
  const first = await pid();
  await assert.rejects(one.query('select nonsense'), { code: '42703' });
  assert.deepEqual(await pid(), first);
  await one.close();
});

test('a prepared statement gives the same rows every time', async () => {
  for (const n of [1, 2, 3]) {
    assert.deepEqual(await fresh.database.prepared('double', 'select $1::int * 2 as twice', [n]), [{ twice: n * 2 }]);
  }
});

test('rows are loaded in bulk, whatever characters they hold', async () => {
  const rows = ['tab\there', 'line\nbreak', 'back\\slash', '\\N', '', 'carriage\rreturn', 'Ελένη 李雷 😀'].map(
    (body, index) => [100 + index, body, index === 0 ? null : '2026-01-31'] as const,
  );
  await fresh.database.transaction((tx) => copyRows(tx, 'notes (id, body, on_day)', rows));
  const stored = await fresh.database.query('select id, body, on_day from notes where id >= 100 order by id');
  assert.deepEqual(
    stored,
    rows.map(([id, body, on_day]) => ({ id, body, on_day })),
  );
});

test('with nobody listening, the database is gone', async () => {
  const nowhere = connect(`postgresql://x:y@127.0.0.1:${await freePort()}/z`);
  await assert.rejects(nowhere.query('select 1'), DatabaseGone);
  await assert.rejects(
    nowhere.transaction((tx) => tx.query('select 1')),
    DatabaseGone,
  );
  await nowhere.close();
});

test('a server that ends our sessions is gone, and is back at the next question', async () => {
  const victim = connect(fresh.urls.app, { size: 1, name: 'victim' });
  await victim.query('select 1');
  await fresh.owner.query('select 1');
  const admin = connect(fresh.urls.admin, { size: 1 });
  const working = victim.query('select pg_sleep(30)');
  const kill = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'";
  await Promise.all([assert.rejects(working, DatabaseGone), admin.query(kill)]);
  assert.deepEqual(await victim.query('select 1 as one'), [{ one: 1 }]);
  await victim.close();
  await admin.close();
});

test('a connection lost during COMMIT leaves the outcome in doubt, and says so', async () => {
  const { port, cutAt, close } = await cuttingProxy(Number(new URL(fresh.urls.app).port));
  const url = new URL(fresh.urls.app);
  url.port = String(port);
  const database = connect(url.href, { size: 1 });
  const work = database.transaction(async (tx) => {
    await tx.query("insert into notes values (2, 'x')");
    cutAt('commit');
  });
  await assert.rejects(work, (error) => error instanceof DatabaseGone && error.inDoubt);
  await database.close();
  close();
});

/** Passes everything on until the client says `word`: the server hears it, the client never hears the answer. */
async function cuttingProxy(target: number) {
  let word: string | undefined;
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const upstream = open(target, '127.0.0.1');
    sockets.push(client, upstream);
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    upstream.on('data', (chunk) => client.write(chunk));
    client.on('data', (chunk) => {
      upstream.write(chunk);
      if (word !== undefined && chunk.includes(word)) client.destroy();
    });
    client.on('close', () => upstream.end());
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    cutAt: (text: string) => {
      word = text;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
