import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { createHasher } from '../../src/platform/hashing.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { type Applicant, applicant, applicants } from './applicants.ts';
import { type Insisted, insist } from './insist.ts';
import { type Acknowledged, assertKept } from './kept.ts';
import { type SecondServer, secondServer } from './second-server.ts';

// R-15 of the fault table over HTTP, to two server processes that share nothing but the database.

const CONFIRMS = 50;

let portal: TestPortal;
let second: SecondServer;
const acknowledged: Acknowledged[] = [];

before(async () => {
  portal = await openTestPortal({ worker: false, smtp: 'none' });
  second = await secondServer(portal);
});
after(async () => {
  await second.program.kill();
  await portal.stop();
});
afterEach(async (context) => {
  context.diagnostic(JSON.stringify(await assertKept(portal, acknowledged)));
});

/** The same person confirms many times at the same moment, at both servers in turn. */
function confirmAtOnce(who: Applicant, filingOf: () => string, times = CONFIRMS): Promise<Insisted[]> {
  const tabs = [who.at(portal.origin), who.at(second.origin)] as const;
  return Promise.all(
    Array.from({ length: times }, (_, index) => {
      const tab = tabs[index % 2 === 0 ? 0 : 1];
      return insist((form) => tab.post(`${who.path}/inoltro`, form), who.confirmForm(filingOf()));
    }),
  );
}

/** All lead to one page, that of a filing that is there. */
async function theOneFiling(who: Applicant, answers: readonly Insisted[]): Promise<string> {
  assert.deepEqual(new Set(answers.map(({ reply }) => reply.status)), new Set([303]));
  const [location, ...others] = new Set(answers.map(({ reply }) => reply.location));
  assert.deepEqual(others, []);
  const filed = await portal.database.query<{ id: string }>('select id from filings where application_id = $1', [
    who.application,
  ]);
  assert.deepEqual(
    filed.map(({ id }) => who.confirmation(id)),
    [location],
  );
  const filing = filed[0]?.id ?? '';
  acknowledged.push({ applicant: who, filing });
  return filing;
}

test('R-15: a double click, each click at another server: one number, the same page', async () => {
  const people = await applicants(portal, 12, { provinces: ['VD', 'ML'] });
  const clicks = await Promise.all(
    people.map(async (who) => {
      const filing = uuidv7();
      return { who, filing, answers: await confirmAtOnce(who, () => filing, 2) };
    }),
  );
  for (const { who, filing, answers } of clicks) assert.equal(await theOneFiling(who, answers), filing);
});

test('R-15: fifty identical confirms at two servers at the same moment: one number, the same page for all', async () => {
  for (const who of await applicants(portal, 4)) {
    const filing = uuidv7();
    const answers = await confirmAtOnce(who, () => filing);
    assert.equal(await theOneFiling(who, answers), filing);
    assert.equal((await who.confirm(filing)).location, who.confirmation(filing));
  }
});

test('R-15: fifty summary pages of one application confirmed at two servers at once: one number', async () => {
  for (const who of await applicants(portal, 4)) {
    await theOneFiling(who, await confirmAtOnce(who, uuidv7));
  }
});

test('R-15: more confirms than the queue of codes holds: who must wait is told so, and all get the same page', async (context) => {
  const who = await applicant(portal, { hasher: createHasher() });
  const filing = uuidv7();
  const answers = await confirmAtOnce(who, () => filing, 140);
  assert.equal(await theOneFiling(who, answers), filing);
  const waited = answers.filter((one) => one.waited > 0).length;
  context.diagnostic(`${waited} of 140 were shown the page that waits`);
  assert.ok(waited > 0, 'nobody had to wait: the queue is longer than it was');
});
