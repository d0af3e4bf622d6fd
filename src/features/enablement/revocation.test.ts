import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ALL_CHECKS,
  type EnablementPortal,
  enabled,
  lookUp,
  OWN_CODE,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';
import { enablementOf, revokeEnablement, verifyPersonalCode } from './index.ts';
import { reasonsFor } from './revocation.ts';

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

const stateOf = async ({ account }: Signed) => (await enablementOf(portal.fresh.database, account.id))?.state;
const signs = async ({ account }: Signed, code: string) =>
  (await verifyPersonalCode({ database: portal.fresh.database, hasher: portal.hasher }, account.id, code, portal.now))
    .outcome === 'right';

const OFFICE = {
  by: 'office',
  role: 'officer',
  office: { code: 'USP-MI', name: 'Ufficio scolastico di Milano' },
  reason: 'misuse',
  act: 'prot. 123 del 2 marzo 2026',
  document: '',
  note: 'Segnalazione <b>della scuola</b>',
} as const;

const actorOf = ({ account }: Signed) => ({ accountId: account.id, name: `${account.name} ${account.surname}` });

test('an office revokes with its reason, and the person reads who, where, when and why', async () => {
  const anna = await somebody('Anna');
  const { database } = portal.fresh;
  const revoker = { ...OFFICE, actor: actorOf(clerk) };
  assert.equal(await database.transaction((tx) => revokeEnablement(tx, anna.account.id, revoker, portal.now)), true);
  assert.equal(await stateOf(anna), 'revoked');
  assert.equal(await signs(anna, OWN_CODE), false);
  const profile = await anna.browser.get('/profilo');
  assert.match(profile.html, /Carla Prova – Ufficio scolastico di Milano/);
  assert.match(profile.html, /Il codice personale è stato usato da altri/);
  assert.match(profile.html, /prot\. 123 del 2 marzo 2026/);
  assert.equal(profile.html.includes('<b>della'), false);
  const mail = (await portal.mails()).find(({ subject }) => subject === 'La tua abilitazione è revocata');
  assert.equal(mail?.to, anna.account.email);
  assert.match(mail?.text ?? '', /Carla Prova \(Ufficio scolastico di Milano\)/);
  const again = await database.transaction((tx) => revokeEnablement(tx, anna.account.id, revoker, portal.now));
  assert.deepEqual(again, { kind: 'wrong-step', resume: '/abilitazione/dati' });
  const [event] = await database.query<{ actor: string; office: string; by: string }>(
    `select actor, actor_office as office, data ->> 'by' as by from events
     where kind = 'enablement.revoked' and subject_id = $1`,
    [anna.account.id],
  );
  assert.deepEqual(event, { actor: clerk.account.id, office: 'USP-MI', by: 'office' });
});

test('nobody is revoked twice at the same moment, or by themselves in the name of an office', async () => {
  const bruna = await somebody('Bruna');
  const { database } = portal.fresh;
  const revoke = (revoker: Parameters<typeof revokeEnablement>[2]) =>
    database.transaction((tx) => revokeEnablement(tx, bruna.account.id, revoker, portal.now));
  assert.deepEqual(await revoke({ ...OFFICE, actor: actorOf(bruna) }), { kind: 'self' });
  const results = await Promise.all([revoke({ by: 'self' }), revoke({ by: 'self' }), revoke({ by: 'inactivity' })]);
  assert.equal(results.filter((result) => result === true).length, 1);
});

test('a forgotten code does not keep anybody from revoking: they prove again who they are', async () => {
  const cora = await somebody('Cora');
  const page = await cora.browser.get('/profilo/revoca');
  assert.match(page.html, /Revoca senza il codice/);
  portal.wait(11);
  assert.match((await cora.browser.post('/profilo/revoca/senza-codice')).location ?? '', /^\/accesso\/conferma\?dopo=/);
  assert.equal(await stateOf(cora), 'active');
  const browser = await portal.signIn(cora.account);
  await browser.get('/profilo/revoca/senza-codice');
  assert.equal((await browser.post('/profilo/revoca/senza-codice')).location, '/profilo');
  assert.equal(await stateOf(cora), 'revoked');
});

test('a request on its way can be given up, and its temporary code is worth nothing after', async () => {
  const dora = await portal.person('Dora');
  await untilWaiting(portal, dora);
  assert.equal((await dora.browser.get('/profilo/revoca')).location, '/profilo/revoca/senza-codice');
  const browser = await portal.signIn(dora.account);
  await browser.get('/profilo/revoca/senza-codice');
  await browser.post('/profilo/revoca/senza-codice');
  assert.equal(await stateOf(dora), 'revoked');
  await clerk.browser.get('/sportello');
  assert.equal((await clerk.browser.post('/sportello', { fiscalCode: dora.account.fiscalCode })).status, 422);
});

test('who was revoked asks again with the same account, is identified anew, and signs with another code', async () => {
  const emma = await somebody('Emma');
  await emma.browser.get('/profilo/revoca');
  await emma.browser.post('/profilo/revoca', { code: OWN_CODE });
  const data = await emma.browser.get('/abilitazione/dati');
  assert.match(data.html, /La tua abilitazione è revocata/);
  const temporaryCode = await untilWaiting(portal, emma);
  assert.equal(await signs(emma, OWN_CODE), false);
  const path = await lookUp(clerk, emma.account.fiscalCode);
  assert.match((await clerk.browser.get(path)).html, /era stata revocata e la chiede di nuovo/);
  await clerk.browser.post(path, { decision: 'confirm', checks: ALL_CHECKS });
  await emma.browser.get('/abilitazione/codice-personale');
  const code = { newCode: 'gatto7tetto', newCodeAgain: 'gatto7tetto' };
  const chosen = await emma.browser.post('/abilitazione/codice-personale', { temporaryCode, ...code });
  assert.equal(chosen.location, '/area');
  assert.equal(await signs(emma, 'gatto7tetto'), true);
  const accounts = await portal.fresh.database.query('select id from accounts where fiscal_code = $1', [
    emma.account.fiscalCode,
  ]);
  assert.deepEqual(accounts, [{ id: emma.account.id }]);
});

test('the programs cannot change what was recorded of a revocation', async () => {
  const { database, owner } = portal.fresh;
  await assert.rejects(database.query("update revocations set note = ''"), /permission denied/);
  await assert.rejects(owner.query('delete from revocations'), /append-only/);
});

test('a clerk may revoke only before the person’s eyes, an officer only by an act', () => {
  assert.deepEqual(
    reasonsFor('clerk').map(({ value }) => value),
    ['asked', 'exposed'],
  );
  assert.equal(
    reasonsFor('officer').some(({ value }) => value === 'asked'),
    false,
  );
});
