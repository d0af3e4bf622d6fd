import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { accepted, office, person, validity } from '../../../test/filings.ts';
import type { Database } from '../../platform/db/database.ts';
import { filingById, filingsOfApplication } from './archive-store.ts';
import type { AcceptedFiling } from './filing.ts';
import { type Registration, saveFilings } from './filing-store.ts';
import { brokenPromises } from './invariants.ts';
import { createRegistrar } from './registrar.ts';
import { withdraw } from './withdrawal.ts';
import { saveWithdrawal } from './withdrawal-store.ts';

let fresh: FreshDatabase;
let database: Database;
before(async () => {
  fresh = await freshDatabase();
  database = fresh.database;
});
after(() => fresh.drop());

async function ready(changes: Parameters<typeof accepted>[0] = {}): Promise<AcceptedFiling> {
  return accepted({ ...(await person(database)), ...changes });
}

function registrar(lanes = 3) {
  return createRegistrar<AcceptedFiling & { id: string; key: string; register: string }, Registration>({
    write: (batch) => saveFilings(database, batch),
    hopeless: () => false,
    lanes,
    largest: 50,
  });
}

const entry = (filing: AcceptedFiling) => ({
  ...filing,
  id: filing.filingId,
  key: filing.applicationId,
  register: `${filing.officeCode}/${filing.year}`,
});

test('the first filing of an office and year is number 1, with its entry, its event and its job', async () => {
  const filing = await ready({ office: { ...office, code: 'USP-PRIMO' } });
  assert.deepEqual(await saveFilings(database, [filing]), [{ outcome: 'filed', filingId: filing.filingId }]);
  const stored = await filingById(database, filing.filingId);
  assert.equal(stored?.number, 1);
  assert.equal(stored?.year, 2026);
  assert.equal(stored?.state, 'valid');
  assert.equal(stored?.office.registerCode, 'USPMI');
  assert.deepEqual(await brokenPromises(database, [filing.filingId]), []);
});

test('in one batch each is judged alone: new, sent again, changed meanwhile, somebody else’s id', async () => {
  const [known, fresh1, fresh2, changed, stranger] = await Promise.all([ready(), ready(), ready(), ready(), ready()]);
  await saveFilings(database, [known]);
  await database.query('update drafts set version = version + 1 where application_id = $1', [changed.applicationId]);
  const again = { ...known, filingId: uuidv7() };
  const batch = [fresh1, known, changed, again, { ...stranger, filingId: known.filingId }, fresh2];
  assert.deepEqual(await saveFilings(database, batch), [
    { outcome: 'filed', filingId: fresh1.filingId },
    { outcome: 'known', filingId: known.filingId },
    { outcome: 'changed', filingId: null },
    { outcome: 'known', filingId: known.filingId },
    { outcome: 'taken', filingId: null },
    { outcome: 'filed', filingId: fresh2.filingId },
  ]);
  const numbers = await Promise.all([fresh1, fresh2].map(async ({ filingId }) => filingById(database, filingId)));
  assert.equal(numbers[1]?.number, (numbers[0]?.number ?? 0) + 1);
});

test('numbers follow the order of arrival within a batch', async () => {
  const arrivals = ['10:00:00.003', '10:00:00.001', '10:00:00.002'];
  const batch = await Promise.all(
    arrivals.map((time) =>
      ready({ arrivedAt: new Date(`2026-03-11T${time}Z`), office: { ...office, code: 'USP-ORD' } }),
    ),
  );
  await saveFilings(database, batch);
  const stored = await Promise.all(batch.map(({ filingId }) => filingById(database, filingId)));
  assert.deepEqual(
    stored.map((filing) => filing?.number),
    [3, 1, 2],
  );
});

test('what is written on 1 January but arrived on 31 December is numbered in the old year', async () => {
  const where = {
    office: { ...office, code: 'USP-ANNO' },
    window: { opensAt: new Date(0), closesAt: new Date('2100-01-01') },
  };
  const late = await ready({ ...where, arrivedAt: new Date('2026-12-31T22:59:59.999Z') });
  const first = await ready({ ...where, arrivedAt: new Date('2026-12-31T23:00:00.000Z') });
  await saveFilings(database, [first, late]);
  const stored = await Promise.all([late, first].map(({ filingId }) => filingById(database, filingId)));
  assert.deepEqual(
    stored.map((filing) => [filing?.year, filing?.number]),
    [
      [2026, 1],
      [2027, 1],
    ],
  );
});

test('many filings at once, over one register and over many, with some that fail: no gap, no double', async () => {
  const acknowledged: string[] = [];
  const { register } = registrar();
  const all = await Promise.all(
    Array.from({ length: 240 }, async (_, index) => {
      const code = index % 2 === 0 ? 'USP-UNO' : `USP-${index % 14}`;
      const filing = await ready({ office: { ...office, code } });
      // One in eight is refused by the database itself; one in nine is sent three times at the same moment.
      return index % 8 === 3 ? { ...filing, sender: '' } : filing;
    }),
  );
  const outcomes = await Promise.allSettled(
    all.flatMap((filing, index) => Array.from({ length: index % 9 === 0 ? 3 : 1 }, () => register(entry(filing)))),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled' && 'filingId' in outcome.value && outcome.value.filingId !== null)
      acknowledged.push(outcome.value.filingId);
  }
  assert.equal(new Set(acknowledged).size, 210);
  assert.equal(
    outcomes.filter(({ status }) => status === 'rejected').length,
    30 + 2 * all.filter((one, index) => one.sender === '' && index % 9 === 0).length,
  );
  assert.deepEqual(await brokenPromises(database, acknowledged), []);
});

test('several processes that write at once leave no gap and no double', async () => {
  const processes = [registrar(1), registrar(2), registrar(4)];
  const all = await Promise.all(
    Array.from({ length: 90 }, (_, index) => ready({ office: { ...office, code: `USP-P${index % 3}` } })),
  );
  // Every filing is sent to two of the three processes.
  const sent = all.flatMap((filing, index) =>
    [0, 1].map((turn) => processes[(index + turn) % 3]?.register(entry(filing)) as Promise<Registration>),
  );
  const outcomes = await Promise.all(sent);
  assert.deepEqual(new Set(outcomes.map(({ outcome }) => outcome)), new Set(['filed', 'known']));
  assert.deepEqual(
    await brokenPromises(
      database,
      all.map(({ filingId }) => filingId),
    ),
    [],
  );
});

test('fifty confirms of one filing, and fifty pages of one application, give one number', async () => {
  const { register } = registrar();
  const filing = await ready();
  const same = await Promise.all(Array.from({ length: 50 }, () => register(entry(filing))));
  assert.deepEqual(new Set(same.map((one) => one.outcome === 'filed' && one.filingId)), new Set([filing.filingId]));
  const other = await ready();
  const pages = await Promise.all(Array.from({ length: 50 }, () => register(entry({ ...other, filingId: uuidv7() }))));
  assert.equal(pages.filter(({ outcome }) => outcome === 'filed').length, 1);
  assert.equal((await filingsOfApplication(database, other.applicationId)).length, 1);
});

test('a correction takes a new number and the place of the old one, which was valid until then', async () => {
  const anna = await person(database);
  const first = accepted(anna);
  await saveFilings(database, [first]);
  await database.query('update drafts set edition = 2, version = 4 where application_id = $1', [first.applicationId]);
  const second = accepted({ ...anna, draft: { ...anna.draft, edition: 2, version: 4 }, shownVersion: 4 });
  const crash = database.transaction(async (tx) => {
    await tx.query('select 1');
    await saveFilings({ ...database, transaction: (work) => work(tx) }, [second]);
    throw new Error('the process died before the commit');
  });
  await assert.rejects(crash);
  assert.equal((await filingById(database, first.filingId))?.state, 'valid');
  await saveFilings(database, [second]);
  const filings = await filingsOfApplication(database, first.applicationId);
  assert.deepEqual(
    filings.map(({ id, state, sequence, replacedById }) => ({ id, state, sequence, replacedById })),
    [
      { id: first.filingId, state: 'replaced', sequence: 1, replacedById: second.filingId },
      { id: second.filingId, state: 'valid', sequence: 2, replacedById: null },
    ],
  );
});

test('a withdrawal has its own number in the same register, once', async () => {
  const filing = await ready({ office: { ...office, code: 'USP-RIT' } });
  await saveFilings(database, [filing]);
  const stored = await filingById(database, filing.filingId);
  assert.ok(stored);
  const decision = withdraw({
    filing: stored,
    applicant: { surname: 'Rossi', name: 'Anna', fiscalCode: 'RSSNNA80A41F205X' },
    delegate: null,
    window: { opensAt: new Date(0), closesAt: new Date('2100-01-01') },
    enabled: true,
    arrivedAt: new Date('2026-03-12T10:00:00Z'),
  });
  assert.ok('canonical' in decision);
  const told: number[] = [];
  const tell = async (_: unknown, { number }: { number: number }) => {
    told.push(number);
  };
  const outcomes = await Promise.all([1, 2, 3].map(() => saveWithdrawal(database, { ...decision, validity }, tell)));
  assert.deepEqual(outcomes.sort(), ['known', 'known', 'withdrawn']);
  assert.deepEqual(told, [2]);
  const after = await filingById(database, filing.filingId);
  assert.equal(after?.state, 'withdrawn');
  assert.equal(after?.withdrawal?.number, 2);
  assert.deepEqual(await brokenPromises(database), []);
});

const tables = {
  register_entries: 'sender',
  filings: 'canonical',
  withdrawals: 'validity',
  receipts: 'pdf',
  attempts: 'outcome',
  readings: 'read_at',
};
for (const [table, column] of Object.entries(tables)) {
  test(`${table} can be neither changed nor emptied, by the programs or by the owner`, async () => {
    for (const role of [fresh.database, fresh.owner]) {
      await assert.rejects(role.query(`update ${table} set ${column} = default`), /append-only|permission denied/);
      await assert.rejects(role.query(`delete from ${table}`), /append-only|permission denied/);
      await assert.rejects(role.query(`truncate ${table} cascade`), /append-only|permission denied/);
    }
  });
}

test('a register never goes back, and is never removed', async () => {
  for (const role of [fresh.database, fresh.owner]) {
    await assert.rejects(role.query('update registers set last_number = last_number - 1'), /cannot go back/);
    await assert.rejects(role.query('delete from registers'), /append-only|permission denied/);
  }
});

test('the checker names a gap, a changed byte and a missing acknowledgement', async () => {
  const lost = uuidv7();
  const spoiled = await freshDatabase();
  try {
    const filing = accepted(await person(spoiled.database));
    await saveFilings(spoiled.database, [filing]);
    await spoiled.owner.query('alter table filings disable trigger filings_are_append_only');
    await spoiled.owner.query(`update filings set canonical = canonical || ' '`);
    await spoiled.database.query('update registers set last_number = last_number + 1');
    const breaches = await brokenPromises(spoiled.database, [lost]);
    assert.deepEqual(
      breaches.map(({ where }) => where),
      ['USP-MI/2026', `filing ${filing.filingId}`, `filing ${lost}`],
    );
  } finally {
    await spoiled.drop();
  }
});
