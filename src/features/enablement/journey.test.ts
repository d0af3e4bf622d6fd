import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ALL_CHECKS,
  codeIn,
  type EnablementPortal,
  GOOD_DATA,
  lookUp,
  mailedCode,
  OWN_CODE,
  openEnablementPortal,
  untilWaiting,
} from '../../../test/enablement-portal.ts';

let portal: EnablementPortal;
before(async () => {
  portal = await openEnablementPortal();
});
after(() => portal.close());

async function stateOf(accountId: string): Promise<string | undefined> {
  const [row] = await portal.fresh.database.query<{ state: string }>(
    'select state from enablements where account_id = $1',
    [accountId],
  );
  return row?.state;
}

async function eventsOf(accountId: string): Promise<string[]> {
  const rows = await portal.fresh.database.query<{ kind: string }>(
    `select kind from events where subject_type = 'account' and subject_id = $1 and (kind like 'enablement.%' or kind like 'identity_check.%' or kind like 'personal_code.%') order by id`,
    [accountId],
  );
  return rows.map(({ kind }) => kind);
}

test('from a new account to a personal code, by way of the desk', async () => {
  const anna = await portal.person('Anna');
  const carla = await portal.person('Carla', 'MIIC800001');
  const { browser } = anna;
  assert.equal((await browser.get('/abilitazione')).location, '/abilitazione/dati');
  const form = await browser.get('/abilitazione/dati');
  assert.match(form.html, new RegExp(anna.account.fiscalCode));
  const summary = await browser.follow(await browser.post('/abilitazione/dati', GOOD_DATA));
  assert.match(summary.html, /Via Garibaldi 12\/B, 20121 Milano \(MI\)/);
  assert.match(summary.html, /CA70413KX/);
  assert.equal(await stateOf(anna.account.id), undefined);
  assert.equal((await browser.get('/abilitazione')).location, '/abilitazione/riepilogo');

  const code = await browser.post('/abilitazione/riepilogo');
  assert.equal(code.location, '/abilitazione/codice-temporaneo');
  const [mail, ...others] = await portal.mails();
  assert.equal(others.length, 0);
  assert.equal(mail?.to, anna.account.email);
  assert.equal(mail?.attachments?.[0]?.contentType, 'application/pdf');
  const attached = Buffer.from(mail?.attachments?.[0]?.content ?? '', 'base64');
  assert.equal(attached.subarray(0, 5).toString(), '%PDF-');
  const download = await portal.server.inject({
    method: 'GET',
    url: '/abilitazione/modulo',
    cookies: Object.fromEntries(browser.cookies),
  });
  assert.deepEqual(download.rawPayload, attached);

  await browser.get('/abilitazione/codice-temporaneo');
  const wrong = await browser.post('/abilitazione/codice-temporaneo', { temporaryCode: 'AAAA-BBBB-CCCC' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /Hai ancora 4 tentativi/);
  const typed = codeIn(mail).toLowerCase().replaceAll('-', ' ');
  const waiting = await browser.follow(await browser.post('/abilitazione/codice-temporaneo', { temporaryCode: typed }));
  assert.match(waiting.html, /In attesa di identificazione/);
  assert.match(waiting.html, /IC Volta/);
  assert.match(waiting.html, /miic800001@pec\.istruzione\.example/);
  assert.equal((await browser.get('/abilitazione')).location, '/abilitazione/attesa');

  const path = await lookUp(carla, anna.account.fiscalCode);
  const decided = await carla.browser.post(path, { decision: 'confirm', checks: ALL_CHECKS });
  assert.equal(decided.location, '/sportello');
  const desk = await carla.browser.follow(decided);
  assert.match(desk.html, /Identificazione confermata/);
  assert.match(desk.html, /1 confermata/);
  const [activation] = await portal.mails();
  assert.equal(activation?.subject, 'La tua utenza è attivata: scegli il codice personale');

  assert.equal((await browser.get('/abilitazione')).location, '/abilitazione/codice-personale');
  const choice = await browser.get('/abilitazione/codice-personale');
  assert.match(choice.html, /Maiuscole e minuscole sono la stessa cosa/);
  const code2 = { newCode: OWN_CODE, newCodeAgain: OWN_CODE.toUpperCase() };
  const active = await browser.post('/abilitazione/codice-personale', { temporaryCode: codeIn(mail), ...code2 });
  assert.equal(active.location, '/area');
  assert.equal(await stateOf(anna.account.id), 'active');
  const profile = await browser.get('/profilo');
  assert.match(profile.html, /Carla Prova – IC MIIC800001/);
  assert.deepEqual(await eventsOf(anna.account.id), [
    'enablement.requested',
    'enablement.code_confirmed',
    'identity_check.looked_up',
    'enablement.identified',
    'enablement.activated',
  ]);
});

test('an expired document is refused at the form, with everything typed kept', async () => {
  const { browser } = await portal.person('Bianca');
  await browser.get('/abilitazione/dati');
  const today = { 'documentExpires.day': '2', 'documentExpires.month': '3', 'documentExpires.year': '2026' };
  const refused = await browser.post('/abilitazione/dati', { ...GOOD_DATA, ...today });
  assert.equal(refused.status, 422);
  assert.match(refused.html, /scade oggi/);
  assert.match(refused.html, /value="Via Garibaldi 12\/B"/);
  assert.equal((await browser.get('/abilitazione')).location, '/abilitazione/dati');
});

test('a document that expires between the data and the confirmation is refused there, and the page says why', async () => {
  const { account, browser } = await portal.person('Bona');
  await browser.get('/abilitazione/dati');
  const tomorrow = { 'documentExpires.day': '3', 'documentExpires.month': '3', 'documentExpires.year': '2026' };
  const summary = await browser.post('/abilitazione/dati', { ...GOOD_DATA, ...tomorrow });
  assert.equal(summary.location, '/abilitazione/riepilogo');
  const before = portal.now;
  portal.now = new Date('2026-03-02T23:00:00Z');
  const later = await portal.signIn(account);
  const refused = await later.follow(await later.post('/abilitazione/riepilogo'));
  assert.match(refused.html, /Il documento scade oggi/);
  assert.match(refused.html, /value="Via Garibaldi 12\/B"/);
  assert.equal(await stateOf(account.id), undefined);
  portal.now = before;
});

test('without JavaScript the municipality is searched by a button and chosen from a list', async () => {
  const { browser } = await portal.person('Berta');
  await browser.get('/abilitazione/dati');
  const query = { ...GOOD_DATA, municipality: '', 'municipality.query': 'bella' };
  const found = await browser.post('/abilitazione/dati', { ...query, search: 'municipality' });
  assert.equal(found.status, 200);
  assert.match(found.html, /value="A757"/);
  assert.equal((await browser.post('/abilitazione/dati', query)).status, 422);
  const exact = await browser.post('/abilitazione/dati', { ...query, 'municipality.query': 'bellano' });
  assert.equal(exact.location, '/abilitazione/riepilogo');
  const closed = await browser.post('/abilitazione/dati', { ...GOOD_DATA, municipality: 'F206' });
  assert.equal(closed.status, 422);
  const json = await browser.get('/abilitazione/comuni?q=milano', { accept: 'application/json' });
  assert.deepEqual(JSON.parse(json.html), { results: [{ value: 'F205', label: 'Milano (MI)' }], total: 1 });
});

test('five wrong temporary codes make a pause, ten need a new code, and the new code works', async () => {
  const { account, browser } = await portal.person('Bruna');
  await browser.get('/abilitazione/dati');
  await browser.follow(await browser.post('/abilitazione/dati', GOOD_DATA));
  await browser.follow(await browser.post('/abilitazione/riepilogo'));
  const first = await mailedCode(portal, account);
  const attempt = (temporaryCode: string) => browser.post('/abilitazione/codice-temporaneo', { temporaryCode });
  for (let count = 0; count < 5; count += 1) await attempt('XXXX-XXXX-XXXX');
  const paused = await attempt(first);
  assert.match(paused.html, /Riprova dopo le 10:15/);
  portal.wait(15);
  for (let count = 0; count < 5; count += 1) await attempt('XXXX-XXXX-XXXX');
  assert.match((await attempt(first)).html, /sospeso/);
  const again = await browser.post('/abilitazione/codice-temporaneo/invio');
  assert.equal(again.location, '/abilitazione/codice-temporaneo');
  const second = await mailedCode(portal, account);
  assert.notEqual(second, first);
  const tooSoon = await browser.follow(await browser.post('/abilitazione/codice-temporaneo/invio'));
  assert.match(tooSoon.html, /già mandato/);
  assert.equal((await portal.mails()).length, 0);
  assert.match((await attempt(first)).html, /non è giusto/);
  assert.equal((await attempt(second)).location, '/abilitazione/attesa');
  assert.deepEqual((await eventsOf(account.id)).slice(0, 3), [
    'enablement.requested',
    'personal_code.paused',
    'personal_code.suspended',
  ]);
});

test('a temporary code is worth nothing after thirty days, and another one is', async () => {
  const signed = await portal.person('Cinzia');
  const code = await untilWaiting(portal, signed);
  const carla = await portal.person('Clara', 'MIIC800001');
  await carla.browser.post(await lookUp(carla, signed.account.fiscalCode), { decision: 'confirm', checks: ALL_CHECKS });
  await portal.mails();
  portal.wait(30 * 24 * 60);
  const browser = await portal.signIn(signed.account);
  await browser.get('/abilitazione/codice-personale');
  const fields = { newCode: OWN_CODE, newCodeAgain: OWN_CODE };
  const expired = await browser.post('/abilitazione/codice-personale', { ...fields, temporaryCode: code });
  assert.match(expired.html, /è scaduto/);
  await browser.post('/abilitazione/codice-temporaneo/invio');
  const [mail] = await portal.mails();
  const right = await browser.post('/abilitazione/codice-personale', { ...fields, temporaryCode: codeIn(mail) });
  assert.equal(right.location, '/area');
});

test('a new personal code is judged before a try is spent: rule, repetition, password', async () => {
  const signed = await portal.person('Dora');
  const code = await untilWaiting(portal, signed);
  const clerk = await portal.person('Delia', 'MIIC800001');
  await clerk.browser.post(await lookUp(clerk, signed.account.fiscalCode), { decision: 'confirm', checks: ALL_CHECKS });
  const { browser } = signed;
  await browser.get('/abilitazione/codice-personale');
  const choose = async (newCode: string, newCodeAgain = newCode, temporaryCode = code) =>
    (await browser.post('/abilitazione/codice-personale', { temporaryCode, newCode, newCodeAgain })).html;
  assert.match(await choose('dora7913'), /nome o cognome/);
  assert.match(await choose('x07031985'), /data di nascita/);
  assert.match(await choose('ca70413x'), /numero del tuo documento/);
  assert.match(await choose(OWN_CODE, 'volpe7bosco3'), /non sono uguali/);
  assert.match(await choose(code.replaceAll('-', '')), /diverso da quello di prima/);
  assert.match(await choose('', '', ''), /Scrivi il codice temporaneo/);
  assert.match(await choose(OWN_CODE, OWN_CODE, 'XXXX-XXXX-XXXX'), /Hai ancora 4 tentativi/);
  const hash = await portal.hasher.hashSecret('volpe7bosco2');
  await portal.fresh.database.query('update credentials set password_hash = $2 where account_id = $1', [
    signed.account.id,
    hash,
  ]);
  assert.match(await choose(OWN_CODE), /diverso dalla password/);
  assert.equal(await stateOf(signed.account.id), 'identified');
});

test('wrong data are corrected with a new request; the old code and the old case are worth nothing', async () => {
  const signed = await portal.person('Emma');
  const first = await untilWaiting(portal, signed);
  const clerk = await portal.person('Elena', 'MIIC800001');
  const path = await lookUp(clerk, signed.account.fiscalCode);
  const { browser } = signed;
  const form = await browser.get('/abilitazione/dati');
  assert.match(form.html, /Hai già una richiesta/);
  assert.match(form.html, /value="CA70413KX"/);
  await browser.follow(await browser.post('/abilitazione/dati', { ...GOOD_DATA, documentNumber: 'AX99999' }));
  await browser.post('/abilitazione/riepilogo');
  assert.equal(await stateOf(signed.account.id), 'requested');
  const late = await clerk.browser.post(path, { decision: 'confirm', checks: ALL_CHECKS });
  assert.equal(late.status, 409);
  assert.match(late.html, /dati nuovi/);
  assert.equal((await clerk.browser.get(path)).status, 404);
  await browser.get('/abilitazione/codice-temporaneo');
  assert.match((await browser.post('/abilitazione/codice-temporaneo', { temporaryCode: first })).html, /non è giusto/);
});

test('the mail leaves without the form when the press fails, says so, and the form is made when asked for', async () => {
  const { account, browser } = await portal.person('Fulvia');
  const { pressPdf } = portal.press;
  portal.press.pressPdf = () => Promise.reject(new Error('the press is broken'));
  await browser.get('/abilitazione/dati');
  await browser.follow(await browser.post('/abilitazione/dati', GOOD_DATA));
  await browser.follow(await browser.post('/abilitazione/riepilogo'));
  const mail = (await portal.mails()).find(({ to }) => to === account.email);
  assert.equal(mail?.attachments, undefined);
  assert.match(mail?.text ?? '', /si scarica dal portale/);
  const notYet = await browser.get('/abilitazione/modulo');
  assert.equal(notYet.location, '/abilitazione/codice-temporaneo');
  assert.match((await browser.follow(notYet)).html, /non è ancora pronto/);
  portal.press.pressPdf = pressPdf;
  assert.equal((await browser.get('/abilitazione/modulo')).status, 200);
});

test('the code is nowhere in clear: not in the tables, not in the queue', async () => {
  const signed = await portal.person('Gaia');
  const { browser } = signed;
  await browser.get('/abilitazione/dati');
  await browser.follow(await browser.post('/abilitazione/dati', GOOD_DATA));
  await browser.post('/abilitazione/riepilogo');
  const queue = await portal.fresh.database.query('select payload::text from outbox');
  const code = await mailedCode(portal, signed.account);
  const messages = await portal.fresh.database.query('select paragraphs::text from messages');
  const codes = await portal.fresh.database.query('select hash from personal_codes');
  const everything = JSON.stringify([queue, messages, codes]);
  assert.equal(everything.includes(code) || everything.includes(code.replaceAll('-', '')), false);
});

test('pages visited out of turn lead to the step that is pending', async () => {
  const { browser } = await portal.person('Ilaria');
  for (const path of ['riepilogo', 'codice-temporaneo', 'attesa', 'codice-personale', 'modulo']) {
    assert.equal((await browser.get(`/abilitazione/${path}`)).location, '/abilitazione/dati', path);
  }
  for (const path of ['recapiti', 'codice-personale', 'revoca']) {
    assert.equal((await browser.get(`/profilo/${path}`)).location, '/abilitazione/dati', path);
  }
  for (const path of ['riepilogo', 'codice-temporaneo', 'codice-temporaneo/invio', 'codice-personale']) {
    assert.equal((await browser.post(`/abilitazione/${path}`)).location, '/abilitazione/dati', path);
  }
});
