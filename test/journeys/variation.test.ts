import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { deriveFiscalCode } from '../../src/kernel/fiscal-code-person.ts';
import { applicant, PASSWORD } from '../faults/applicants.ts';
import type { CaughtMail } from '../portal.ts';
import { until } from '../until.ts';
import { type Hands, type Look, type Person, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';
import { setStage } from './stage.ts';
import { withoutJavaScript } from './without-javascript.ts';

// Somebody's name changes: asked for, withdrawn, asked for again; the desk refuses, then confirms.

const TELLINGS: readonly [how: string, look: Look, handsFor: (page: Page) => Hands][] = [
  ['by keyboard', { device: { width: 1280 }, checks: 'all' }, keyboard],
  ['on a phone', { device: { width: 360, height: 640 }, checks: 'all' }, mouse],
  ['without JavaScript', { device: { javaScript: false }, checks: 'axe' }, withoutJavaScript],
];

const DATA = 'I tuoi dati anagrafici sono cambiati, o sono sbagliati';
const CHECKS = [
  /quella della fotografia/,
  /lo stesso numero/,
  /sulla tessera/,
  /firmato in mia presenza/,
  /che prova il cambiamento/,
];
const LOOK_FOR = 'Sportello: identifica una persona';

const stage = setStage();

interface Known {
  readonly email: string;
  readonly fiscalCode: string;
  readonly birthDate: string;
}

async function knownOf(accountId: string): Promise<Known> {
  const [known] = await stage.portal.database.query<Known>(
    `select reference_address(id) as email, fiscal_code as "fiscalCode", birth_date as "birthDate"
     from accounts where id = $1`,
    [accountId],
  );
  return known ?? assert.fail('nobody there');
}

for (const [how, look, handsFor] of TELLINGS) {
  test(`a name that has changed, from asking to the desk, ${how}`, { timeout: 300_000 }, async () => {
    const people = peopleAt(stage.browser, stage.portal.origin, look, handsFor);
    const { accountId, username } = await applicant(stage.portal);
    const { email, fiscalCode, birthDate } = await knownOf(accountId);
    const named = {
      surname: 'Ferri',
      name: 'Lia',
      birthDate: birthDate as never,
      sex: 'F',
      placeCode: 'X001',
    } as const;
    const newCode = deriveFiscalCode(named);
    const [person, clerk] = [await people.arrives(), await people.arrives()];
    await comesIn(person, stage.portal, { username, password: PASSWORD });
    await asks(person, newCode);
    await sends(person, email, 'first');
    await withdraws(person, email);
    await asks(person, newCode);
    await sends(person, email, 'again');
    await comesIn(clerk, stage.portal, CAST.carla);
    await refuses(clerk, { fiscalCode, newCode });
    await isRefused(person, email);
    await sends(person, email, 'after the refusal');
    await confirms(clerk, newCode);
    await stage.portal.mail(email, /utenza è attivata/);
    await person.open('/profilo');
    await person.reads('Ferri', newCode);
    await people.leave();
  });
}

/** From the profile to the summary, where nothing has been sent yet. */
async function asks(person: Person, newCode: string): Promise<void> {
  const { hands } = person;
  await person.open('/profilo/dati-anagrafici');
  await person.sees(DATA, 'before');
  await hands.press('Continua con il documento');
  await person.seesErrors(DATA, 'nothing written');
  await hands.select('Perché cambiano', 'Un atto ha cambiato il mio nome, il mio cognome o il mio sesso anagrafico');
  await hands.write('Codice fiscale', newCode);
  await hands.write('Cognome', 'Ferri');
  await hands.press('Continua con il documento');
  await person.sees('Abilitazione: i tuoi dati', 'with new ones');
  await person.reads('non è ancora cambiato niente', 'I dati che cambiano');
  await readsNotice(person);
  await hands.press('Controlla i dati');
}

/** Ticked already where the data were declared before. */
async function readsNotice({ page, hands }: Person): Promise<void> {
  const label = 'Ho letto l’informativa sulla privacy';
  if (!(await page.getByLabel(label).isChecked())) await hands.tick(label);
}

/** The last look, the code typed back: from here it is the desk's turn. */
async function sends(person: Person, email: string, state: string): Promise<void> {
  const { hands } = person;
  await person.sees('Abilitazione: controlla i dati', state);
  await person.reads('I dati di oggi e quelli nuovi', 'Ferri');
  const before = (await codeMails(email)).length;
  await hands.press('Conferma e manda la richiesta');
  await person.sees('Abilitazione: scrivi il codice temporaneo', 'for new data');
  const { text } = await until(async () => (await codeMails(email))[before]);
  await hands.write('Codice temporaneo', /\b(?:[A-Z0-9]{4}[- ]){2}[A-Z0-9]{4}\b/.exec(text)?.[0] ?? assert.fail(text));
  await hands.press('Conferma il codice');
  await person.sees('Abilitazione: fatti identificare', 'for new data');
}

/** Those with a temporary code, oldest first: mails of other matters may come in between. */
async function codeMails(email: string): Promise<readonly CaughtMail[]> {
  return (await stage.portal.mails(email)).filter(({ subject }) => /codice temporaneo/i.test(subject));
}

async function withdraws(person: Person, email: string): Promise<void> {
  const { hands } = person;
  await person.open('/profilo');
  await person.sees('Il tuo profilo', 'with new data on the way');
  await hands.follow('Guarda il cambiamento che hai chiesto');
  await person.sees(DATA, 'sent');
  await person.reads('tutto torna come prima');
  await hands.press('Ritira la richiesta');
  await person.sees('Il tuo profilo', 'withdrawn');
  await person.reads('La richiesta è ritirata', 'Prova');
  await stage.portal.mail(email, /^Hai ritirato la richiesta/);
}

/** Either code finds the request; what is of today and what is new stand side by side. */
async function refuses(clerk: Person, { fiscalCode, newCode }: { fiscalCode: string; newCode: string }) {
  const { hands } = clerk;
  await clerk.sees(LOOK_FOR);
  await hands.write('Codice fiscale', fiscalCode);
  await hands.press('Cerca la richiesta');
  await clerk.sees('Ferri Lia');
  await clerk.reads('I dati che cambiano', 'Prova', fiscalCode, newCode);
  await hands.select('Motivo', 'I dati della richiesta non corrispondono al documento');
  await hands.write(/^Spiegazione per la persona/, 'Manca il decreto del prefetto.');
  await hands.press('Rifiuta l’identificazione');
  await clerk.sees(LOOK_FOR, 'refused');
}

async function isRefused(person: Person, email: string): Promise<void> {
  const { text } = await stage.portal.mail(email, /identificazione non è riuscita/);
  assert.match(text, /Manca il decreto del prefetto/);
  await person.open('/abilitazione/dati');
  await person.sees('Abilitazione: i tuoi dati', 'after the refusal');
  await person.reads('I dati che cambiano');
  await readsNotice(person);
  await person.hands.press('Controlla i dati');
}

async function confirms(clerk: Person, newCode: string): Promise<void> {
  const { hands } = clerk;
  await hands.write('Codice fiscale', newCode);
  await hands.press('Cerca la richiesta');
  await hands.press('Conferma l’identificazione');
  await clerk.seesErrors('Ferri Lia', 'nothing ticked');
  for (const check of CHECKS) await hands.tick(check);
  await hands.press('Conferma l’identificazione');
  await clerk.sees(LOOK_FOR, 'identified');
  await clerk.reads('Identificazione confermata');
}
