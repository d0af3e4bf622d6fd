import assert from 'node:assert/strict';
import { CAST } from '../../src/apps/cast.ts';
import { linkIn, type TestPortal } from '../portal.ts';
import { giulia } from './cast.ts';
import type { Person } from './hands.ts';
import { comesInWithSpid } from './identity.ts';
import { textOfPdf } from './pdf-text.ts';

// The first half of the story: from the public home to a personal code.

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Giulia reads what the service is, and registers. Answers the user name and the temporary password she was mailed. */
export async function registers(person: Person, portal: TestPortal): Promise<Credentials> {
  const { hands } = person;
  await person.open('/');
  await person.sees('Presenta le tue domande alla scuola, online');
  await person.reads('Domande che puoi presentare', 'Si chiude');
  await hands.follow('Guide');
  await person.sees('Guide');
  await hands.follow('Abilitarti al servizio');
  await person.sees('Abilitarti al servizio');
  await hands.follow('Registrati');
  await person.sees('Registrati');
  await hands.press('Continua e controlla i dati');
  await person.seesErrors('Registrati', 'empty');
  await fillRegistration(person);
  await hands.press('Continua e controlla i dati');
  await person.seesErrors('Registrati', 'mails differ');
  await hands.write('Di nuovo l’indirizzo e-mail', giulia.email);
  await hands.press('Continua e controlla i dati');
  await person.sees('Controlla i dati');
  await person.reads(giulia.fiscalCode, giulia.email, '7 marzo 1985');
  await hands.press(/^Conferma/);
  await person.sees('Controlla la tua posta');
  await person.open(linkIn(await portal.mail(giulia.email, /Conferma il tuo indirizzo/)));
  await person.sees('Conferma l’indirizzo e-mail');
  await hands.press('Conferma l’indirizzo');
  await person.sees('Indirizzo confermato');
  const { text } = await portal.mail(giulia.email, /Le tue credenziali/);
  const [username = '', password = ''] = [/Nome utente: (.+)/, /Password temporanea: (.+)/].map(
    (of) => of.exec(text)?.[1],
  );
  return { username, password };
}

async function fillRegistration({ hands }: Person): Promise<void> {
  await hands.write('Codice fiscale', giulia.fiscalCode.toLowerCase());
  await hands.write('Cognome', giulia.surname);
  await hands.write('Nome', giulia.name);
  await writesDate(hands, 'Data di nascita', giulia.born);
  await hands.pick(/^Sesso/, 'Femmina');
  await hands.search(/^Luogo di nascita/, 'borgo v', /Borgo Valdoro/);
  await hands.write('Indirizzo e-mail', giulia.email);
  await hands.write('Di nuovo l’indirizzo e-mail', 'giulia.desanctis@posta.example');
  await hands.tick('Accetto le condizioni d’uso del servizio');
  await hands.tick('Ho letto l’informativa sui dati personali');
}

/** The first entry: the temporary password has to give way to one of her own. */
export async function comesInTheFirstTime(person: Person, { username, password }: Credentials): Promise<void> {
  const { hands } = person;
  await hands.follow('Vai alla pagina di accesso');
  await person.sees('Accedi');
  await hands.press('Accedi');
  await person.seesErrors('Accedi', 'empty');
  await hands.write('Nome utente o codice fiscale', username);
  await hands.write('Password', password);
  await hands.press('Accedi');
  await person.sees('Scegli una nuova password');
  await hands.write('Nuova password', 'corta');
  await hands.write('Di nuovo la nuova password', 'corta');
  await hands.press('Salva la nuova password');
  await person.seesErrors('Scegli una nuova password', 'too short');
  await hands.write('Nuova password', giulia.password);
  await hands.write('Di nuovo la nuova password', giulia.password);
  await hands.press('Salva la nuova password');
}

/** Her data, the mail with code and form, the code typed back. Answers the temporary code. */
export async function asksToBeEnabled(person: Person, portal: TestPortal): Promise<string> {
  const { hands } = person;
  await person.sees('Abilitazione: i tuoi dati');
  await hands.press('Controlla i dati');
  await person.seesErrors('Abilitazione: i tuoi dati', 'empty');
  await hands.write('Via e numero civico', giulia.street);
  await hands.search(/^Comune/, 'borgo', /Borgo Valdoro/);
  await hands.write('CAP', giulia.postalCode);
  await hands.write('Cellulare', giulia.mobile);
  await hands.select('Tipo di documento', 'Carta d’identità');
  await hands.write('Numero del documento', giulia.document.number);
  await hands.write('Rilasciato da', giulia.document.issuer);
  await writesDate(hands, 'Data di rilascio', { day: '7', month: '3', year: '2020' });
  await writesDate(hands, 'Data di scadenza', { day: '7', month: '3', year: '2025' });
  await hands.tick('Ho letto l’informativa sulla privacy');
  await hands.press('Controlla i dati');
  await person.seesErrors('Abilitazione: i tuoi dati', 'document out of date');
  await writesDate(hands, 'Data di scadenza', { day: '7', month: '3', year: '2030' });
  await hands.press('Controlla i dati');
  await person.sees('Abilitazione: controlla i dati');
  await person.reads(giulia.street, giulia.document.number);
  await hands.press('Conferma e manda la richiesta');
  await person.sees('Abilitazione: scrivi il codice temporaneo');
  const mail = await portal.mail(giulia.email, /codice temporaneo/i);
  const form = textOfPdf(await portal.attachment(mail));
  assert.match(form, new RegExp(giulia.fiscalCode));
  assert.equal(textOfPdf(await person.download('Scarica il modulo (PDF)')), form);
  const code = /\b(?:[A-Z0-9]{4}[- ]){2}[A-Z0-9]{4}\b/.exec(mail.text)?.[0] ?? assert.fail(mail.text);
  await hands.write('Codice temporaneo', 'AAAA-BBBB-CCCC');
  await hands.press('Conferma il codice');
  await person.seesErrors('Abilitazione: scrivi il codice temporaneo', 'wrong code');
  await hands.write('Codice temporaneo', code.toLowerCase());
  await hands.press('Conferma il codice');
  await person.sees('Abilitazione: fatti identificare');
  await person.reads('In attesa di identificazione', 'Che cosa portare', 'BORGO VALDORO');
  return code;
}

/** Carla, at the desk of a school, has Giulia before her. */
export async function identifies(clerk: Person, portal: TestPortal): Promise<void> {
  const { hands } = clerk;
  const { carla } = CAST;
  await comesIn(clerk, portal, carla);
  await clerk.sees('Sportello: identifica una persona');
  await hands.press('Cerca la richiesta');
  await clerk.seesErrors('Sportello: identifica una persona', 'empty');
  await hands.write('Codice fiscale', giulia.fiscalCode);
  await hands.press('Cerca la richiesta');
  await clerk.sees(`${giulia.surname} ${giulia.name}`);
  await hands.press('Conferma l’identificazione');
  await clerk.seesErrors(`${giulia.surname} ${giulia.name}`, 'nothing ticked');
  for (const check of [/quella della fotografia/, /lo stesso numero/, /sulla tessera/, /firmato in mia presenza/]) {
    await hands.tick(check);
  }
  await hands.press('Conferma l’identificazione');
  await clerk.sees('Sportello: identifica una persona', 'identified');
  await clerk.reads('Identificazione confermata', 'G. D.');
}

/** User name, password, and the code from the phone; the public by SPID, where it has no password. */
export async function comesIn(
  person: Person,
  portal: TestPortal,
  member: { username: string; password: string; totpSecret?: string },
): Promise<void> {
  const { hands } = person;
  const digital = portal.environment['LOCAL_CREDENTIALS'] === 'off';
  if (digital && member.totpSecret === undefined) return comesInWithSpid(person, portal, member.username);
  await person.open(digital ? '/accesso/personale' : '/accesso');
  await person.sees('Accedi');
  await hands.write('Nome utente o codice fiscale', member.username);
  await hands.write('Password', member.password);
  await hands.press('Accedi');
  if (member.totpSecret === undefined) return;
  await person.sees('Scrivi il codice di sicurezza');
  await hands.write('Codice di sicurezza', await portal.otp(member));
  await hands.press('Continua');
}

/** After the desk: the temporary code gives way to one that only Giulia knows. */
export async function choosesCode(person: Person, portal: TestPortal, temporary: string): Promise<void> {
  const { hands } = person;
  await person.open(linkIn(await portal.mail(giulia.email, /attivata/)));
  await person.sees('Abilitazione: scegli il codice personale');
  await hands.write('Codice temporaneo', temporary);
  await hands.write('Nuovo codice personale', 'GIULIA85');
  await hands.write('Ripeti il nuovo codice personale', 'GIULIA85');
  await hands.press('Salva il codice personale');
  await person.seesErrors('Abilitazione: scegli il codice personale', 'made of her own data');
  await hands.write('Codice temporaneo', temporary);
  await hands.write('Nuovo codice personale', giulia.personalCode);
  await hands.write('Ripeti il nuovo codice personale', giulia.personalCode);
  await hands.press('Salva il codice personale');
  await person.sees(`Ciao, ${giulia.name} ${giulia.surname}`);
}

export async function writesDate(
  hands: Person['hands'],
  question: string,
  { day, month, year }: { day: string; month: string; year: string },
): Promise<void> {
  const group = new RegExp(`^${question}`);
  await hands.write('Giorno', day, group);
  await hands.write('Mese', month, group);
  await hands.write('Anno', year, group);
}
