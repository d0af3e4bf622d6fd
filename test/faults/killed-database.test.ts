import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { wordsOf } from '../portal-person.ts';
import { until } from '../until.ts';
import { type Applicant, applicants } from './applicants.ts';
import { arrivalShown, closeIn } from './closing.ts';
import { heldIn, type Insisted, insist } from './insist.ts';
import { type Acknowledged, assertKept } from './kept.ts';
import { type OwnPortal, openOwnPortal } from './own-portal.ts';
import { formIn } from './page-form.ts';

// R-04 of the fault table: a cluster of its own with fsync on, whose every process is killed again and again while
// people file and write. Nobody restarts the server: it must find the database again by itself.

const KILLS = 5;
const FILING = 20;
const WRITING = 4;
const BETWEEN_KILLS = 36;

let portal: OwnPortal;
before(async () => {
  portal = await openOwnPortal();
});
after(() => portal.stop());

/** People file one after the other until the queue of them is empty. */
async function fileAll(queue: Applicant[], acknowledged: Acknowledged[], met: Insisted[]): Promise<void> {
  for (let who = queue.pop(); who !== undefined; who = queue.pop()) {
    const lia = who;
    const filing = uuidv7();
    const answer = await insist((form) => lia.person.post(`${lia.path}/inoltro`, form), lia.confirmForm(filing));
    met.push(answer);
    assert.equal(answer.reply.location, lia.confirmation(filing), wordsOf(answer.reply.html));
    acknowledged.push({ applicant: lia, filing });
  }
}

/** What a page told somebody who writes. */
interface Told {
  /** The last number it said was saved, and the last sent. */
  saved: number;
  sent: number;
  /** Answers that said, as data for the script, that the database does not answer. */
  troubled: number;
}

/** Writes as the script of the page does: a save that was not acknowledged is sent again until it is. */
async function writeUntil(over: () => boolean, { person, path, csrf }: Applicant): Promise<Told> {
  const told: Told = { saved: 0, sent: 0, troubled: 0 };
  const here = `${path}/sezioni/rankings/r1`;
  const shown = formIn((await person.get(here)).html);
  let base = shown['base'] ?? '';
  await until(async () => {
    told.sent = told.saved + 1;
    const fields = { ...shown, csrf, base, access_title: `Laurea numero ${told.sent}` };
    const reply = await person
      .postJson<{ saved?: boolean; base?: string; trouble?: string }>(here, fields)
      .catch(() => {
        return undefined;
      });
    if (reply?.status === 503 && reply.body.trouble === 'database') told.troubled += 1;
    else if (reply !== undefined) {
      assert.deepEqual([reply.status, reply.body.saved], [200, true], JSON.stringify(reply.body));
      told.saved = told.sent;
      base = reply.body.base ?? base;
    }
    return over();
  }, 150);
  return told;
}

async function storedTitle({ application }: Applicant): Promise<string> {
  const [row] = await portal.database.query<{ title: string }>(
    `select answers #>> '{rankings,0,access_title}' as title from drafts where application_id = $1`,
    [application],
  );
  return row?.title ?? '';
}

/** Kills again and again; answers how many processes died each time. */
async function killRepeatedly(acknowledged: readonly Acknowledged[], witness: Applicant): Promise<string[]> {
  const said: string[] = [];
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await until(() => acknowledged.length >= kill * BETWEEN_KILLS, 90);
    const killed = await portal.cluster.kill();
    await assertSaysWhatWasKept(witness);
    await portal.cluster.start();
    await until(async () => (await witness.person.get('/area')).status === 200);
    said.push(`kill ${kill}: ${killed} processes, ${acknowledged.length} acknowledged so far`);
  }
  return said;
}

test('R-04: the database is killed with all its sessions while people file: nothing acknowledged is lost', async (context) => {
  const [settings] = await portal.database.query(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  );
  assert.deepEqual(settings, { fsync: 'on', commit: 'on' });
  const people = await applicants(portal, (KILLS + 2) * BETWEEN_KILLS, { provinces: ['VD', 'ML'] });
  const [witness, ...writers] = await applicants(portal, 1 + WRITING);
  assert.ok(witness);
  const acknowledged: Acknowledged[] = [];
  const met: Insisted[] = [];
  const queue = [...people];
  let over = false;
  const { pid } = portal.server;
  const writing = Promise.all(writers.map((who) => writeUntil(() => over, who)));
  const filing = Promise.all(Array.from({ length: FILING }, () => fileAll(queue, acknowledged, met)));
  try {
    for (const line of await killRepeatedly(acknowledged, witness)) context.diagnostic(line);
    await filing;
  } finally {
    over = true;
    queue.length = 0;
  }
  const told = await writing;
  assert.equal(portal.server.pid, pid, 'nobody restarted the server');
  assert.equal(new Set(acknowledged.map((one) => one.filing)).size, people.length);
  for (const [index, { saved, sent }] of told.entries()) {
    const stored = Number((await storedTitle(writers[index] as Applicant)).replace('Laurea numero ', ''));
    assert.ok(saved > 0 && stored >= saved && stored <= sent, JSON.stringify({ stored, saved, sent }));
  }
  const kept = await assertKept(portal, acknowledged);
  const total = (what: 'broken' | 'waited' | 'troubled') => met.reduce((sum, one) => sum + one[what], 0);
  const pages = { broken: total('broken'), waiting: total('waited'), trouble: total('troubled') };
  assert.ok(pages.waiting + pages.trouble > 0, 'nobody noticed');
  context.diagnostic(JSON.stringify({ ...kept, ...pages, saves: told }));
});

test('R-04: the worker goes on by itself after each kill, whatever it had in hand, and makes no receipt twice', async (context) => {
  const receipts = async () => (await portal.database.query('select from receipts')).length;
  await portal.worker.start();
  const { pid } = portal.worker;
  for (let kill = 1; kill <= 4; kill += 1) {
    const before = await receipts();
    await until(async () => (await receipts()) > before, 30);
    await portal.cluster.kill();
    await portal.cluster.start();
  }
  const before = await receipts();
  await until(async () => (await receipts()) > before, 30);
  assert.equal(portal.worker.pid, pid, 'nobody restarted the worker');
  const unwritten = portal.worker.said.match(/how a job ended could not be written down/g)?.length ?? 0;
  await portal.worker.kill('SIGTERM');
  context.diagnostic(JSON.stringify({ ...(await assertKept(portal, [])), receipts: await receipts(), unwritten }));
});

test('R-04, R-14: what is confirmed while the database is gone counts from its arrival, before or after the closing', async (context) => {
  const [timely, late] = await applicants(portal, 2);
  assert.ok(timely && late);
  const closesAt = await closeIn(portal.database, 4_000);
  await portal.cluster.kill();
  const [first, second] = [uuidv7(), uuidv7()];
  const page = await timely.confirm(first);
  assert.equal(page.status, 503);
  assert.match(wordsOf(page.html), /La tua conferma è arrivata: non chiudere .* per il termine conta questo orario/);
  assert.ok(Date.now() < closesAt.getTime(), 'the machine was too slow for this test');
  const waiting = insist((form) => timely.person.post(`${timely.path}/inoltro`, form), {
    held: heldIn(page.html) ?? '',
  });
  await until(() => Date.now() > closesAt.getTime() + 200);
  const tooLate = insist((form) => late.person.post(`${late.path}/inoltro`, form), late.confirmForm(second));
  await assertSaysWhatWasKept(late);
  await portal.cluster.start();
  const [{ reply }, { reply: refusal }] = await Promise.all([waiting, tooLate]);
  assert.equal(reply.location, timely.confirmation(first), wordsOf(reply.html));
  const [filed] = await portal.database.query<{ arrivedAt: Date; filedAt: Date }>(
    'select arrived_at as "arrivedAt", filed_at as "filedAt" from filings where id = $1',
    [first],
  );
  assert.ok(filed && filed.arrivedAt < closesAt && filed.filedAt > closesAt);
  assert.equal(refusal.status, 422);
  const [attempt] = await portal.database.query<{ arrivedAt: Date }>(
    `select arrived_at as "arrivedAt" from attempts where filing_id = $1 and outcome = 'closed'`,
    [second],
  );
  assert.ok(attempt && attempt.arrivedAt > closesAt);
  assert.equal(arrivalShown(refusal.html), attempt.arrivedAt.toISOString());
  context.diagnostic(JSON.stringify(await assertKept(portal, [{ applicant: timely, filing: first }])));
});

/** A page asked for while the database is gone: what it says, and when to come back. */
async function assertSaysWhatWasKept({ person }: Applicant): Promise<void> {
  const page = await person.get('/area');
  assert.equal(page.status, 503);
  assert.equal(page.headers.get('retry-after'), '10');
  assert.match(wordsOf(page.html), /Che cosa è rimasto salvato .* è salvato/);
}
