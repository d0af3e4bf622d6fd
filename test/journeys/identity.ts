import assert from 'node:assert/strict';
import { CAST } from '../../src/apps/cast.ts';
import type { TestPortal } from '../portal.ts';
import type { Person } from './hands.ts';

// The ways in and out with a digital identity, as the provider of development plays them.

/** What the person reads for each anomaly of SPID (identity.md C5). */
const ANOMALIES: readonly (readonly [button: RegExp, heading: string, words: string])[] = [
  [/^19 /, 'Accesso non riuscito', 'credenziali SPID errate più volte'],
  [/^20 /, 'Serve un livello SPID più alto', 'credenziali SPID di livello superiore'],
  [/^21 /, 'Tempo scaduto', 'va completato entro un tempo limitato'],
  [/^22 /, 'Consenso negato', 'Hai negato il consenso'],
  [/^23 /, 'Identità sospesa, revocata o bloccata', 'contatta il gestore'],
  [/^25 /, 'Accesso annullato', 'Hai annullato l’accesso con SPID'],
  [/^30 /, 'Serve un’identità da persona fisica', 'Usa una identità SPID da persona fisica'],
];

/** And for those CIE has, by OpenID Connect. */
const CIE_ANOMALIES: readonly (readonly [button: RegExp, heading: string, words: string])[] = [
  [/^19 /, 'Accesso con CIE non riuscito', 'Hai sbagliato più volte'],
  [/^20 /, 'Serve un livello superiore', 'livello superiore'],
  [/^21 /, 'Tempo scaduto', 'entro pochi minuti'],
  [/^22 /, 'Consenso negato', 'Non hai dato il consenso'],
  [/^23 /, 'CIE non utilizzabile', 'scaduta, sospesa o revocata'],
  [/^25 /, 'Accesso annullato', 'Hai annullato'],
];

/** From the login page, where they may stand already, to the provider's, by SPID. */
async function goesToSpid(person: Person): Promise<void> {
  if (new URL(person.page.url()).pathname !== '/accesso') await person.open('/accesso');
  await person.sees('Accedi');
  await person.hands.unfold('Entra con SPID');
  await person.hands.follow('Fornitore SPID di prova');
  await person.sees('Fornitore SPID di prova');
}

async function goesToCie(person: Person): Promise<void> {
  await person.open('/accesso');
  await person.sees('Accedi');
  await person.hands.follow('Entra con CIE');
  await person.sees('Fornitore CIE di prova (OpenID Connect)');
}

/** Without scripts the answer of SAML is sent with a button. */
export async function goesBack(person: Person): Promise<void> {
  await person.sees('Torna al servizio');
  await person.hands.press('Torna al servizio');
}

export async function meetsEveryAnomaly(person: Person): Promise<void> {
  for (const [button, heading, words] of ANOMALIES) {
    await goesToSpid(person);
    await person.hands.press(button);
    await goesBack(person);
    await person.sees(heading, `SPID ${button}`);
    await person.reads(words);
  }
  for (const [button, heading, words] of CIE_ANOMALIES) {
    await goesToCie(person);
    await person.hands.press(button);
    await person.sees(heading, `CIE ${button}`);
    await person.reads(words, 'Riprova con CIE');
  }
  await person.open('/area');
  await person.sees('Accedi');
}

/** Somebody without an account comes in, and stands where the enablement begins. */
export async function comesInBySpid(person: Person, who: string, level?: 1 | 2 | 3): Promise<void> {
  await goesToSpid(person);
  await person.hands.pick('Chi entra', who);
  if (level !== undefined) await person.hands.pick('Livello', `Livello ${level}`);
  await person.hands.press('Entra e dai il consenso');
  await goesBack(person);
  await person.sees(/^Abilitazione/);
}

interface Known {
  readonly name: string;
  readonly surname: string;
  readonly born: string;
  readonly email: string;
}

/** Somebody who had an account before comes in by SPID, the first time proving that it is theirs. */
export async function comesInWithSpid(person: Person, portal: TestPortal, username: string): Promise<void> {
  const [known] = await portal.database.query<Known>(
    'select name, surname, birth_date::text as born, reference_address(id) as email from accounts where username = $1',
    [username],
  );
  assert.ok(known, username);
  const { hands } = person;
  await goesToSpid(person);
  await hands.write('Nome', known.name);
  await hands.write('Cognome', known.surname);
  await hands.write('Data di nascita', known.born);
  await hands.write('E-mail', known.email);
  await hands.press('Entra come questa persona');
  await goesBack(person);
  if ((await person.page.locator('h1').innerText()) === 'Collega la tua identità') await proves(person, portal, known);
  assert.doesNotMatch(new URL(person.page.url()).pathname, /^\/(accesso|spid)/, await person.words());
}

async function proves({ hands }: Person, portal: TestPortal, { email }: Pick<Known, 'email'>): Promise<void> {
  const { text } = await portal.mail(email, /identità|codice/i);
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(text)?.[0];
  assert.ok(code, text);
  await hands.write('Codice ricevuto per e-mail', code);
  await hands.press('Collega ed entra');
}

/** Who came in by SPID proves it again where they came in. */
export async function provesAgainWithSpid(person: Person, who: string): Promise<void> {
  await person.sees('Conferma che sei tu');
  await person.hands.follow(/SPID/);
  await person.sees('Fornitore SPID di prova');
  await person.hands.pick('Chi entra', who);
  await person.hands.press('Entra e dai il consenso');
  await goesBack(person);
}

/** At level 1 one is in, but what needs more asks for more: the same provider, a level higher. */
export async function climbsALevel(person: Person, portal: TestPortal): Promise<void> {
  const level = async () =>
    (
      await portal.database.query<{ level: number }>(
        `select level from sessions where method = 'spid' order by created_at desc limit 1`,
      )
    )[0]?.level;
  assert.equal(await level(), 1);
  await person.open('/accesso/conferma?livello=2&dopo=/profilo/identita-digitali');
  await person.hands.follow(/SPID/);
  await person.sees('Fornitore SPID di prova');
  await person.reads('al livello 2');
  await person.hands.pick('Chi entra', /Fabia Serra/);
  await person.hands.press('Entra e dai il consenso');
  await goesBack(person);
  await person.sees('Identità digitali');
  assert.equal(await level(), 2);
}

/** The provider closes the session everywhere, and so it is closed here. */
export async function leavesFromTheProvider(person: Person, portal: TestPortal): Promise<void> {
  await person.open(portal.identities);
  await person.sees('Fornitori di identità di prova');
  await person.hands.press(/^Esci dappertutto/);
  await person.sees('Sei uscito');
  await person.open('/area');
  await person.sees('Accedi');
}

/** An account that is there already is opened only to who proves that it is theirs: a code goes to its address. */
export async function collegatesCie(person: Person, portal: TestPortal): Promise<void> {
  await goesToCie(person);
  await person.hands.pick('Chi entra', /Anna Bianchi/);
  await person.hands.press('Entra e dai il consenso');
  await person.sees('Collega la tua identità');
  await proves(person, portal, CAST.anna);
  await person.sees(/Anna|domande/);
}

/** Another state says no fiscal code: it opens only an account it was added to by its owner, who is in already. */
export async function addsAnotherState(person: Person): Promise<void> {
  const { hands } = person;
  const answers = async (what: RegExp | string) => {
    await person.sees('Nodo eIDAS di prova');
    await hands.pick('Chi entra', /Anna Bianchi/);
    await hands.press(what);
    await goesBack(person);
  };
  await person.open('/profilo/identita-digitali');
  await hands.follow('Collega eIDAS');
  await answers(/^22 /);
  await person.sees('Consenso negato', 'eIDAS');
  await person.open('/profilo/identita-digitali');
  await hands.follow('Collega eIDAS');
  await answers('Entra e dai il consenso');
  await person.sees('Identità digitali', 'eIDAS added');
  await person.reads('Nodo eIDAS di prova');
  await leaves(person);
  await person.open('/accesso');
  await hands.follow('Login with eIDAS');
  await answers('Entra e dai il consenso');
  await person.sees(/^Ciao, Anna/, 'eIDAS');
}

/** Where a card (CNS) is asked for; one that is over is told so, a good one opens an account that is proved to be theirs. */
export async function comesInByCard(person: Person, portal: TestPortal): Promise<void> {
  const { hands } = person;
  const shows = async (what: string) => {
    await person.open('/accesso');
    await hands.follow('Entra con CNS');
    await person.sees('Lettore di carte di prova (CNS)');
    await hands.pick('Chi entra', /^Bruno Conti/);
    await hands.press(what);
  };
  for (const trouble of ['Carta scaduta', 'Carta che non dice il nome']) {
    await shows(trouble);
    await person.sees('La carta non si può usare');
  }
  await shows('Usa questa carta');
  await person.sees('Collega la tua identità', 'card');
  await proves(person, portal, CAST.bruno);
}

/** The same card by the older protocol, by somebody the provider had never seen. */
export async function comesInByCieSaml(person: Person, portal: TestPortal): Promise<void> {
  await person.open(`/cie/login?idp=${encodeURIComponent(`${portal.identities}/cie`)}`);
  await person.sees('Fornitore CIE di prova');
  const { hands } = person;
  await hands.press('Entra come questa persona');
  await person.sees('Fornitore CIE di prova', 'nothing typed');
  await hands.write('Nome', 'Ilaria');
  await hands.write('Cognome', 'Fonda');
  await hands.write('Data di nascita', '1991-06-30');
  await hands.write('E-mail', 'ilaria.fonda@posta.example');
  await hands.press('Entra come questa persona');
  await goesBack(person);
  await person.sees(/^Abilitazione/);
}

/** Out of the portal: the session is over, and CIE is told by the worker. */
export async function leaves(person: Person): Promise<void> {
  await person.open('/uscita');
  await person.sees('Vuoi uscire?');
  await person.hands.press('Esci');
  await person.open('/area');
  await person.sees('Accedi');
}
