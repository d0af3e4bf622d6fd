import assert from 'node:assert/strict';
import { CAST, personOf } from '../../src/apps/cast.ts';
import type { TestPortal } from '../portal.ts';
import type { Person } from './hands.ts';
import { comesIn } from './registration.ts';

// The ways back: a forgotten code, a new identification, a revocation and the return, an address put right at the desk.

const { anna, carla } = CAST;
const FORGOTTEN = 'Hai dimenticato il codice personale?';

/** Anna has forgotten her code and reads her mail. */
export async function recoversCode(person: Person, portal: TestPortal, code: string): Promise<void> {
  const { hands } = person;
  await person.open('/profilo/codice-personale/dimenticato');
  await person.sees(FORGOTTEN);
  await hands.follow('Recupera il codice personale');
  await person.sees('Recupera il codice personale');
  await hands.press('Mandami il codice di recupero');
  await person.sees('Recupera il codice personale', 'mailed');
  const { text } = await portal.mail(anna.email, /codice di recupero/i);
  const mailed = /Codice di recupero: ([A-Z0-9-]{9})/.exec(text)?.[1] ?? assert.fail(text);
  await hands.press('Salva il nuovo codice personale');
  await person.seesErrors('Recupera il codice personale', 'empty');
  await hands.write('Codice di recupero', mailed.toLowerCase());
  await hands.write('Nuovo codice personale', code);
  await hands.write('Ripeti il nuovo codice personale', code);
  await hands.press('Salva il nuovo codice personale');
  await person.sees('Il tuo profilo', 'recovered');
}

/** No mailbox is left: the code ends, and the desk has to see her again. Answers the temporary code. */
export async function regeneratesCode(person: Person, portal: TestPortal): Promise<string> {
  const { hands } = person;
  await person.open('/profilo/codice-personale/dimenticato');
  await hands.follow('Rigenera il codice personale');
  await person.sees('Rigenera il codice personale');
  await hands.press('Rivedi i dati e continua');
  await person.sees('Abilitazione: controlla i dati', 'regeneration');
  await person.reads('Il codice personale di adesso finirà');
  return confirmsRequest(person, portal, 1);
}

/** Sends the request and types back the temporary code; `number` says which mail with one it is. */
async function confirmsRequest(person: Person, portal: TestPortal, number: number): Promise<string> {
  const { hands } = person;
  await hands.press('Conferma e manda la richiesta');
  await person.sees('Abilitazione: scrivi il codice temporaneo', 'again');
  let text = '';
  for (let atLeast = 1; ; atLeast += 1) {
    const mails = await portal.mails(anna.email, atLeast);
    const found = mails.filter(({ subject }) => /codice temporaneo/i.test(subject));
    text = found[number - 1]?.text ?? '';
    if (text !== '') break;
  }
  const temporary = /\b(?:[A-Z0-9]{4}-){2}[A-Z0-9]{4}\b/.exec(text)?.[0] ?? assert.fail(text);
  await hands.write('Codice temporaneo', temporary);
  await hands.press('Conferma il codice');
  await person.sees('Abilitazione: fatti identificare', 'again');
  return temporary;
}

/** Carla reads why Anna is there again, and identifies her. */
export async function identifiesAgain(clerk: Person, why: RegExp, first: boolean, portal: TestPortal): Promise<void> {
  const { hands } = clerk;
  if (first) await comesIn(clerk, portal, carla);
  await clerk.open('/sportello');
  await hands.write('Codice fiscale', personOf(anna).fiscalCode);
  await hands.press('Cerca la richiesta');
  await clerk.sees('Bianchi Anna', String(why));
  assert.match(await clerk.words(), why);
  for (const label of [/^La persona davanti a me/, /^Il documento è/, /^Il codice fiscale/, /^Il modulo di adesione/]) {
    await hands.tick(label);
  }
  await hands.press('Conferma l’identificazione');
  await clerk.sees('Sportello: identifica una persona', String(why));
}

export async function choosesAgain(person: Person, temporary: string, code: string): Promise<void> {
  const { hands } = person;
  await person.open('/abilitazione');
  await person.sees('Abilitazione: scegli il codice personale', code);
  await hands.write('Codice temporaneo', temporary);
  await hands.write('Nuovo codice personale', code);
  await hands.write('Ripeti il nuovo codice personale', code);
  await hands.press('Salva il codice personale');
}

/** Anna gives the enablement back, keeps her archive, and asks for it again. Answers the temporary code. */
export async function revokesAndReturns(person: Person, portal: TestPortal, code: string): Promise<string> {
  const { hands } = person;
  await person.open('/profilo/revoca');
  await person.sees('Revoca l’abilitazione');
  await hands.write('Codice personale', code);
  await hands.press('Revoca l’abilitazione');
  await person.sees('Il tuo profilo', 'revoked');
  await person.open('/archivio');
  await person.sees(/archivio/i, 'revoked');
  await person.open('/abilitazione/dati');
  await person.sees('Abilitazione: i tuoi dati', 'revoked');
  await hands.tick('Ho letto l’informativa sulla privacy');
  await hands.press('Controlla i dati');
  await person.sees('Abilitazione: controlla i dati', 'return');
  return confirmsRequest(person, portal, 2);
}

/** Carla sees where Anna stands, and writes down the address Anna really reads. */
export async function fixesAddress(clerk: Person): Promise<void> {
  const { hands } = clerk;
  await clerk.open('/sportello/stato');
  await clerk.sees('Aiuta chi è davanti a te');
  await hands.press('Guarda lo stato');
  await clerk.seesErrors('Aiuta chi è davanti a te', 'empty');
  await hands.write('Codice fiscale', personOf(anna).fiscalCode);
  await hands.select('Perché è venuta', 'Non le arrivano le nostre mail');
  await hands.tick(/^La persona è davanti a me/);
  await hands.press('Guarda lo stato');
  await clerk.sees('Bianchi Anna', 'state');
  await clerk.reads('È abilitata');
  await hands.write('Nuovo indirizzo e-mail', 'anna.nuova@posta.example');
  await hands.write('Ripeti il nuovo indirizzo', 'anna.nuova@posta.example');
  await hands.press('Manda la mail di conferma');
  await clerk.sees('Bianchi Anna', 'address');
}
