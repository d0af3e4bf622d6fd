import assert from 'node:assert/strict';
import { addDays, partsOf } from '../../src/kernel/civil-date.ts';
import { romeDate } from '../../src/kernel/rome-time.ts';
import { type Applicant, applicants, PASSWORD } from '../faults/applicants.ts';
import { linkIn, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import type { Person } from './hands.ts';
import { textOfPdf } from './pdf-text.ts';
import { comesIn, writesDate } from './registration.ts';

// Anna hands over, Bruno accepts and files for her, she sees it and stops him.

const CODE = 'TIGLI2047';

/** Answers the delegator, who is still signed in. */
export async function delegates(portal: TestPortal, arrives: () => Promise<Person>): Promise<Person> {
  const pair = await applicants(portal, 2);
  const [anna, bruno] = await Promise.all(pair.map((one) => known(portal, one)));
  assert.ok(anna && bruno);
  const [delegator, delegate] = [await arrives(), await arrives()];
  await comesIn(delegator, portal, { username: anna.username, password: PASSWORD });
  await offers(delegator, bruno);
  await comesIn(delegate, portal, { username: bruno.username, password: PASSWORD });
  await accepts(delegate, portal, anna, bruno);
  const number = await filesFor(delegate, anna);
  await seesAndStops(delegator, portal, { anna, bruno, number });
  await isTold(delegate, anna);
  return delegator;
}

interface Known {
  readonly username: string;
  readonly fiscalCode: string;
  readonly name: string;
  readonly surname: string;
  readonly email: string;
}

async function known(portal: TestPortal, { accountId }: Applicant): Promise<Known> {
  const [found] = await portal.database.query<Known>(
    `select username, fiscal_code as "fiscalCode", name, surname, reference_address(id) as email from accounts where id = $1`,
    [accountId],
  );
  return found ?? assert.fail('nobody there');
}

async function offers(person: Person, to: Known): Promise<void> {
  const { hands } = person;
  await person.open('/profilo');
  await hands.follow('Deleghe');
  await person.sees('Deleghe', 'none');
  await hands.follow('Delega una persona');
  await person.sees('Delega una persona');
  await hands.press('Proponi la delega');
  await person.seesErrors('Delega una persona', 'empty');
  await hands.write('Codice fiscale della persona', to.fiscalCode.toLowerCase());
  await hands.write('Cognome della persona', to.surname);
  const { day, month, year } = partsOf(addDays(romeDate(new Date()), 9));
  await writesDate(hands, 'Ultimo giorno', { day: String(day), month: String(month), year: String(year) });
  await hands.pick(/^Procedure/, /^Solo le procedure/);
  await hands.pick(/^Se hai scelto/, /supplenze \(GPS\)/);
  await hands.write('Il tuo codice personale', CODE);
  await hands.press('Proponi la delega');
  await person.sees(/^Delega n\. \d+ a /, 'offered');
  await person.reads('In attesa di risposta', 'La proposta è partita');
}

async function accepts(person: Person, portal: TestPortal, from: Known, self: Known): Promise<void> {
  const mail = await portal.mail(self.email, /ti propone una delega/);
  assert.match(mail.text, new RegExp(`${from.name} ${from.surname}`));
  await person.open(linkIn(mail));
  await person.sees(/^Delega n\. \d+ da /, 'received');
  await person.reads('Non sei obbligato ad accettare', from.fiscalCode);
  await person.hands.write('Il tuo codice personale', CODE);
  await person.hands.press('Accetta la delega');
  await person.sees(/^Delega n\. \d+ da /, 'accepted');
  await person.hands.press(`Opera per conto di ${from.name} ${from.surname}`);
}

async function filesFor(person: Person, whom: Known): Promise<string> {
  const { hands, page } = person;
  const strip = async () => (await page.locator('.acting-strip').innerText()).replace(/\s+/g, ' ');
  await person.sees(`Le domande di ${whom.name} ${whom.surname}`);
  assert.match(await strip(), new RegExp(`Stai operando per conto di ${whom.name} ${whom.surname}`));
  await hands.follow(/^Continua/);
  await hands.follow('Controlla le risposte e inoltra');
  await person.sees('Controlla le risposte', 'for somebody else');
  assert.match(await strip(), /Stai operando per conto di/);
  await hands.write('Codice personale', CODE);
  await hands.press('Inoltra la domanda');
  await person.sees('Domanda inoltrata', 'for somebody else');
  await person.reads('Inoltrata da', 'con la delega n.');
  const number = /\b\d{7}\/\d{4}\b/.exec(await person.words())?.[0] ?? assert.fail('no number');
  await person.open('/profilo');
  await person.sees('Con la delega non puoi usare questa pagina');
  return number;
}

interface After {
  readonly anna: Known;
  readonly bruno: Known;
  readonly number: string;
}

async function seesAndStops(person: Person, portal: TestPortal, { anna, bruno, number }: After): Promise<void> {
  const { hands, page } = person;
  const by = `${bruno.name} ${bruno.surname}`;
  const mail = await portal.mail(anna.email, new RegExp(`Domanda inoltrata: protocollo ${number}`));
  assert.match(mail.text.replace(/\s+/g, ' '), new RegExp(`L’ha inoltrata per conto tuo ${by}, con la delega n\\.`));
  assert.match(
    textOfPdf(await portal.attachment(mail)).replace(/\s+/g, ' '),
    new RegExp(`Inoltrata da.*${by}.*delega n\\. \\d+`),
  );
  await person.open('/profilo/deleghe');
  await person.sees('Deleghe', 'given');
  await hands.follow(new RegExp(`a ${by}$`));
  await person.sees(new RegExp(`a ${by}$`), 'with what was done');
  await person.reads('Ha iniziato a operare per conto tuo', `Ha inoltrato la domanda`, number);
  await hands.press(/^Ferma subito la delega/);
  await person.sees(new RegExp(`a ${by}$`), 'stopped');
  await person.reads('Revocata', 'La delega è fermata');
  assert.equal(await page.getByRole('button', { name: /^Ferma subito/ }).count(), 0);
  await portal.mail(anna.email, /è finita: revocata/);
}

async function isTold(person: Person, whom: Known): Promise<void> {
  await person.hands.follow('Archivio');
  await person.sees(`Non operi più per conto di ${whom.name} ${whom.surname}`);
  await person.hands.press('Torna a operare per te');
  await person.sees('Deleghe', 'over');
  await until(async () => (await person.page.locator('.acting-strip').count()) === 0);
}
