import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { brokenPromises } from '../../src/features/filings/index.ts';
import { recordWindowAct } from '../../src/features/procedures/index.ts';
import { verifySeals } from '../../src/platform/events.ts';
import { type ApplicantOnPortal, type FilingPortal, openFilingPortal } from '../filing-portal.ts';
import { until } from '../until.ts';
import { pendingIn } from './insist.ts';

// R-13 of the fault table. The clock of the programs cannot be moved from outside, and should not be; so this row alone
// runs the pages in the test's own process, with the instant as an argument, over a real database.

const LAST_MOMENT = new Date('2026-12-31T22:59:59.900Z');
const NEW_YEAR = new Date('2026-12-31T23:00:00.000Z');

let portal: FilingPortal;
before(async () => {
  portal = await openFilingPortal();
  const window = { procedureId: 'prova-2026', windowId: 'main', opensAt: new Date('2026-01-01') };
  const act = { ...window, closesAt: new Date('2027-02-01'), reason: 'a cavallo dell’anno', decidedBy: 'prova' };
  await portal.fresh.database.transaction((tx) => recordWindowAct(tx, uuidv7(), { ...act, decidedAt: portal.now }));
});
after(() => portal.close());

const people = (letters: string) =>
  Promise.all([...letters].map((letter, index) => portal.applicant(`F${letter}${'BCDFG'.charAt(index)}`)));

async function numberOf({ application }: ApplicantOnPortal): Promise<string> {
  const [row] = await portal.fresh.database.query<{ year: number; number: number }>(
    'select year, number from filings where application_id = $1',
    [application],
  );
  return `${row?.number}/${row?.year}`;
}

/** Files while nobody can get a number: the answers come after `release`. */
async function holdRegisters(context: TestContext) {
  const { owner } = portal.fresh;
  const held = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  const over = owner.transaction(async (tx) => {
    await tx.query('lock table registers in exclusive mode');
    held.resolve();
    await free.promise;
  });
  await held.promise;
  const release = async () => {
    free.resolve();
    await over;
  };
  context.after(release);
  return release;
}

/** Until so many statements wait for the lock. */
function waiting(atLeast: number): Promise<boolean> {
  return until(async () => {
    const rows = await portal.fresh.owner.query(
      `select from pg_locks where relation = 'registers'::regclass and not granted`,
    );
    return rows.length >= atLeast;
  });
}

test('R-13: arrived on 31 December at 23:59:59.9, committed after midnight: the old year; the new one starts at 1', async (context) => {
  const [first, late, later, early, next] = await people('LMNPR');
  assert.ok(first && late && later && early && next);
  await portal.moveTo(new Date('2026-12-31T20:00:00.000Z'));
  assert.equal((await first.confirm()).status, 303);
  const release = await holdRegisters(context);
  await portal.moveTo(LAST_MOMENT);
  const old = [late.confirm(), later.confirm()];
  await waiting(1);
  await portal.moveTo(NEW_YEAR);
  const fresh = [early.confirm()];
  await waiting(2);
  await release();
  for (const reply of await Promise.all([...old, ...fresh])) assert.equal(reply.status, 303);
  assert.equal((await next.confirm()).status, 303);
  assert.equal(await numberOf(first), '1/2026');
  assert.deepEqual([await numberOf(late), await numberOf(later)].sort(), ['2/2026', '3/2026']);
  assert.deepEqual([await numberOf(early), await numberOf(next)], ['1/2027', '2/2027']);
});

test('R-13: a confirmation that had to wait across midnight still gets the next number of the old year', async () => {
  const [slow] = await people('S');
  assert.ok(slow);
  const { hasher } = portal.deps;
  const verify = hasher.verifySecret;
  hasher.verifySecret = async () => 'busy';
  await portal.moveTo(LAST_MOMENT);
  const page = await slow.confirm();
  assert.equal(page.status, 503);
  hasher.verifySecret = verify;
  await portal.moveTo(new Date(NEW_YEAR.getTime() + 60_000));
  const pending = pendingIn(page.html) ?? '';
  assert.equal((await slow.visitor.post(`/istanze/${slow.application}/inoltro`, { pending })).status, 303);
  assert.equal(await numberOf(slow), '4/2026');
  assert.match((await slow.visitor.get('/archivio')).html, /31 dicembre 2026, ore 23:59:59/);
});

test('R-13: both registers are whole', async () => {
  const filed = await portal.fresh.database.query<{ id: string }>('select id from filings');
  assert.equal(filed.length, 6);
  assert.deepEqual(
    await brokenPromises(
      portal.fresh.database,
      filed.map(({ id }) => id),
    ),
    [],
  );
  assert.equal(await verifySeals(portal.fresh.database), null);
});
