import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../test/database.ts';
import { until } from '../../test/until.ts';
import { connect, type Database } from './db/database.ts';
import { chainHead, recordEvent, sealEvents, verifySeals } from './events.ts';

let fresh: FreshDatabase;
let admin: Database;
before(async () => {
  fresh = await freshDatabase(1);
  admin = connect(fresh.urls.admin, { size: 2 });
});
after(async () => {
  await admin.close();
  await fresh.drop();
});
/** What no role of the product can do: only the superuser can silence the triggers. */
async function asIntruder(...statements: string[]): Promise<void> {
  await admin.transaction(async (tx) => {
    await tx.query('set local session_replication_role = replica');
    for (const statement of statements) await tx.query(statement);
  });
}
beforeEach(() => asIntruder('delete from events', 'delete from event_seals'));

function event(id: string, data: Record<string, unknown> = {}) {
  return { kind: 'application.filed', actor: null, subject: { type: 'application', id }, data };
}

async function idOf(subject: string): Promise<number> {
  const [row] = await fresh.database.query<{ id: number }>('select id from events where subject_id = $1', [subject]);
  return row?.id ?? -1;
}

for (const [role, of] of [
  ['the programs', () => fresh.database],
  ['the owner of the tables', () => fresh.owner],
] as const) {
  for (const statement of [
    `update events set kind = 'application.withdrawn'`,
    'delete from events',
    'truncate events',
    `update event_seals set seal = sha256('')`,
    'delete from event_seals',
    'truncate event_seals',
  ]) {
    test(`${role} may not ${statement.split(' set ')[0]}`, async () => {
      await recordEvent(fresh.database, event('a'));
      await sealEvents(fresh.database);
      await assert.rejects(of().query(statement), { code: '42501' });
      assert.equal(await verifySeals(fresh.database), null);
    });
  }
}

test('the programs may neither back-date an event nor write a seal', async () => {
  const words = `(kind, subject_type, subject_id, at) values ('a.b', 'x', 'y', '2020-01-01')`;
  await assert.rejects(fresh.database.query(`insert into events ${words}`), { code: '42501' });
  const seal = `insert into event_seals (seq, event_id, seal) values (1, 1, sha256(''))`;
  await assert.rejects(fresh.database.query(seal), { code: '42501' });
});

test('the programs may not change the shape of the database', async () => {
  for (const statement of [
    'create table loot (x int)',
    'drop table outbox',
    'alter table events disable trigger all',
  ]) {
    await assert.rejects(fresh.database.query(statement), { code: '42501' });
  }
});

test('what is rolled back leaves no event', async () => {
  const work = fresh.database.transaction(async (tx) => {
    await recordEvent(tx, event('gone'));
    throw new Error('no');
  });
  await assert.rejects(work, /no/);
  assert.equal(await idOf('gone'), -1);
});

/** Transactions in the other databases of the cluster hold seals back as well: other tests are running. */
async function sealAll(events: number): Promise<void> {
  await until(async () => {
    await sealEvents(fresh.database);
    return (await chainHead(fresh.database))?.seq === events;
  });
}

test('an untouched log verifies and its head moves with each seal', async () => {
  assert.equal(await chainHead(fresh.database), null);
  for (const id of ['a', 'b', 'c']) await recordEvent(fresh.database, event(id, { città: 'Forlì', n: 1.5 }));
  await sealAll(3);
  assert.equal(await sealEvents(fresh.database), 0);
  assert.equal(await verifySeals(fresh.database), null);
  assert.equal((await chainHead(fresh.database))?.seq, 3);
});

test('an event that comes to light after a later one is sealed after it, and none is passed over', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const recorded = Promise.withResolvers<void>();
  const slow = fresh.database.transaction(async (tx) => {
    await recordEvent(tx, event('early'));
    recorded.resolve();
    await held;
  });
  await recorded.promise;
  await recordEvent(fresh.database, event('late'));
  assert.equal(await sealEvents(fresh.database), 0);
  release();
  await slow;
  await sealAll(2);
  assert.equal(await verifySeals(fresh.database), null);
});

const tampering: readonly [what: string, statement: string, reason: RegExp][] = [
  ['one changed word', `update events set data = '{"n": 2}' where subject_id = 'b'`, /changed/],
  ['a moved instant', `update events set at = at - interval '1 microsecond' where subject_id = 'b'`, /changed/],
  ['another author', `update events set actor = gen_random_uuid() where subject_id = 'b'`, /changed/],
  ['a removed event', `delete from events where subject_id = 'b'`, /the event is missing/],
  ['a changed seal', `update event_seals set seal = sha256('x') where seq = 2`, /changed/],
];
for (const [what, statement, reason] of tampering) {
  test(`verification names the first bad row after ${what}`, async () => {
    for (const id of ['a', 'b', 'c']) await recordEvent(fresh.database, event(id, { n: 1 }));
    await sealAll(3);
    const id = await idOf('b');
    await asIntruder(statement);
    const bad = await verifySeals(fresh.database);
    assert.deepEqual({ seq: bad?.seq, eventId: bad?.eventId }, { seq: 2, eventId: id });
    assert.match(bad?.reason ?? '', reason);
  });
}

test('a removed seal is found out', async () => {
  for (const id of ['a', 'b', 'c']) await recordEvent(fresh.database, event(id));
  await sealAll(3);
  await asIntruder('delete from event_seals where seq = 2');
  assert.match((await verifySeals(fresh.database))?.reason ?? '', /a seal before this one is missing/);
});
