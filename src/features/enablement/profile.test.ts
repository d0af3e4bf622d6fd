import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type EnablementPortal,
  enabled,
  GOOD_DATA,
  OWN_CODE,
  openEnablementPortal,
  type Signed,
} from '../../../test/enablement-portal.ts';
import { profileFor, verifyPersonalCode } from './index.ts';

let portal: EnablementPortal;
let clerk: Signed;
before(async () => {
  portal = await openEnablementPortal();
  clerk = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

async function somebody(name: string): Promise<Signed> {
  const signed = await portal.person(name);
  await enabled(portal, signed, clerk);
  return signed;
}

const verify = ({ account }: Signed, code: string) =>
  verifyPersonalCode({ database: portal.fresh.database, hasher: portal.hasher }, account.id, code, portal.now);

test('who was seeded stands exactly where the whole path leads', async () => {
  const anna = await somebody('Anna');
  assert.equal((await anna.browser.get('/abilitazione')).location, '/area');
  const profile = await anna.browser.get('/profilo');
  assert.match(profile.html, /Carla Prova – IC Volta/);
  const kinds = await portal.fresh.database.query<{ kind: string }>(
    "select kind from events where subject_id = $1 and kind like 'enablement.%' order by id",
    [anna.account.id],
  );
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['enablement.requested', 'enablement.code_confirmed', 'enablement.identified', 'enablement.activated'],
  );
  assert.equal((await profileFor(portal.fresh.database, anna.account.id))?.document.number, 'CA70413KX');
  assert.equal((await anna.browser.get('/abilitazione/modulo')).status, 200);
  await enabled(portal, anna, clerk);
  await assert.rejects(enabled(portal, clerk, clerk), /self/);
});

test('the personal code is changed with the old one, and only the new one is good', async () => {
  const bruna = await somebody('Bruna');
  const { browser } = bruna;
  await browser.get('/profilo/codice-personale');
  const next = { newCode: 'gatto7tetto', newCodeAgain: 'GATTO7TETTO' };
  const wrong = await browser.post('/profilo/codice-personale', { ...next, oldCode: 'sbagliato1' });
  assert.match(wrong.html, /Hai ancora 4 tentativi/);
  const same = await browser.post('/profilo/codice-personale', {
    oldCode: OWN_CODE,
    newCode: OWN_CODE,
    newCodeAgain: OWN_CODE,
  });
  assert.match(same.html, /diverso da quello di prima/);
  const changed = await browser.post('/profilo/codice-personale', { ...next, oldCode: OWN_CODE });
  assert.match((await browser.follow(changed)).html, /Il codice personale è cambiato/);
  assert.deepEqual(await verify(bruna, 'gatto7tetto'), { outcome: 'right' });
  assert.equal((await verify(bruna, OWN_CODE)).outcome, 'wrong');
  assert.ok((await portal.mails()).some(({ subject }) => subject === 'Il tuo codice personale è cambiato'));
});

test('domicile and telephone change in the profile; what was signed stays as it was', async () => {
  const cora = await somebody('Cora');
  const { browser } = cora;
  await browser.get('/profilo/recapiti');
  const bad = await browser.post('/profilo/recapiti', { ...GOOD_DATA, mobile: '', postalCode: 'x' });
  assert.equal(bad.status, 422);
  const saved = await browser.post('/profilo/recapiti', { ...GOOD_DATA, street: 'Via Nuova 1', municipality: 'A757' });
  assert.match((await browser.follow(saved)).html, /Via Nuova 1, 20121 Bellano \(LC\)/);
  const [row] = await portal.fresh.database.query<{ street: string }>(
    "select declaration -> 'contact' ->> 'street' street from enablement_requests where account_id = $1",
    [cora.account.id],
  );
  assert.equal(row?.street, 'Via Garibaldi 12/B');
});

test('reloading the page that says a code is wrong costs no second try', async () => {
  const { browser } = await somebody('Diana');
  const page = await browser.get('/profilo/revoca');
  const attempt = /name="attempt" value="([0-9a-f-]{36})"/.exec(page.html)?.[1] ?? '';
  const wrong = await browser.post('/profilo/revoca', { code: 'sbagliato1', attempt });
  assert.match(wrong.html, /Hai ancora 4 tentativi/);
  assert.match((await browser.post('/profilo/revoca', { code: 'sbagliato1', attempt })).html, /Hai ancora 4 tentativi/);
  const next = /name="attempt" value="([0-9a-f-]{36})"/.exec(wrong.html)?.[1] ?? '';
  assert.notEqual(next, attempt);
  const again = await browser.post('/profilo/revoca', { code: 'sbagliato1', attempt: next });
  assert.match(again.html, /Hai ancora 3 tentativi/);
});

test('a revoked enablement signs nothing more', async () => {
  const elsa = await somebody('Elsa');
  const { browser } = elsa;
  await browser.get('/profilo/revoca');
  assert.equal((await browser.post('/profilo/revoca', { code: '' })).status, 422);
  assert.equal((await browser.post('/profilo/revoca', { code: 'sbagliato1' })).status, 422);
  const revoked = await browser.post('/profilo/revoca', { code: OWN_CODE });
  assert.match((await browser.follow(revoked)).html, /Revocata/);
  assert.equal((await browser.get('/abilitazione')).location, '/abilitazione/dati');
  assert.equal((await verify(elsa, OWN_CODE)).outcome, 'wrong');
});
