import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type EnablementPortal, enabled, openEnablementPortal, type Signed } from '../../../test/enablement-portal.ts';
import { type Engaged, endInactive, LONG_AGO } from './inactivity-store.ts';
import { enablementOf } from './index.ts';

const DAY = 86_400_000;
let portal: EnablementPortal;
let clerk: Signed;
let busy: ReadonlySet<string> = new Set();
const engaged: Engaged = async (_db, accountIds) => new Set(accountIds.filter((id) => busy.has(id)));
before(async () => {
  portal = await openEnablementPortal();
  clerk = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());
beforeEach(async () => {
  busy = new Set();
  // Whoever the tests before this one left behind has come in today.
  await portal.fresh.database.query('update last_entries set entered_at = $1', [portal.now]);
});

/** Somebody enabled whose last entry was on this day. */
async function awaySince(name: string, day: string): Promise<Signed> {
  const signed = await portal.person(name);
  await enabled(portal, signed, clerk);
  await portal.fresh.database.query('update last_entries set entered_at = $2 where account_id = $1', [
    signed.account.id,
    new Date(`${day}T10:00:00Z`),
  ]);
  return signed;
}

const run = (day: string) => endInactive({ database: portal.fresh.database, engaged }, new Date(`${day}T10:00:00Z`));
const stateOf = async ({ account }: Signed) => (await enablementOf(portal.fresh.database, account.id))?.state;
const subjects = async ({ account }: Signed) =>
  (await portal.mails()).filter(({ to }) => to === account.email).map(({ subject }) => subject);

test('warned 60, 30 and 7 days before, once each, and revoked after 15 months without an entry', async () => {
  const anna = await awaySince('Anna', '2026-01-15');
  const end = Date.parse('2027-04-15T10:00:00Z');
  const day = (before: number) => new Date(end - before * DAY).toISOString().slice(0, 10);
  assert.deepEqual(await run(day(61)), { warned: 0, revoked: 0 });
  for (const days of [60, 30, 7]) {
    assert.deepEqual(await run(day(days)), { warned: 1, revoked: 0 });
    assert.deepEqual(await run(day(days)), { warned: 0, revoked: 0 }, 'never doubled');
    assert.match((await subjects(anna)).join(), /^Entra in Istanze OnLine entro il 15 aprile 2027: [^,]*$/);
  }
  assert.deepEqual(await run(day(1)), { warned: 0, revoked: 0 });
  assert.deepEqual(await run(day(0)), { warned: 0, revoked: 1 });
  assert.deepEqual(await run(day(0)), { warned: 0, revoked: 0 });
  assert.equal(await stateOf(anna), 'revoked');
  assert.deepEqual(await subjects(anna), ['La tua abilitazione è revocata']);
  assert.match((await (await portal.signIn(anna.account)).get('/profilo')).html, /non entravi da 15 mesi/);
});

test('one entry stops it, and the months are counted from there', async () => {
  const bruna = await awaySince('Bruna', '2026-01-15');
  await run('2027-04-08');
  portal.now = new Date('2027-04-10T10:00:00Z');
  await portal.signIn(bruna.account);
  assert.deepEqual(await run('2027-05-01'), { warned: 0, revoked: 0 });
  assert.equal(await stateOf(bruna), 'active');
  portal.now = new Date('2026-03-02T09:00:00Z');
});

test('nobody is revoked without a week’s notice, however late the work begins', async () => {
  const cora = await awaySince('Cora', '2024-01-15');
  assert.deepEqual(await run('2026-03-02'), { warned: 1, revoked: 0 });
  assert.deepEqual(await run('2026-03-08'), { warned: 0, revoked: 0 });
  assert.deepEqual(await run('2026-03-09'), { warned: 0, revoked: 1 });
  assert.equal(await stateOf(cora), 'revoked');
});

test('nobody is revoked while a window is open in which they have a draft or a filing', async () => {
  const dora = await awaySince('Dora', '2024-01-15');
  await run('2026-03-02');
  busy = new Set([dora.account.id]);
  assert.deepEqual(await run('2026-03-20'), { warned: 0, revoked: 0 });
  busy = new Set();
  assert.deepEqual(await run('2026-03-21'), { warned: 0, revoked: 1 });
});

test('two workers at the same moment warn once and revoke once', async () => {
  await awaySince('Emma', '2024-01-15');
  const warned = await Promise.all([run('2026-03-02'), run('2026-03-02'), run('2026-03-02')]);
  assert.equal(
    warned.reduce((sum, one) => sum + one.warned, 0),
    1,
  );
  const revoked = await Promise.all([run('2026-03-10'), run('2026-03-10'), run('2026-03-10')]);
  assert.equal(
    revoked.reduce((sum, one) => sum + one.revoked, 0),
    1,
  );
});

test('who is not enabled has nothing to lose and is not written to', async () => {
  const fosca = await portal.person('Fosca');
  await portal.fresh.database.query('update last_entries set entered_at = $2 where account_id = $1', [
    fosca.account.id,
    new Date('2024-01-15T10:00:00Z'),
  ]);
  assert.deepEqual(await run('2026-03-02'), { warned: 0, revoked: 0 });
});

test('who has entered lately is not even looked at: the work walks an index', async () => {
  const { owner } = portal.fresh;
  await owner.query(`insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code,
      birth_place, created_at)
    select gen_random_uuid(), lpad(n::text, 16, 'X'), 'molti' || n, 'Molti', 'Tanti', '1980-01-01', 'F', 'F205', 'Milano',
      now() from generate_series(1, 5000) n`);
  await owner.query(`insert into last_entries select id, '2026-03-01' from accounts where surname = 'Molti'`);
  await owner.query('analyze last_entries');
  const plan = await owner.query<{ 'QUERY PLAN': string }>(
    `explain select l.account_id from last_entries l where ${LONG_AGO.replace('$1', "'2026-03-02'")}`,
  );
  assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /last_entries_by_instant/);
});
