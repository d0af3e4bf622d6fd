import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type EnablementPortal,
  enabled,
  OWN_CODE,
  openEnablementPortal,
  type Signed,
} from '../../../test/enablement-portal.ts';
import { createHasher } from '../../platform/hashing.ts';
import { type CodeDeps, type CodeOutcome, verifyPersonalCode } from './index.ts';

let portal: EnablementPortal;
let clerk: Signed;
before(async () => {
  portal = await openEnablementPortal();
  clerk = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

async function somebody(name: string): Promise<string> {
  const signed = await portal.person(name);
  await enabled(portal, signed, clerk);
  return signed.account.id;
}

const deps = (): CodeDeps => ({ database: portal.fresh.database, hasher: portal.hasher });
const verify = (accountId: string, code: string) => verifyPersonalCode(deps(), accountId, code, portal.now);
const tries = (accountId: string, code: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => verify(accountId, code)));

function counts(outcomes: readonly CodeOutcome[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { outcome } of outcomes) found[outcome] = (found[outcome] ?? 0) + 1;
  return found;
}

async function row(accountId: string) {
  const [found] = await portal.fresh.database.query<{ failures: number; paused: boolean; suspended: boolean }>(
    'select failures, paused_until is not null paused, suspended_at is not null suspended from personal_codes where account_id = $1',
    [accountId],
  );
  return found;
}

test('the right code is right in capitals or not, and any number of times at once', async () => {
  const anna = await somebody('Anna');
  assert.deepEqual(await verify(anna, OWN_CODE), { outcome: 'right' });
  assert.deepEqual(await verify(anna, ` ${OWN_CODE.toUpperCase()} `), { outcome: 'right' });
  assert.deepEqual(counts(await tries(anna, OWN_CODE, 20)), { right: 20 });
});

test('of twenty wrong codes at once five are counted: the fifth pauses, the others are not looked at', async () => {
  const bruna = await somebody('Bruna');
  const first = await tries(bruna, 'sbagliato1', 20);
  assert.deepEqual(counts(first), { wrong: 4, paused: 16 });
  const left = first.flatMap((one) => (one.outcome === 'wrong' ? [one.left] : []));
  assert.deepEqual(left.toSorted(), [1, 2, 3, 4]);
  assert.deepEqual(await row(bruna), { failures: 5, paused: true, suspended: false });
  assert.deepEqual(await verify(bruna, OWN_CODE), { outcome: 'paused', until: new Date('2026-03-02T09:15:00Z') });

  portal.wait(15);
  assert.deepEqual(counts(await tries(bruna, 'sbagliato1', 20)), { wrong: 4, suspended: 16 });
  assert.deepEqual(await row(bruna), { failures: 10, paused: false, suspended: true });
  assert.deepEqual(await verify(bruna, OWN_CODE), { outcome: 'suspended' });
  const events = await portal.fresh.database.query<{ kind: string }>(
    "select kind from events where subject_id = $1 and kind like 'personal_code.%' order by id",
    [bruna],
  );
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['personal_code.paused', 'personal_code.suspended'],
  );
  assert.equal(
    (await portal.mails()).filter(({ subject }) => subject === 'Il tuo codice personale è sospeso').length,
    1,
  );
});

test('right and wrong codes at once never let more than five wrong ones count', async () => {
  const cora = await somebody('Cora');
  await Promise.all([tries(cora, OWN_CODE, 10), tries(cora, 'sbagliato1', 20)]);
  assert.ok(((await row(cora))?.failures ?? 99) <= 5);
});

test('a right code forgets the wrong ones before it', async () => {
  const dora = await somebody('Dora');
  for (let count = 0; count < 4; count += 1) await verify(dora, 'sbagliato1');
  assert.deepEqual(await verify(dora, OWN_CODE), { outcome: 'right' });
  assert.deepEqual(await verify(dora, 'sbagliato1'), { outcome: 'wrong', left: 4 });
});

test('while the machine hashes as much as it can a try is answered busy and not counted', async () => {
  const emma = await somebody('Emma');
  const full = createHasher({ memoryKiB: 65_536, passes: 8, atOnce: 1, queue: 0 });
  const narrow = { ...deps(), hasher: full };
  const held = full.hashSecret('something that takes a while');
  assert.deepEqual(await verifyPersonalCode(narrow, emma, 'sbagliato1', portal.now), { outcome: 'busy' });
  assert.notEqual(await held, 'busy');
  assert.deepEqual(await verifyPersonalCode(narrow, emma, 'sbagliato1', portal.now), { outcome: 'wrong', left: 4 });
});

test('no code, a temporary code and hostile texts are simply wrong', async () => {
  const { account } = await portal.person('Fosca');
  assert.deepEqual(await verify(account.id, OWN_CODE), { outcome: 'wrong', left: 0 });
  const gina = await somebody('Gina');
  for (const text of ['', '\u0000', 'ß'.repeat(300), '🦊'.repeat(50), "' or 1=1 --"]) {
    const { outcome } = await verify(gina, text);
    assert.notEqual(outcome, 'right');
  }
});

const attempt = '0197a2b4-0000-7000-8000-00000000000a';

test('a page sent again, or twice at once, is one try; the next page is another', async () => {
  const ida = await somebody('Ida');
  const typed = { code: 'sbagliato1', attempt };
  const send = (sent: { code: string; attempt: string }) => verifyPersonalCode(deps(), ida, sent, portal.now);
  const both = await Promise.all([send(typed), send(typed), send(typed)]);
  assert.deepEqual(both, Array(3).fill({ outcome: 'wrong', left: 4 }));
  assert.deepEqual(await send(typed), { outcome: 'wrong', left: 4 });
  const next = { code: 'sbagliato1', attempt: attempt.replace('a', 'b') };
  assert.deepEqual(await send(next), { outcome: 'wrong', left: 3 });
});

test('an attempt that failed tries no other code, so that its name buys no free guess', async () => {
  const lea = await somebody('Lea');
  const send = (code: string, name = attempt) => verifyPersonalCode(deps(), lea, { code, attempt: name }, portal.now);
  await send('sbagliato1');
  assert.deepEqual(await send(OWN_CODE), { outcome: 'wrong', left: 4 });
  assert.deepEqual(await send(OWN_CODE, 'x'.repeat(36)), { outcome: 'right' });
  assert.deepEqual(await send('sbagliato1', "'; drop table personal_codes --"), { outcome: 'wrong', left: 4 });
  assert.deepEqual(await send('sbagliato1', "'; drop table personal_codes --"), { outcome: 'wrong', left: 3 });
  assert.deepEqual(await send(OWN_CODE), { outcome: 'right' }, 'a right code forgets the names too');
});
