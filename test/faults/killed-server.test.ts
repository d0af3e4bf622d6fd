import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { wordsOf } from '../portal-person.ts';
import { until } from '../until.ts';
import { type Applicant, applicant } from './applicants.ts';
import { insist } from './insist.ts';
import { type Acknowledged, assertKept } from './kept.ts';
import { tearingProxy } from './tearing-proxy.ts';

// of the fault table, on the programs as they are built: server and worker are processes of
// their own, what kills the server is SIGKILL, and the invariants are looked at after every row.

let portal: TestPortal;
let lia: Applicant;
const acknowledged: Acknowledged[] = [];

before(async () => {
  portal = await openTestPortal();
});
after(() => portal.stop());
beforeEach(async () => {
  if (!portal.server.running) await portal.server.start();
  lia = await applicant(portal);
});
afterEach(async (context) => {
  const kept = await assertKept(portal, acknowledged);
  context.diagnostic(JSON.stringify(kept));
});

interface Stored {
  id: string;
  number: number;
  edition: number;
  receipt: string | null;
}

/** What is in the register for this application, the first first. */
function stored({ application }: Applicant): Promise<Stored[]> {
  return portal.database.query<Stored>(
    `select f.id, f.number, f.edition, encode(r.sha256, 'hex') as receipt
     from filings f left join receipts r on r.filing_id = f.id where f.application_id = $1 order by f.sequence`,
    [application],
  );
}

/** Confirms at a server that dies where it is told to, and brings it back. */
async function confirmAndDie(fault: string, filing: string, version = 1): Promise<void> {
  await portal.server.restart({ POLIS_FAULT: fault });
  await assert.rejects(lia.confirm(filing, version));
  await portal.server.ended();
  await portal.server.start();
}

async function acknowledge(filing: string, version = 1) {
  const { reply } = await insist(
    (form) => lia.person.post(`${lia.path}/inoltro`, form),
    lia.confirmForm(filing, version),
  );
  assert.equal(reply.status, 303, wordsOf(reply.html));
  assert.equal(reply.location, lia.confirmation(filing));
  acknowledged.push({ applicant: lia, filing });
  return lia.person.follow(reply);
}

function receiptOf(filing: string): Promise<string> {
  return until(async () => (await stored(lia)).find(({ id }) => id === filing)?.receipt, 60);
}

const stateShown = async (filing: string) =>
  /<h1[^>]*>([^<]*)/.exec((await lia.person.get(lia.confirmation(filing))).html)?.[1];

test('R-01: the server killed before the commit has stored nothing; the same filing sent again gets the number', async () => {
  const filing = uuidv7();
  await confirmAndDie('filing:before-commit', filing);
  assert.deepEqual(await stored(lia), []);
  assert.match((await lia.person.get(lia.path)).html, /NON ANCORA INOLTRATA/);
  await acknowledge(filing);
  assert.deepEqual(
    (await stored(lia)).map(({ id }) => id),
    [filing],
  );
});

test('R-02: the server killed after the commit: sent again, the same number and the same receipt', async () => {
  const filing = uuidv7();
  await confirmAndDie('filing:after-commit', filing);
  const [first] = await stored(lia);
  assert.equal(first?.id, filing);
  assert.match((await lia.person.get(lia.path)).html, /Domanda già inoltrata|INOLTRATA/);
  const receipt = await receiptOf(filing);
  const page = await acknowledge(filing);
  assert.match(page.html, /Domanda inoltrata/);
  assert.match(page.html, new RegExp(`${String(first.number).padStart(7, '0')}/`));
  assert.deepEqual(await stored(lia), [{ ...first, receipt }]);
});

test('R-03: the connection is reset between commit and answer: sent again, the same number', async (context) => {
  const proxy = await tearingProxy(portal.port);
  context.after(() => proxy.close());
  const filing = uuidv7();
  const behind = lia.at(proxy.origin);
  const send = () => behind.post(`${lia.path}/inoltro`, lia.confirmForm(filing));
  for (let turn = 0; turn < 3; turn += 1) await assert.rejects(send());
  assert.equal(proxy.torn, 3, 'the server answered each time, and nobody heard');
  const before = await stored(lia);
  assert.deepEqual(
    before.map(({ id }) => id),
    [filing],
  );
  proxy.mend();
  assert.equal((await send()).location, lia.confirmation(filing));
  await acknowledge(filing);
  assert.equal((await stored(lia)).length, 1);
});

test('R-19: killed between opening a correction and filing it: the old filing is valid until the new number exists', async () => {
  const [first, second] = [uuidv7(), uuidv7()];
  await acknowledge(first);
  assert.equal((await lia.person.post(`${lia.path}/correzione`)).status, 303);
  await portal.server.kill();
  await portal.server.start();
  assert.equal(await stateShown(first), 'Domanda inoltrata');
  assert.match((await lia.person.get(lia.path)).html, /resta valida/);
  await confirmAndDie('filing:before-commit', second, 2);
  assert.equal(await stateShown(first), 'Domanda inoltrata');
  assert.deepEqual(
    (await stored(lia)).map(({ id }) => id),
    [first],
  );
  await confirmAndDie('filing:after-commit', second, 2);
  assert.equal(await stateShown(first), 'Domanda sostituita da una correzione');
  await acknowledge(second, 2);
  assert.equal(await stateShown(second), 'Domanda inoltrata');
  const both = await stored(lia);
  assert.deepEqual(
    both.map(({ id, edition }) => [id, edition]),
    [
      [first, 1],
      [second, 2],
    ],
  );
  assert.ok((both[1]?.number ?? 0) > (both[0]?.number ?? 0));
});
