import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type EnablementPortal,
  GOOD_DATA,
  mailedCode,
  OWN_CODE,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';
import { filingFacts } from '../filings/facts-store.ts';
import { type DigitalEntry, enableByDigitalIdentity, enablementOf } from './index.ts';

const SPID: DigitalEntry = { method: 'spid', level: 2, provider: 'https://idp.example', assertionId: '_a1' };
const NOBODY = '00000000-0000-4000-8000-000000000000';
let portal: EnablementPortal;
before(async () => {
  portal = await openEnablementPortal();
});
after(() => portal.close());

function accept({ account }: Signed, entry: DigitalEntry) {
  return portal.fresh.database.transaction((tx) => enableByDigitalIdentity(tx, account.id, entry, portal.now));
}

async function requested(name: string): Promise<Signed> {
  const person = await portal.person(name);
  await person.browser.get('/abilitazione/dati');
  await person.browser.follow(await person.browser.post('/abilitazione/dati', GOOD_DATA));
  await person.browser.follow(await person.browser.post('/abilitazione/riepilogo'));
  return person;
}

test('who came in with SPID of level 2 needs no desk: only the own code is left to choose', async () => {
  const anna = await requested('Anna');
  assert.equal((await accept(anna, SPID)).kind, 'identified');
  assert.equal((await enablementOf(portal.fresh.database, anna.account.id))?.state, 'identified');
  const temporaryCode = await mailedCode(portal, anna.account);
  await anna.browser.get('/abilitazione/codice-personale');
  const chosen = await anna.browser.post('/abilitazione/codice-personale', {
    temporaryCode,
    newCode: OWN_CODE,
    newCodeAgain: OWN_CODE,
  });
  assert.equal(chosen.location, '/area');
  const ids = { accountId: anna.account.id, applicationId: NOBODY, filingId: NOBODY };
  const facts = await filingFacts(portal.fresh.database, ids, { delegation: null });
  assert.equal(facts?.identification?.ground, 'digital-identity-and-personal-code');
});

test('it identifies who was waiting for the desk as well', async () => {
  const bruna = await portal.person('Bruna');
  await untilWaiting(portal, bruna);
  assert.equal((await accept(bruna, { ...SPID, method: 'cie', level: 3 })).kind, 'identified');
});

test('a password, a passkey or SPID of level 1 does not identify', async () => {
  const cora = await requested('Cora');
  for (const entry of [
    { ...SPID, level: 1 },
    { ...SPID, method: 'password' },
    { method: 'passkey', level: 2 },
  ]) {
    assert.equal((await accept(cora, entry)).kind, 'weak');
  }
  assert.equal((await enablementOf(portal.fresh.database, cora.account.id))?.state, 'requested');
});

test('without a request, or after it was settled, nothing is accepted', async () => {
  const dora = await portal.person('Dora');
  assert.deepEqual(await accept(dora, SPID), { kind: 'wrong-step', resume: '/abilitazione/dati' });
  const emma = await requested('Emma');
  await accept(emma, SPID);
  assert.equal((await accept(emma, SPID)).kind, 'wrong-step');
  const { database } = portal.fresh;
  await assert.rejects(database.query('delete from digital_adhesions'), /permission denied/);
  await assert.rejects(portal.fresh.owner.query('update digital_adhesions set level = 3'), /append-only/);
});
