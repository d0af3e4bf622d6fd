import assert from 'node:assert/strict';
import { personOf } from '../../src/apps/cast.ts';
import { createVerifiedAccount } from '../../src/features/accounts/index.ts';
import type { CivilDate } from '../../src/kernel/civil-date.ts';
import { createHasher } from '../../src/platform/hashing.ts';
import { linkIn, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import type { Person } from './hands.ts';

export interface Member {
  readonly fiscalCode: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

const PASSWORD = 'graffetta celeste in mansarda';
const NEW_PASSWORD = 'sette lampioni sul ponte';
let people = 0;

/** Somebody registered, with this box; every one their own. */
export async function memberAt(portal: TestPortal, domain = 'posta.example'): Promise<Member> {
  people += 1;
  const born = new Date(Date.UTC(1971, 0, people)).toISOString().slice(0, 10) as CivilDate;
  const invented = { name: 'Lia', surname: 'Posta', birthDate: born, sex: 'F', birthPlaceCode: 'X001' } as const;
  const email = `lia.posta.${people}@${domain}`;
  const person = personOf({ ...invented, birthPlace: 'Borgo Valdoro', email, username: '', password: '' });
  const deps = { database: portal.database, hasher: createHasher(), secret: portal.environment['POLIS_SECRET'] ?? '' };
  const account = await createVerifiedAccount(deps, person, { password: PASSWORD }, new Date());
  if (account === undefined) throw new Error(`${person.fiscalCode} has an account already`);
  return { fiscalCode: account.fiscalCode, username: account.username, email, password: PASSWORD };
}

async function comesIn(person: Person, { username, password }: Member, path = '/accesso'): Promise<void> {
  const { hands } = person;
  await person.open(path);
  await hands.write('Nome utente o codice fiscale', username);
  await hands.write('Password', password);
  await hands.press('Accedi');
}

export async function forgetsUsername(person: Person, portal: TestPortal, member: Member): Promise<void> {
  const { hands } = person;
  await person.open('/accesso');
  await person.sees('Accedi');
  await hands.follow('Ho dimenticato il nome utente');
  await person.sees('Hai dimenticato il nome utente?');
  await hands.press('Mandami il nome utente');
  await person.seesErrors('Hai dimenticato il nome utente?', 'empty');
  await hands.write('Codice fiscale', member.fiscalCode);
  await hands.press('Mandami il nome utente');
  await person.sees('Controlla la tua posta', 'user name');
  await person.reads('Il tuo nome utente', 'Polis <non-rispondere@polis.example>', 'spam', 'dopo un minuto');
  await hands.press('Manda di nuovo l’e-mail');
  await person.reads(/già partita da poco: riprova tra/);
  const mail = await portal.mail(member.email, /^Il tuo nome utente$/);
  assert.match(mail.text, new RegExp(`Nome utente: ${member.username}\\b`));
}

/** Answers the member with the new password. */
export async function forgetsPassword(person: Person, portal: TestPortal, member: Member): Promise<Member> {
  const { hands } = person;
  await person.open('/accesso');
  await hands.follow('Ho dimenticato la password');
  await person.sees('Hai dimenticato la password?');
  await hands.write('Codice fiscale', member.fiscalCode);
  await hands.press('Mandami il collegamento');
  await person.sees('Controlla la tua posta', 'password');
  const link = linkIn(await portal.mail(member.email, /^Scegli una nuova password$/));
  await person.open(link);
  await person.sees('Scegli una nuova password');
  await hands.press('Salva la nuova password');
  await person.seesErrors('Scegli una nuova password', 'empty');
  await hands.write('Nuova password', NEW_PASSWORD);
  await hands.write('Di nuovo la nuova password', NEW_PASSWORD);
  await hands.press('Salva la nuova password');
  await person.sees('Accedi', 'with a new password');
  await person.reads('La nuova password è salvata');
  await portal.mail(member.email, /^La tua password è cambiata$/);
  await person.open(link);
  await person.sees('Il collegamento non vale più', 'of the password');
  return { ...member, password: NEW_PASSWORD };
}

/** A new address is added, proven and chosen. */
async function addsAddress(person: Person, portal: TestPortal, email: string): Promise<void> {
  const { hands } = person;
  await hands.follow('Aggiungi un indirizzo');
  await person.sees('Aggiungi un indirizzo');
  await hands.press('Manda il collegamento');
  await person.seesErrors('Aggiungi un indirizzo', 'empty');
  await hands.write('Indirizzo e-mail', email);
  await hands.write('Di nuovo l’indirizzo e-mail', email);
  await hands.press('Manda il collegamento');
  await person.sees('I tuoi indirizzi e-mail', 'one waits');
  await person.reads('Da confermare', 'Conferma il tuo indirizzo e-mail', 'Guarda nella posta indesiderata');
  await person.open(linkIn(await portal.mail(email, /^Conferma il tuo indirizzo e-mail$/)));
  await person.sees('Conferma l’indirizzo e-mail');
  await hands.press('Conferma l’indirizzo');
  await person.sees('Indirizzo confermato', 'of an address');
  await hands.follow('Vai ai tuoi indirizzi');
  await person.sees('I tuoi indirizzi e-mail', 'two');
  await hands.follow(/^Usa come riferimento/);
  await person.sees('Cambia l’indirizzo di riferimento');
  await hands.press('Usa come riferimento');
  await person.sees('I tuoi indirizzi e-mail', 'another reference');
}

/** A changed address, and from the old box the way back. `other` is who reads that box. */
export async function changesAndUndoes(person: Person, other: Person, portal: TestPortal, member: Member) {
  await comesIn(person, member);
  await person.open('/profilo/indirizzi');
  await person.sees('I tuoi indirizzi e-mail', 'one');
  const email = member.email.replace('@', '.nuova@');
  await addsAddress(person, portal, email);
  const undo = linkIn(await portal.mail(member.email, /^È cambiato l’indirizzo a cui ti scriviamo$/));
  await other.open(undo);
  await other.sees('Non sei stato tu? Annulla la modifica');
  await other.hands.press('Annulla la modifica');
  await other.sees('Modifica annullata');
  await other.reads('Scegli una nuova password');
  await other.hands.follow('Scegli una nuova password');
  await other.sees('Hai dimenticato la password?', 'after an undo');
  await other.open(undo);
  await other.sees('Il collegamento non vale più', 'of an undo');
  await person.open('/profilo/indirizzi');
  await person.sees('Accedi', 'every session has ended');
  await comesIn(person, member, '/accesso?dopo=/profilo/indirizzi');
  await person.sees('I tuoi indirizzi e-mail', 'undone');
  await person.reads('Di riferimento', 'Annullata');
  const words = await person.words();
  assert.ok(!words.includes(`${email} Indirizzo personale`), 'the new address is gone');
}

/** Mail comes back: told at sign-in, on the page, and put right with another address. */
export async function mendsReturnedMail(person: Person, portal: TestPortal, member: Member): Promise<void> {
  const { hands } = person;
  await person.open('/accesso');
  await hands.follow('Ho dimenticato il nome utente');
  await hands.write('Codice fiscale', member.fiscalCode);
  await hands.press('Mandami il nome utente');
  await until(async () => {
    const rows = await portal.database.query<{ state: string }>(
      'select state from outgoing_mails where recipient = $1 and bounced_at is not null',
      [member.email],
    );
    return rows[0];
  }, 60);
  await comesIn(person, member);
  await person.sees('La nostra posta non ti arriva');
  await person.reads(`La posta a ${member.email} torna indietro`, 'la casella non esiste');
  await hands.follow('Sistema gli indirizzi');
  await person.sees('I tuoi indirizzi e-mail', 'mail comes back');
  await person.reads('La posta torna indietro', 'Aggiungi un altro indirizzo');
  await addsAddress(person, portal, `nuova.${member.email.replace(/@.*/, '@posta.example')}`);
  await hands.follow(/^Togli/);
  await person.sees('Togli un indirizzo');
  await hands.press('Togli l’indirizzo');
  await person.sees('I tuoi indirizzi e-mail', 'mended');
  assert.doesNotMatch(await person.words(), /La posta torna indietro|La posta a \S+ torna indietro/);
}
