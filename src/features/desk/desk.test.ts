import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ALL_CHECKS,
  type EnablementPortal,
  enabled,
  GOOD_DATA,
  lookUp,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';

const CONFIRM = { decision: 'confirm', checks: ALL_CHECKS };
let portal: EnablementPortal;
let carla: Signed;
let clara: Signed;
before(async () => {
  portal = await openEnablementPortal();
  carla = await portal.person('Carla', 'MIIC800001');
  clara = await portal.person('Clara', 'MIIC800002');
});
after(() => portal.close());

async function waiting(name: string, change: Record<string, string> = {}): Promise<Signed> {
  const signed = await portal.person(name);
  await untilWaiting(portal, signed, change);
  return signed;
}

async function checksOf(signed: Signed): Promise<{ outcome: string; clerk: string; office: string }[]> {
  return portal.fresh.database.query(
    'select outcome, clerk_account_id clerk, office_code office from identity_checks where account_id = $1',
    [signed.account.id],
  );
}

test('a clerk sees what was declared, and must tick every check', async () => {
  const anna = await waiting('Anna');
  const path = await lookUp(carla, anna.account.fiscalCode.toLowerCase());
  assert.equal(path.includes(anna.account.fiscalCode), false);
  const shown = await carla.browser.get(path);
  assert.match(shown.html, /CA70413KX/);
  for (const left of ALL_CHECKS) {
    const refused = await carla.browser.post(path, {
      ...CONFIRM,
      checks: ALL_CHECKS.filter((check) => check !== left),
    });
    assert.equal(refused.status, 422, left);
    assert.match(refused.html, /servono tutti i controlli/);
    assert.equal(refused.html.match(/type="checkbox"[^>]* checked/g)?.length, 3, 'what was ticked stays ticked');
  }
  assert.deepEqual(await checksOf(anna), []);
  assert.equal((await carla.browser.post(path, CONFIRM)).location, '/sportello');
  assert.deepEqual(await checksOf(anna), [{ outcome: 'confirmed', clerk: carla.account.id, office: 'MIIC800001' }]);
});

test('a clerk opens only what they looked up, and only while it waits', async () => {
  const bruna = await waiting('Bruna');
  const path = await lookUp(carla, bruna.account.fiscalCode);
  const absent = '/sportello/richieste/019715a0-0000-7000-8000-000000000000';
  const nothing = (await clara.browser.get(absent)).html;
  assert.deepEqual([(await clara.browser.get(path)).status, (await clara.browser.get(path)).html], [404, nothing]);
  assert.equal((await clara.browser.post(path, CONFIRM)).status, 404);
  assert.equal((await bruna.browser.get(path)).status, 404);
  assert.equal((await bruna.browser.post(path, CONFIRM)).status, 404);
  assert.equal((await bruna.browser.get('/sportello')).status, 404);
  await carla.browser.post(path, CONFIRM);
  assert.deepEqual([(await carla.browser.get(path)).status, (await carla.browser.get(path)).html], [404, nothing]);
  for (const id of ['x', "'", '../..', '%00', 'null']) {
    assert.equal((await carla.browser.get(`/sportello/richieste/${encodeURIComponent(id)}`)).status, 404, id);
  }
});

test('what was looked up in the morning is closed the day after', async () => {
  const bice = await waiting('Bice');
  const path = await lookUp(carla, bice.account.fiscalCode);
  portal.wait(13 * 60);
  carla = { ...carla, browser: await portal.signIn(carla.account) };
  assert.equal((await carla.browser.get(path)).status, 404);
  assert.equal((await carla.browser.post(path, CONFIRM)).status, 404);
  clara = { ...clara, browser: await portal.signIn(clara.account) };
});

test('the search says the same of who has no request, is not yet waiting, or is done', async () => {
  const none = await portal.person('Cinzia');
  const halfway = await portal.person('Cloe');
  await halfway.browser.get('/abilitazione/dati');
  await halfway.browser.follow(await halfway.browser.post('/abilitazione/dati', GOOD_DATA));
  await halfway.browser.post('/abilitazione/riepilogo');
  const done = await portal.person('Cora');
  await enabled(portal, done, carla);
  await carla.browser.get('/sportello');
  for (const { account } of [none, halfway, done]) {
    const reply = await carla.browser.post('/sportello', { fiscalCode: account.fiscalCode });
    assert.equal(reply.status, 422);
    assert.match(reply.html, /nessuna richiesta in attesa/);
  }
  const wrong = await carla.browser.post('/sportello', { fiscalCode: 'RSSMRA85T10A562T' });
  assert.match(wrong.html, /ultima lettera/);
});

test('nobody identifies themselves', async () => {
  await untilWaiting(portal, carla);
  await carla.browser.get('/sportello');
  const reply = await carla.browser.post('/sportello', { fiscalCode: carla.account.fiscalCode });
  assert.equal(reply.status, 422);
  assert.match(reply.html, /nessuno può identificare sé stesso/);
  const [own] = await portal.fresh.database.query<{ id: string }>(
    'select request_id id from enablements where account_id = $1',
    [carla.account.id],
  );
  assert.equal((await carla.browser.post(`/sportello/richieste/${own?.id}`, CONFIRM)).status, 404);
  await portal.fresh.database.query(
    "insert into desk_lookups (clerk_account_id, request_id, office_code, looked_up_at) values ($1, $2, 'MIIC800001', $3)",
    [carla.account.id, own?.id, portal.now],
  );
  const forced = await carla.browser.post(`/sportello/richieste/${own?.id}`, CONFIRM);
  assert.equal(forced.status, 422);
  assert.deepEqual(await checksOf(carla), []);
  await carla.browser.get('/sportello');
});

test('a document that expired meanwhile cannot be confirmed, only refused', async () => {
  const soon = { 'documentExpires.day': '4', 'documentExpires.month': '3', 'documentExpires.year': '2026' };
  const dora = await waiting('Dora', soon);
  portal.wait(3 * 24 * 60);
  const clerk = { ...carla, browser: await portal.signIn(carla.account) };
  const path = await lookUp(clerk, dora.account.fiscalCode);
  const shown = await clerk.browser.get(path);
  assert.match(shown.html, /È scaduto il 4 marzo 2026/);
  assert.equal((await clerk.browser.post(path, CONFIRM)).status, 422);
  assert.deepEqual(await checksOf(dora), []);
  assert.equal((await clerk.browser.post(path, { decision: 'refuse', reason: 'document' })).location, '/sportello');
  carla = clerk;
  clara = { ...clara, browser: await portal.signIn(clara.account) };
});

test('a refusal reaches the person with its reason; they correct the data and come back', async () => {
  const emma = await waiting('Emma');
  const path = await lookUp(carla, emma.account.fiscalCode);
  const missing = await carla.browser.post(path, { decision: 'refuse', reason: 'other', note: '' });
  assert.equal(missing.status, 422);
  await portal.mails();
  const note = 'Il numero è <b>CA70413XK</b>';
  assert.equal((await carla.browser.post(path, { decision: 'refuse', reason: 'data', note })).location, '/sportello');
  const [mail] = await portal.mails();
  assert.equal(mail?.to, emma.account.email);
  assert.match(mail?.text ?? '', /I dati della richiesta non corrispondono al documento/);
  assert.match(mail?.text ?? '', /<b>CA70413XK<\/b>/);
  assert.equal(mail?.html.includes('<b>'), false);
  assert.equal((await emma.browser.get('/abilitazione')).location, '/abilitazione/dati');
  const form = await emma.browser.get('/abilitazione/dati');
  assert.match(form.html, /L’identificazione non è riuscita/);
  assert.equal(form.html.includes('<b>CA'), false);
  assert.match(form.html, /value="Via Garibaldi 12\/B"/);
  await untilWaiting(portal, emma, { documentNumber: 'CA70413XK' });
  const again = await lookUp(carla, emma.account.fiscalCode);
  assert.notEqual(again, path);
  assert.equal((await carla.browser.post(again, CONFIRM)).location, '/sportello');
  assert.match((await emma.browser.get('/profilo')).html, /Non confermata/);
});

test('of two clerks at the same moment one decides and the other is told', async () => {
  const fulvia = await waiting('Fulvia');
  const path = await lookUp(carla, fulvia.account.fiscalCode);
  assert.equal(await lookUp(clara, fulvia.account.fiscalCode), path);
  const replies = await Promise.all(
    [carla, clara].flatMap(({ browser }) => [
      browser.post(path, CONFIRM),
      browser.post(path, { decision: 'refuse', reason: 'data' }),
    ]),
  );
  const [winner, ...others] = await checksOf(fulvia);
  assert.equal(others.length, 0);
  const mine = winner?.clerk === carla.account.id ? [0, 1] : [2, 3];
  for (const [index, reply] of replies.entries()) {
    assert.equal(reply.status, mine.includes(index) ? 303 : 409);
    if (!mine.includes(index)) assert.match(reply.html, /ha già deciso/);
  }
});

test('the programs cannot change or remove what a desk has recorded', async () => {
  const { database } = portal.fresh;
  for (const table of ['identity_checks', 'enablement_requests', 'adhesion_forms', 'desk_lookups']) {
    await assert.rejects(database.query(`delete from ${table}`), /permission denied/);
    await assert.rejects(portal.fresh.owner.query(`delete from ${table}`), /append-only/);
  }
});
