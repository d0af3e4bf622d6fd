import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { wordsOf } from '../portal-person.ts';
import { type Applicant, applicants } from './applicants.ts';
import { arrivalShown, closeIn } from './closing.ts';
import { type Insisted, insist } from './insist.ts';
import { assertKept } from './kept.ts';
import { type SecondServer, secondServer } from './second-server.ts';

// R-14 of the fault table. The window of the procedure is moved by a recorded act, so that its closing instant passes
// here and now, under the true clock of the programs; the registers are locked across it, so that what arrived in time
// is committed well after.

const CONFIRMS = 500;
const SPREAD_MS = 2_000;
const LOCKED_AFTER_MS = 3_000;

let portal: TestPortal;
let second: SecondServer;
before(async () => {
  portal = await openTestPortal({ worker: false, smtp: 'none' });
  second = await secondServer(portal);
});
after(async () => {
  await second.program.kill();
  await portal.stop();
});

interface Try {
  readonly who: Applicant;
  readonly filing: string;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly answer: Insisted;
}

/** Nobody gets a number in these registers until so long after the instant. */
async function holdRegisters(from: Date, until: Date): Promise<void> {
  await wait(from.getTime() - Date.now());
  await portal.database.transaction(async (tx) => {
    await tx.query('select from registers for update');
    await tx.query('select pg_sleep(greatest(0, extract(epoch from $1::timestamptz - clock_timestamp())))', [until]);
  });
}

/** Each at an instant of its own, at both servers in turn, evenly over the seconds around the closing. */
async function confirmAround(closesAt: Date, people: readonly Applicant[]): Promise<Try[]> {
  const tabs = people.map((who, index) => who.at(index % 2 === 0 ? portal.origin : second.origin));
  return Promise.all(
    people.map(async (who, index) => {
      const filing = uuidv7();
      await wait(closesAt.getTime() - SPREAD_MS + (2 * SPREAD_MS * index) / people.length - Date.now());
      const sentAt = Date.now();
      const tab = tabs[index];
      if (tab === undefined) throw new Error('nobody');
      const answer = await insist((form) => tab.post(`${who.path}/inoltro`, form), who.confirmForm(filing));
      return { who, filing, sentAt, answeredAt: Date.now(), answer };
    }),
  );
}

const filedArrivals = () =>
  portal.database.query<{ id: string; arrivedAt: Date; filedAt: Date }>(
    'select id, arrived_at as "arrivedAt", filed_at as "filedAt" from filings',
  );
const refusedArrivals = () =>
  portal.database.query<{ id: string; arrivedAt: Date; closesAt: Date; outcome: string }>(
    'select filing_id as id, arrived_at as "arrivedAt", closes_at as "closesAt", outcome from attempts',
  );

test('R-14: of many confirms around the closing instant exactly those that arrived before it are filed', async (context) => {
  const people = await applicants(portal, CONFIRMS, { provinces: ['VD', 'ML'] });
  const firsts = await applicants(portal, 2, { provinces: ['VD', 'ML'] });
  const early = await Promise.all(firsts.map(async (who) => ({ who, filing: uuidv7() })));
  for (const { who, filing } of early) assert.equal((await who.confirm(filing)).status, 303);
  const closesAt = await closeIn(portal.database, SPREAD_MS + 1_500);
  const held = holdRegisters(
    new Date(closesAt.getTime() - SPREAD_MS / 2),
    new Date(closesAt.getTime() + LOCKED_AFTER_MS),
  );
  const tries = await confirmAround(closesAt, people);
  await held;
  const filed = new Map((await filedArrivals()).map((row) => [row.id, row]));
  const refused = new Map((await refusedArrivals()).map((row) => [row.id, row]));
  let late = 0;
  for (const { who, filing, sentAt, answeredAt, answer } of tries) {
    const accepted = filed.get(filing);
    const attempt = refused.get(filing);
    const arrivedAt = accepted?.arrivedAt ?? attempt?.arrivedAt;
    assert.ok(arrivedAt && !(accepted && attempt), 'each is either filed or an attempt on record');
    assert.ok(arrivedAt.getTime() >= sentAt && arrivedAt.getTime() <= answeredAt, 'the instant is that of the request');
    assert.equal(
      accepted !== undefined,
      arrivedAt < closesAt,
      `${arrivedAt.toISOString()} of ${closesAt.toISOString()}`,
    );
    if (accepted) {
      assert.equal(answer.reply.location, who.confirmation(filing));
      if (accepted.filedAt > closesAt) late += 1;
    } else {
      assert.equal(answer.reply.status, 422);
      assert.deepEqual([attempt?.outcome, attempt?.closesAt], ['closed', closesAt]);
      assert.match(wordsOf(answer.reply.html), /È arrivata dopo la scadenza/);
      assert.equal(arrivalShown(answer.reply.html), arrivedAt.toISOString());
    }
  }
  const counts = { filed: filed.size - early.length, refused: refused.size, committedAfterTheClosing: late };
  assert.equal(counts.filed + counts.refused, CONFIRMS);
  assert.ok(counts.filed > CONFIRMS / 20 && counts.refused > CONFIRMS / 20 && late > 0, JSON.stringify(counts));
  const acknowledged = [...early, ...tries.filter(({ filing }) => filed.has(filing))];
  const kept = await assertKept(
    portal,
    acknowledged.map(({ who, filing }) => ({ applicant: who, filing })),
  );
  context.diagnostic(JSON.stringify({ ...counts, ...kept }));
});
