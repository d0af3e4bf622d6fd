import assert from 'node:assert/strict';
import { CAST } from '../../src/apps/cast.ts';
import type { TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import { giulia } from './cast.ts';
import type { Person } from './hands.ts';
import { textOfPdf } from './pdf-text.ts';
import { comesIn, writesDate } from './registration.ts';

// The second half of the story: an application filled in, filed, corrected, withdrawn, and read by the office.

const GPS = 'Graduatorie provinciali per le supplenze (GPS) 2026-28';
const DRAFT = 'NON ANCORA INOLTRATA';
const RANKING = /^A-22\b.*Seconda fascia/;

/** The sections in the order the procedure asks for them. */
export async function fillsIn(person: Person): Promise<void> {
  await begins(person);
  await saysWhere(person);
  await person.hands.follow('Aggiungi graduatoria');
  await asksForRanking(person);
  await declaresTitle(person);
  await declaresService(person);
  await choosesSchools(person);
  await declares(person);
}

/** Opens the procedure from the person's own page, and confirms the addresses. */
export async function begins(person: Person): Promise<void> {
  const { hands } = person;
  await hands.follow(GPS);
  await person.sees(GPS, 'public page');
  await hands.press('Compila la domanda');
  await person.sees(GPS, 'begun');
  await person.reads(DRAFT, 'Non ancora disponibile');
  await hands.follow('Continua: Dati anagrafici e recapiti');
  await person.sees('Dati anagrafici e recapiti');
  await hands.press('Salva e continua');
  await person.seesErrors('Dati anagrafici e recapiti', 'not confirmed');
  await hands.tick(/^Confermo che i miei recapiti/);
  await hands.press('Salva e continua');
}

export async function saysWhere(person: Person): Promise<void> {
  const { hands } = person;
  await person.sees('Provincia di destinazione');
  await hands.press('Salva e continua');
  await person.seesErrors('Provincia di destinazione', 'empty');
  await hands.select('Provincia a cui presenti l’istanza', 'Valdoro');
  await hands.pick(/^Sei già nelle graduatorie/, 'No, è la prima volta');
  await hands.press('Salva e continua');
  await person.sees('Graduatorie richieste e titolo di accesso');
}

export async function asksForRanking(person: Person): Promise<void> {
  const { hands } = person;
  await person.sees(/graduatoria/i, 'new');
  await hands.press('Salva e continua');
  await person.seesErrors(/graduatoria/i, 'empty');
  await hands.search(/^Classe di concorso/, 'A-22', /^A-22\b/);
  await hands.pick(/^Fascia/, 'Seconda fascia');
  await hands.pick(/^Cosa chiedi/, 'Inserimento');
  await hands.write('Titolo di accesso', 'Laurea magistrale LM-14 Filologia moderna');
  await hands.write('Università, istituto o ente che lo ha rilasciato', 'Università di Valdoro');
  await writesDate(hands, 'Data di conseguimento', { day: '15', month: '7', year: '2019' });
  await hands.write('Voto', '105', /^Voto/);
  await hands.tick(/^Dichiaro che il titolo di accesso ha tutti i crediti/);
  await hands.press('Salva e continua');
  await person.sees('Graduatorie richieste e titolo di accesso', 'one ranking');
  await person.reads('A-22', 'Seconda fascia', 'Completa');
  await hands.follow('Vai avanti');
}

async function declaresTitle(person: Person): Promise<void> {
  const { hands } = person;
  await person.sees('Altri titoli valutabili');
  await hands.follow('Aggiungi titolo');
  await person.sees(/titolo/i, 'new');
  await hands.select('Tipo di titolo', 'Certificazione linguistica (B.14)');
  await hands.write('Denominazione del titolo', 'Cambridge C1 Advanced');
  await hands.write('Rilasciato da', 'Cambridge Assessment');
  await writesDate(hands, 'Data di conseguimento', { day: '1', month: '6', year: '21' });
  await hands.select('Lingua', 'Inglese');
  await hands.pick(/^Livello/, 'C1');
  await hands.press('Salva e continua');
  await person.sees('Altri titoli valutabili', 'one title');
  await hands.follow('Vai avanti');
}

/** 107 days: three months and seventeen days, which count as four. */
async function declaresService(person: Person): Promise<void> {
  const { hands } = person;
  await person.sees('Servizi di insegnamento');
  await hands.follow('Aggiungi servizio');
  await person.sees(/servizio/i, 'new');
  await hands.select('Anno scolastico', '2023/24');
  await writesDate(hands, 'Dal', { day: '1', month: '10', year: '2023' });
  await writesDate(hands, 'Al', { day: '15', month: '1', year: '2024' });
  await hands.pick(/^Tipo di scuola/, 'Statale');
  await hands.write('Codice della scuola', 'VDMM80101M');
  await hands.write('Nome della scuola', 'Dante Vento');
  await hands.search(/^Classe di concorso o posto/, 'A-22', /^A-22\b/);
  await hands.pick(/^Attività/, 'Insegnamento o sostegno');
  await hands.pick(/^Contratto/, 'Tempo determinato');
  await hands.press('Salva e continua');
  await person.sees('Servizi di insegnamento', 'one service');
  await hands.follow('Vai avanti');
  await person.sees('Preferenze, riserve e legge 104');
  await hands.press('Salva e continua');
  await person.sees('Disponibilità particolari');
  await hands.press('Salva e continua');
}

/** Found by name, by municipality and by code; one taken away and put back. */
async function choosesSchools(person: Person): Promise<void> {
  const { hands } = person;
  await person.sees('Scuole per le graduatorie di istituto');
  await hands.follow(/^Compila/);
  await person.sees(/A-22/, 'schools');
  await hands.search(/^Aggiungi una scuola/, 'dante vento', /DANTE VENTO/);
  await hands.search(/^Aggiungi una scuola/, 'castelnovo', /ADA CAMPO/);
  await hands.search(/^Aggiungi una scuola/, 'VDMM80301', /NINO RIVA/);
  await person.reads('3 su 20', 'DANTE VENTO', 'ADA CAMPO', 'NINO RIVA');
  await person.sees(/A-22/, 'three schools');
  assert.doesNotMatch(await person.words(), /Nessun risultato/, 'a search that has brought its school is over');
  await hands.press(/^Togli.*ADA CAMPO/);
  await person.reads('2 su 20');
  await hands.press(/^Rimetti/);
  await person.reads('3 su 20', 'ADA CAMPO');
  await hands.press('Salva e continua');
  await person.sees('Scuole per le graduatorie di istituto', 'chosen');
  await hands.follow('Vai avanti');
}

export async function declares(person: Person): Promise<void> {
  const { hands } = person;
  await person.sees('Altre dichiarazioni');
  await hands.tick(/^Dichiaro di avere i requisiti generali/);
  await hands.pick(/^Condanne/, /^Non ho riportato/);
  await hands.tick(/^Sono consapevole che tutti gli aspiranti/);
  await hands.tick(/^Sono consapevole che l.amministrazione/);
  await hands.tick(/^Ho letto l.informativa/);
  await hands.press('Salva e continua');
}

/** The points of the table A/4: 105 out of 110 is 12 + 29 × 0,50; C1 is 4; four months of service are 8. */
export async function readsPoints(person: Person, mark: string, total: string): Promise<void> {
  await person.sees(GPS, `complete ${total}`);
  await person.reads(DRAFT, `${total} punti`);
  await person.hands.follow(/^perché/);
  await person.sees('Il tuo punteggio', total);
  const lines = await person.page
    .locator('.points-table tbody tr')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('td:last-child')?.textContent?.trim()));
  assert.deepEqual(lines, [mark, '4,00', '8,00']);
  assert.equal((await person.page.locator('.points-table tfoot td').innerText()).trim(), total);
  await person.hands.follow('Torna alle sezioni');
}

export interface Filed {
  readonly number: string;
  readonly sha256: string;
}

/** The last look at every answer, the personal code, and what Giulia keeps. */
export async function files(person: Person, portal: TestPortal, mark: string, button: string): Promise<Filed> {
  const { hands } = person;
  const correcting = button !== 'Inoltra la domanda';
  await hands.follow('Controlla le risposte e inoltra');
  await person.sees('Controlla le risposte', button);
  await person.reads(DRAFT, giulia.fiscalCode, 'Cambridge C1 Advanced', 'NINO RIVA', `${mark}/110`, 'art. 76');
  if (!correcting) {
    await hands.write('Codice personale', 'SBAGLIATO99');
    await hands.press(button);
    await person.seesErrors('Conferma e inoltra', 'wrong code');
    await person.reads(DRAFT, 'ancora 4 tentativi');
  }
  await hands.write('Codice personale', giulia.personalCode);
  await hands.press(button);
  await person.sees('Domanda inoltrata');
  if (correcting) await goesBack(person, button);
  const words = await person.words();
  assert.match(words, /ore \d\d:\d\d:\d\d/);
  const number = /\b\d{7}\/\d{4}\b/.exec(words)?.[0] ?? assert.fail(words);
  const mail = await portal.mail(giulia.email, new RegExp(`Domanda inoltrata: protocollo ${number}`));
  await until(async () => {
    await person.page.reload();
    return (await person.words()).includes('Scarica la ricevuta');
  });
  await person.sees('Domanda inoltrata', 'with the receipt');
  const receipt = await person.download('Scarica la ricevuta');
  assert.ok(receipt.equals(await portal.attachment(mail)), 'the receipt mailed is the one kept');
  const sha256 = readsReceipt(textOfPdf(receipt), number, mark);
  assert.match(mail.text, new RegExp(sha256));
  return { number, sha256 };
}

/** Back after confirming offers no second filing, or one that is the same; the confirmation can be opened again. */
async function goesBack(person: Person, button: string): Promise<void> {
  const { page, hands } = person;
  const confirmation = page.url();
  const number = /\b\d{7}\/\d{4}\b/.exec(await person.words())?.[0];
  await page.goBack();
  if ((await page.getByRole('button', { name: button, exact: true }).count()) > 0) {
    await hands.write('Codice personale', giulia.personalCode);
    await hands.press(button);
  } else {
    await person.reads('INOLTRATA', number ?? '');
    await person.open(confirmation);
  }
  assert.equal(page.url(), confirmation);
  await person.reads(number ?? '');
}

/** In the order of the pages: number, person, answers, hash. */
function readsReceipt(text: string, number: string, mark: string): string {
  const order = [number, giulia.fiscalCode, 'Filologia moderna', `${mark}/110`, 'Cambridge C1 Advanced', 'NINO RIVA'];
  const places = order.map((words) => text.indexOf(words));
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
    `${order} are at ${places} in: ${text}`,
  );
  assert.ok(!places.includes(-1), `${order} are at ${places} in: ${text}`);
  return /\b[0-9a-f]{64}\b/.exec(text.replace(/(?<=[0-9a-f]{8}) (?=[0-9a-f]{8})/g, ''))?.[0] ?? assert.fail(text);
}

/** A better mark was forgotten: until the correction is filed, what was filed stays valid. */
export async function corrects(person: Person, portal: TestPortal, first: Filed): Promise<Filed> {
  const { hands } = person;
  await hands.press('Correggi la domanda');
  await person.sees(GPS, 'correcting');
  await person.reads(DRAFT);
  await hands.follow('Graduatorie richieste e titolo di accesso');
  await hands.follow(/^Modifica/);
  await person.sees(RANKING, 'correcting');
  await hands.write('Voto', '108', /^Voto/);
  await hands.press('Salva e continua');
  await hands.follow('Archivio');
  await person.sees('Archivio', 'while correcting');
  await person.reads(first.number, 'Inoltrata');
  await hands.follow('La tua area');
  await person.sees(`Ciao, ${giulia.name} ${giulia.surname}`, 'while correcting');
  await person.reads(DRAFT, first.number, 'resta valida');
  await hands.follow(/^Continua/);
  await readsPoints(person, '28,00', '40,00');
  const second = await files(person, portal, '108', 'Inoltra la correzione');
  assert.notEqual(second.number, first.number);
  await hands.follow('Archivio');
  await person.sees('Archivio', 'after the correction');
  await person.reads(second.number, first.number, 'Sostituita');
  return second;
}

/** Dario, at the provincial office, opens what was filed last. */
export async function readsFilings(officer: Person, portal: TestPortal, first: Filed, second: Filed): Promise<void> {
  await comesIn(officer, portal, CAST.dario);
  await officer.sees('Domande ricevute');
  await officer.reads(first.number, second.number, 'Sostituita', 'Valida');
  await officer.hands.follow(second.number);
  await officer.sees(/De Santis/i, 'read by the office');
  await officer.reads('Cambridge C1 Advanced', '108/110');
  const receipt = textOfPdf(await officer.download(/PDF|ricevuta/i));
  assert.match(receipt, new RegExp(second.sha256.slice(0, 8)));
}

/** Giulia sees who read it, and takes it back. */
export async function withdraws(person: Person, portal: TestPortal, { number }: Filed): Promise<void> {
  const { hands } = person;
  await hands.follow(new RegExp(number));
  await person.sees('Domanda inoltrata', 'read by the office');
  await person.reads('Chi l’ha letta', 'Letta da');
  await hands.follow('Ritira la domanda');
  await person.sees('Ritira la domanda');
  await hands.write('Codice personale', 'SBAGLIATO99');
  await hands.press('Ritira la domanda');
  await person.seesErrors('Ritira la domanda', 'wrong code');
  await hands.write('Codice personale', giulia.personalCode);
  await hands.press('Ritira la domanda');
  await person.sees('Domanda ritirata');
  await person.reads('RITIRATA', 'Protocollo del ritiro');
  await portal.mail(giulia.email, /Domanda ritirata/);
  await hands.follow('Archivio');
  await person.sees('Archivio', 'after the withdrawal');
  await person.reads('Ritirata');
}
