import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { enqueue } from '../../src/platform/jobs/index.ts';
import { launchBrowser } from '../browser.ts';
import { type Applicant, applicants, officerOf, PASSWORD } from '../faults/applicants.ts';
import { linkIn, openTestPortal, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import { filesIn } from '../zip-reader.ts';
import { type Hands, type Look, type Person, peopleAt } from './hands.ts';
import { comesInBySpid } from './identity.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';
import { withoutJavaScript } from './without-javascript.ts';

// What the portal knows of somebody, the copy of it, and the end: asked for, thought again, asked for and carried out.

const CODE = 'TIGLI2047';
const DATA = '/profilo/dati';
const CLOSING = 'Chiudi la tua utenza';
const ASKED = 'La tua utenza sta per chiudersi';

const TELLINGS: readonly [how: string, look: Look, handsFor: (page: Page) => Hands][] = [
  ['by keyboard', { device: { width: 1280 }, checks: 'all' }, keyboard],
  ['on a phone', { device: { width: 360, height: 640 }, checks: 'all' }, mouse],
  ['without JavaScript', { device: { javaScript: false }, checks: 'axe' }, withoutJavaScript],
];

let portal: TestPortal;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openTestPortal({ identities: true }), launchBrowser()]);
  await until(async () => (await portal.database.query('select 1 from identity_providers')).length === 4);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

/** Somebody who has filed, and whose filing an office has read. */
async function readBySomebody(): Promise<{ applicant: Applicant; filing: string; email: string; subject: string }> {
  const [applicant] = await applicants(portal, 1);
  assert.ok(applicant);
  const filing = uuidv7();
  const confirmed = await applicant.confirm(filing);
  assert.equal(confirmed.status, 303);
  const officer = await officerOf(portal, 'VD');
  assert.equal((await officer.get(`/ufficio/istanze/${filing}`)).status, 200);
  const [found] = await portal.database.query<{ email: string; subject: string }>(
    `select reference_address($1) as email, lpad(number::text, 7, '0') || '/' || year as subject from filings where id = $2`,
    [applicant.accountId, filing],
  );
  return { applicant, filing, ...(found ?? assert.fail('not filed')) };
}

for (const [how, look, handsFor] of TELLINGS) {
  test(`what is held, a copy of it, and the closing, ${how}`, { timeout: 240_000 }, async () => {
    const people = peopleAt(browser, portal.origin, look, handsFor);
    const { applicant, email, subject } = await readBySomebody();
    const login = { username: applicant.username, password: PASSWORD };
    const person = await people.arrives();
    await comesIn(person, portal, login);
    await takesTheCopy(person, applicant, { email, number: subject });
    await asksToClose(person, email, subject);
    await thinksAgain(person, login, email);
    await leavesForGood(person, applicant, email);
    await people.leave();
  });
}

async function takesTheCopy(
  person: Person,
  { accountId, canary }: Applicant,
  filed: { email: string; number: string },
) {
  const { hands } = person;
  await person.open('/profilo');
  await hands.follow('I tuoi dati');
  await person.sees('I tuoi dati', 'before');
  await person.reads(`Ha letto la domanda ${filed.number}`, 'Chi ha guardato i tuoi dati');
  await hands.press('Chiedi la copia dei tuoi dati');
  await person.sees('I tuoi dati', 'asked');
  const mail = await portal.mail(filed.email, /^La copia dei tuoi dati è pronta$/);
  await person.open(linkIn(mail));
  await person.sees('I tuoi dati', 'ready');
  await person.reads('La copia è pronta');
  await portal.database.query(
    `update sessions set authenticated_at = authenticated_at - interval '11 minutes' where account_id = $1`,
    [accountId],
  );
  await hands.follow('Scarica la copia (ZIP)');
  await person.sees('Conferma che sei tu');
  await hands.write('Password', PASSWORD);
  await hands.press('Conferma e continua');
  await person.sees('I tuoi dati', 'ready');
  const files = filesIn(await person.download('Scarica la copia (ZIP)'));
  const told = files.get('i-tuoi-dati.json')?.toString() ?? '';
  assert.ok(told.includes(accountId) && told.includes(filed.email));
  assert.match([...files.keys()].join('\n'), /^ricevute\//m);
  const kept = [...files].find(([name]) => name.startsWith('domande/'))?.[1].toString() ?? '';
  assert.ok(kept.includes(canary), 'what was filed is in it');
}

async function asksToClose(person: Person, email: string, number: string): Promise<void> {
  const { hands } = person;
  await person.open(DATA);
  await hands.follow(CLOSING);
  await person.sees(CLOSING, 'before');
  await person.reads('Che cosa va via', 'Che cosa resta', `protocollo ${number}`, 'per 14 giorni');
  await hands.press('Chiudi la mia utenza');
  await person.seesErrors(CLOSING, 'empty');
  await hands.tick('Ho letto che cosa va via e che cosa resta');
  await hands.write('Codice personale', 'SBAGLIATO1');
  await hands.press('Chiudi la mia utenza');
  await person.seesErrors(CLOSING, 'wrong code');
  await closes(person);
  await person.sees(ASKED);
  await person.reads('Puoi ancora ripensarci', `protocollo ${number}`);
  assert.match((await portal.mail(email, /^Hai chiesto di chiudere/)).text, /Tieni l’utenza/);
}

async function closes({ hands, page }: Person): Promise<void> {
  const box = page.getByLabel('Ho letto che cosa va via e che cosa resta');
  if (!(await box.isChecked())) await hands.tick('Ho letto che cosa va via e che cosa resta');
  await hands.write('Codice personale', CODE);
  await hands.press('Chiudi la mia utenza');
}

async function leaves({ page, hands }: Person): Promise<void> {
  await page.goto(`${portal.origin}/uscita`);
  await hands.press(/^Esci/);
}

/** Everything still works; at the next entry the way back stands before anything else. */
async function thinksAgain(person: Person, login: { username: string; password: string }, email: string) {
  const { hands } = person;
  await hands.follow('Vai alla tua area');
  await person.sees(/^Ciao, /, 'while it closes');
  await leaves(person);
  await comesIn(person, portal, login);
  await person.sees(ASKED);
  await hands.press('Tieni l’utenza');
  await person.reads('La tua utenza resta aperta');
  await portal.mail(email, /^La tua utenza resta aperta$/);
  await leaves(person);
  await comesIn(person, portal, login);
  await person.sees(/^Ciao, /, 'kept');
}

async function leavesForGood(person: Person, { accountId, username }: Applicant, email: string): Promise<void> {
  const { hands } = person;
  await person.open('/profilo/chiusura');
  await closes(person);
  await person.sees(ASKED);
  await letFourteenDaysPass(accountId);
  assert.match((await portal.mail(email, /^La tua utenza è chiusa$/)).text, /domande inoltrate restano valide/i);
  await person.open('/area');
  await person.sees('Accedi');
  await hands.write('Nome utente o codice fiscale', username);
  await hands.write('Password', PASSWORD);
  await hands.press('Accedi');
  await person.seesErrors('Accedi', 'closed');
  const filings = await portal.database.query('select from filings where account_id = $1', [accountId]);
  assert.equal(filings.length, 1, 'what was filed stays');
}

async function letFourteenDaysPass(accountId: string): Promise<void> {
  await portal.owner.query(
    `update account_closures set asked_at = asked_at - interval '15 days', due_at = due_at - interval '15 days'
     where account_id = $1`,
    [accountId],
  );
  await portal.database.transaction((tx) => enqueue(tx, 'personal-data.close-accounts', {}));
}

test('who comes back by SPID is shown the way back too, and the closing carried out frees the identity', async () => {
  const device = { besides: portal.identities };
  const people = peopleAt(browser, portal.origin, { device, checks: 'none' }, mouse);
  const fabia = await people.arrives();
  const { hands } = fabia;
  await comesInBySpid(fabia, 'Fabia Serra');
  await fabia.open('/profilo/chiusura');
  await hands.tick('Ho letto che cosa va via e che cosa resta');
  await hands.press('Chiudi la mia utenza');
  await fabia.sees(ASKED);
  const [account] = await portal.database.query<{ id: string }>(`select id from accounts where surname = 'Serra'`);
  assert.ok(account);
  await leaves(fabia);
  await backBySpid(fabia);
  await fabia.sees(ASKED);
  await fabia.reads('Puoi ancora ripensarci');
  await letFourteenDaysPass(account.id);
  await until(async () => (await portal.database.query('select from accounts where closed_at is not null')).length > 3);
  await backBySpid(fabia);
  await fabia.sees(/^Abilitazione/);
  const accounts = await portal.database.query(`select closed_at from accounts where surname = 'Serra'`);
  assert.equal(accounts.length, 2, 'a new account, and nothing of the old one');
  await people.leave();
});

async function backBySpid(person: Person): Promise<void> {
  await person.open('/accesso/spid');
  await person.hands.follow('Fornitore SPID di prova');
  await person.hands.pick('Chi entra', 'Fabia Serra');
  await person.hands.press('Entra e dai il consenso');
  await person.hands.press('Torna al servizio');
}
