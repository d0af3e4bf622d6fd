import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import {
  ALL_CHECKS,
  type EnablementPortal,
  enabled,
  lookUp,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';

const CONFIRM = { decision: 'confirm', checks: ALL_CHECKS };
const REVOKE = { reason: 'asked', documentKind: 'passport', documentNumber: 'ya 1234567' };
const FREE = { releaseDocumentKind: 'passport', releaseDocumentNumber: 'ya 1234567', theirs: 'true' };
const WORDS = /Tra te e questa persona c’è una delega/;
const DAY = 86_400_000;
let portal: EnablementPortal;
let carla: Signed;
before(async () => {
  portal = await openEnablementPortal();
  carla = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

/** An accepted delegation, from an hour ago until tomorrow. */
async function delegate(delegator: Signed, to: Signed): Promise<string> {
  const id = uuidv7();
  const at = (ms: number) => new Date(portal.now.getTime() + ms);
  await portal.fresh.owner.query(
    `insert into delegations (id, delegator_id, fiscal_code, surname, delegate_id, starts_at, ends_at, answer_by,
       offered_at, delivered_at, accepted_at) values ($1, $2, $3, $4, $5, $6, $7, $7, $6, $6, $6)`,
    [id, delegator.account.id, to.account.fiscalCode, 'Prova', to.account.id, at(-3_600_000), at(DAY)],
  );
  return id;
}

const sought = ({ account }: Signed) => ({ fiscalCode: account.fiscalCode, reason: 'step', present: 'true' });

async function open(clerk: Signed, person: Signed): Promise<string> {
  await clerk.browser.get('/sportello/stato');
  const found = await clerk.browser.post('/sportello/stato', sought(person));
  assert.equal(found.status, 303, found.html);
  await clerk.browser.get(found.location ?? '');
  return found.location ?? '';
}

for (const [story, from] of [
  ['who acts for the clerk', (clerk: Signed, person: Signed) => [clerk, person] as const],
  ['for whom the clerk acts', (clerk: Signed, person: Signed) => [person, clerk] as const],
] as const) {
  test(`a clerk neither finds nor looks up somebody ${story}`, async () => {
    const person = await portal.person(story.startsWith('who') ? 'Anna' : 'Bruna');
    await untilWaiting(portal, person);
    await delegate(...from(carla, person));
    await carla.browser.get('/sportello');
    const identify = await carla.browser.post('/sportello', { fiscalCode: person.account.fiscalCode });
    assert.equal(identify.status, 422);
    assert.match(identify.html, WORDS);
    await carla.browser.get('/sportello/stato');
    const look = await carla.browser.post('/sportello/stato', sought(person));
    assert.equal(look.status, 422);
    assert.match(look.html, WORDS);
  });
}

test('a delegation accepted while the case is open stops the identification', async () => {
  const cloe = await portal.person('Cloe');
  await untilWaiting(portal, cloe);
  const path = await lookUp(carla, cloe.account.fiscalCode);
  await delegate(carla, cloe);
  const refused = await carla.browser.post(path, CONFIRM);
  assert.equal(refused.status, 422);
  assert.match(refused.html, WORDS);
  const checks = await portal.fresh.database.query('select from identity_checks where account_id = $1', [
    cloe.account.id,
  ]);
  assert.equal(checks.length, 0);
});

test('and the revocation, the new address, the freeing of the code', async () => {
  const dora = await portal.person('Dora');
  await enabled(portal, dora, carla);
  const elda = await portal.person('Elda');
  const paths = [await open(carla, dora), await open(carla, elda)] as const;
  await delegate(dora, carla);
  await delegate(carla, elda);
  const address = { email: 'x@example.it', emailAgain: 'x@example.it' };
  for (const reply of [
    await carla.browser.post(`${paths[0]}/revoca`, REVOKE),
    await carla.browser.post(`${paths[0]}/indirizzo`, address),
    await carla.browser.post(`${paths[1]}/liberazione`, FREE),
  ]) {
    assert.equal(reply.status, 422);
    assert.match(reply.html, WORDS);
  }
  const [row] = await portal.fresh.database.query<{ state: string }>(
    'select state from enablements where account_id = $1',
    [dora.account.id],
  );
  assert.equal(row?.state, 'active');
});

test('one that is over, or was revoked, binds nobody any more', async () => {
  const gaia = await portal.person('Gaia');
  const id = await delegate(carla, gaia);
  await portal.fresh.owner.query('update delegations set revoked_at = $2, revoked_by = delegator_id where id = $1', [
    id,
    portal.now,
  ]);
  await open(carla, gaia);
});
