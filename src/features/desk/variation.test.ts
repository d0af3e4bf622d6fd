import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ALL_CHECKS,
  type EnablementPortal,
  enabled,
  GOOD_DATA,
  lookUp,
  mailedCode,
  OWN_CODE,
  openEnablementPortal,
  type Signed,
  untilWaiting,
} from '../../../test/enablement-portal.ts';
import { deriveFiscalCode } from '../../kernel/fiscal-code-person.ts';
import { addVerifiedAddress } from '../addresses/index.ts';
import { verifyPersonalCode } from '../enablement/index.ts';

const PAGE = '/profilo/dati-anagrafici';
const CONFIRM = { decision: 'confirm', checks: [...ALL_CHECKS, 'variation'] };
let portal: EnablementPortal;
let clerk: Signed;
before(async () => {
  portal = await openEnablementPortal();
  clerk = await portal.person('Carla', 'MIIC800001');
});
after(() => portal.close());

async function identified(name: string): Promise<Signed> {
  const signed = await portal.person(name);
  await enabled(portal, signed, clerk);
  return { ...signed, browser: await portal.signIn(signed.account) };
}

const BORN = { birthDate: '1985-03-07', sex: 'F', placeCode: 'F205' } as const;
type Named = Parameters<typeof deriveFiscalCode>[0];

/** The form of somebody who from now on is called so. */
function called(surname: string, name: string): Record<string, string> {
  const fiscalCode = deriveFiscalCode({ surname, name, ...BORN } as Named);
  return {
    ...{ reason: 'changed', fiscalCode, surname, name, sex: 'F', birthPlace: 'F205', birthPlaceOther: '' },
    ...{ 'birthDate.day': '7', 'birthDate.month': '3', 'birthDate.year': '1985' },
  };
}

/** From the profile to the request that waits for the desk; answers the temporary code. */
async function ask(signed: Signed, form: Record<string, string>): Promise<void> {
  const { browser } = signed;
  await browser.get(PAGE);
  const written = await browser.post(PAGE, form);
  assert.equal(written.location, '/abilitazione/dati', written.html);
  await untilWaiting(portal, signed);
}

async function personOf({ account }: Signed) {
  const [row] = await portal.fresh.database.query(
    'select fiscal_code as "fiscalCode", surname, name, username from accounts where id = $1',
    [account.id],
  );
  return row;
}

test('a new name counts only after a desk has seen the person, and both names stay on record', async () => {
  const anna = await identified('Anna');
  const { database } = portal.fresh;
  await database.transaction((tx) =>
    addVerifiedAddress(tx, anna.account.id, 'private', 'anna.2@example.it', portal.now),
  );
  const { fiscalCode, surname, name, username } = anna.account;
  const before = { fiscalCode, surname, name, username };
  const form = called('Ferri', 'Anna');
  await ask(anna, form);
  assert.deepEqual(await personOf(anna), before, 'asking changes nothing');
  assert.match((await anna.browser.get('/profilo')).html, /Hai chiesto di cambiare questi dati/);

  const byNewCode = await lookUp(clerk, form['fiscalCode'] ?? '');
  assert.equal(await lookUp(clerk, fiscalCode), byNewCode, 'the code of before finds it as well');
  const { html } = await clerk.browser.get(byNewCode);
  assert.match(html, /I dati che cambiano/);
  for (const text of ['Prova', 'Ferri', fiscalCode, form['fiscalCode'] ?? '']) assert.ok(html.includes(text), text);
  const short = await clerk.browser.post(byNewCode, { ...CONFIRM, checks: ALL_CHECKS });
  assert.equal(short.status, 422, 'the title by which the data change is a check of its own');
  assert.deepEqual(await personOf(anna), before);

  await portal.mails();
  assert.equal((await clerk.browser.post(byNewCode, CONFIRM)).location, '/sportello');
  const after = { ...before, fiscalCode: form['fiscalCode'], surname: 'Ferri' };
  assert.deepEqual(await personOf(anna), after, 'the user name stays');
  const told = (await portal.mails()).filter(({ text }) => /dati anagrafici sono cambiati/.test(text));
  assert.deepEqual(told.map(({ to }) => to).sort(), ['anna.2@example.it', 'anna@example.it']);
  assert.match(told[0]?.text ?? '', /Cognome: da Prova a Ferri/);

  const [event] = await portal.fresh.owner.query<{ actor: string; data: Record<string, Record<string, string>> }>(
    "select actor, data from events where kind = 'account.person-changed' and subject_id = $1",
    [anna.account.id],
  );
  assert.equal(event?.actor, clerk.account.id);
  assert.deepEqual([event?.data['before']?.['surname'], event?.data['after']?.['surname']], ['Prova', 'Ferri']);
  assert.equal(event?.data['before']?.['fiscalCode'], fiscalCode);
});

test('the data must be those the fiscal code is made from, and must not be those of now', async () => {
  const bruna = await identified('Bruna');
  await bruna.browser.get(PAGE);
  const shown = await bruna.browser.get(PAGE);
  assert.ok(shown.html.includes(bruna.account.fiscalCode), 'begins with what is known');
  const post = (form: Record<string, string>) => bruna.browser.post(PAGE, form);
  const other = await post({ ...called('Ferri', 'Bruna'), surname: 'Prova' });
  assert.equal(other.status, 422);
  assert.match(other.html, /surname-error|href="#surname"/);
  assert.match((await post(called('Prova', 'Bruna'))).html, /stessi dati che abbiamo già/);
  assert.match((await post({ ...called('Ferri', 'Bruna'), reason: '' })).html, /Scegli perché i dati cambiano/);
  assert.match((await post({ ...called('Ferri', 'Bruna'), fiscalCode: 'X' })).html, /href="#fiscalCode"/);
  const { state } = await stateOf(bruna);
  assert.equal(state, 'active', 'nothing was asked');
});

async function stateOf({ account }: Signed) {
  const [row] = await portal.fresh.database.query<{ state: string; purpose: string }>(
    `select e.state, r.purpose from enablements e join enablement_requests r on r.id = e.request_id
     where e.account_id = $1`,
    [account.id],
  );
  return row ?? { state: '', purpose: '' };
}

test('what was asked can be given up before it is sent, and the code stays good', async () => {
  const cloe = await identified('Cloe');
  await cloe.browser.get(PAGE);
  await cloe.browser.post(PAGE, called('Ferri', 'Cloe'));
  assert.match((await cloe.browser.get(PAGE)).html, /la richiesta non è ancora partita/);
  assert.equal((await cloe.browser.post(`${PAGE}/rinuncia`)).location, '/profilo');
  assert.equal((await stateOf(cloe)).state, 'active');
  assert.doesNotMatch((await cloe.browser.get('/profilo')).html, /Hai chiesto di cambiare/);
});

test('withdrawn after it was sent everything is as before, the code of before too, and everybody is told', async () => {
  const dora = await identified('Dora');
  const { database } = portal.fresh;
  const { id } = dora.account;
  await database.transaction((tx) => addVerifiedAddress(tx, id, 'private', 'dora.2@example.it', portal.now));
  await ask(dora, called('Ferri', 'Dora'));
  assert.deepEqual(await stateOf(dora), { state: 'code-confirmed', purpose: 'variation' });
  const path = await lookUp(clerk, dora.account.fiscalCode);
  const signs = async () =>
    (await verifyPersonalCode({ database, hasher: portal.hasher }, id, OWN_CODE, portal.now)).outcome;
  assert.equal(await signs(), 'wrong', 'nothing is signed while it waits');

  await portal.mails();
  assert.match((await dora.browser.get(PAGE)).html, /Ritira la richiesta/);
  assert.equal((await dora.browser.post(`${PAGE}/rinuncia`)).location, '/profilo');
  assert.notEqual((await stateOf(dora)).purpose, 'variation');
  assert.equal((await stateOf(dora)).state, 'active');
  assert.equal(await signs(), 'right');
  assert.deepEqual((await personOf(dora))?.['surname' as never], 'Prova');
  const told = (await portal.mails()).filter(({ subject }) => /Hai ritirato la richiesta/.test(subject));
  assert.deepEqual(told.map(({ to }) => to).sort(), ['dora.2@example.it', 'dora@example.it']);
  const late = await clerk.browser.post(path, CONFIRM);
  assert.notEqual(late.location, '/sportello');
  assert.equal((await stateOf(dora)).state, 'active', 'a desk that was looking at it comes too late');
  assert.equal((await dora.browser.post(`${PAGE}/rinuncia`)).location, '/profilo', 'once more, nothing to withdraw');

  await ask(dora, called('Ferri', 'Dora'));
  assert.equal((await stateOf(dora)).state, 'code-confirmed', 'and it may be asked again');
});

test('after a refusal nothing leads back behind it: given up, the request is made again without the change', async () => {
  const dora = await identified('Delia');
  await ask(dora, called('Ferri', 'Delia'));
  await clerk.browser.post(await lookUp(clerk, dora.account.fiscalCode), { decision: 'refuse', reason: 'data' });
  await untilWaiting(portal, dora);
  await dora.browser.get(PAGE);
  assert.equal((await dora.browser.post(`${PAGE}/rinuncia`)).location, '/abilitazione/dati');
  await untilWaiting(portal, dora);
  const path = await lookUp(clerk, dora.account.fiscalCode);
  assert.doesNotMatch((await clerk.browser.get(path)).html, /I dati che cambiano/);
  await clerk.browser.post(path, { decision: 'confirm', checks: ALL_CHECKS });
  assert.deepEqual((await personOf(dora))?.['surname' as never], 'Prova');
});

test('a correction of the document keeps the change that was asked for', async () => {
  const elda = await identified('Elda');
  await ask(elda, called('Ferri', 'Elda'));
  await untilWaiting(portal, elda, { documentNumber: 'CA 11111 AA' });
  const path = await lookUp(clerk, elda.account.fiscalCode);
  const { html } = await clerk.browser.get(path);
  assert.match(html, /CA11111AA/);
  assert.match(html, /I dati che cambiano/);
});

test('refused at the desk nothing changes, and the person reads why', async () => {
  const emma = await identified('Emma');
  await ask(emma, called('Ferri', 'Emma'));
  const path = await lookUp(clerk, emma.account.fiscalCode);
  await portal.mails();
  await clerk.browser.post(path, { decision: 'refuse', reason: 'data', note: 'manca il decreto' });
  assert.equal((await personOf(emma))?.['surname' as never], 'Prova');
  const [told] = await portal.mails();
  assert.match(told?.text ?? '', /manca il decreto/);
  assert.match(told?.text ?? '', /dati anagrafici non sono cambiati/);
  const again = await emma.browser.get('/abilitazione/dati');
  assert.match(again.html, /I dati che cambiano/, 'what was written is kept');
});

test('a fiscal code that has an account is refused to who was identified, with the way out, and not for ever', async () => {
  const gaia = await identified('Gaia');
  await portal.person('Greta');
  await gaia.browser.get(PAGE);
  const refused = await gaia.browser.post(PAGE, called('Prova', 'Greta'));
  assert.equal(refused.status, 422);
  assert.match(refused.html, /ha già un’utenza/);
  assert.match(refused.html, /lo sportello può liberare il codice/);
  for (let tries = 0; tries < 2; tries++) await gaia.browser.post(PAGE, called('Prova', 'Greta'));
  assert.match((await gaia.browser.post(PAGE, called('Prova', 'Carla'))).html, /hai già scritto diversi codici/);
});

test('a fiscal code taken between asking and the desk changes nothing, and the request waits', async () => {
  const ida = await identified('Ida');
  await ask(ida, called('Prova', 'Ilda'));
  await portal.person('Ilda');
  const path = await lookUp(clerk, ida.account.fiscalCode);
  const refused = await clerk.browser.post(path, CONFIRM);
  assert.equal(refused.status, 422);
  assert.match(refused.html, /già di un’altra utenza/);
  assert.equal((await stateOf(ida)).state, 'code-confirmed');
  assert.equal((await personOf(ida))?.['name' as never], 'Ida');
});

test('two desks cannot give the same fiscal code to two people', async () => {
  const [lea, lia] = [await identified('Lea'), await identified('Lia')];
  await ask(lea, called('Prova', 'Luana'));
  await ask(lia, called('Prova', 'Luana'));
  const paths = [await lookUp(clerk, lea.account.fiscalCode), await lookUp(clerk, lia.account.fiscalCode)];
  const statuses = await Promise.all(paths.map(async (path) => (await clerk.browser.post(path, CONFIRM)).status));
  assert.deepEqual(statuses.sort(), [303, 422]);
});

test('a digital identity does not stand for the desk when the data change', async () => {
  const mina = await identified('Mina');
  const browser = await portal.signIn(mina.account, { method: 'spid', level: 2, provider: 'https://idp.example' });
  await browser.get(PAGE);
  await browser.post(PAGE, called('Ferri', 'Mina'));
  await browser.post('/abilitazione/dati', GOOD_DATA);
  assert.doesNotMatch((await browser.get('/abilitazione/riepilogo')).html, /Accetto: manda/);
  assert.equal((await browser.post('/abilitazione/riepilogo')).location, '/abilitazione/codice-temporaneo');
  assert.equal((await stateOf(mina)).state, 'requested');
  await mailedCode(portal, mina.account);
  await browser.get('/abilitazione/codice-temporaneo');
  await browser.post('/abilitazione/adesione');
  assert.equal((await stateOf(mina)).state, 'requested');
});
