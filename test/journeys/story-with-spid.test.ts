import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { type SmallProvider, startSmallProvider } from '../saml/small-provider.ts';
import { files, fillsIn } from './application.ts';
import { giulia } from './cast.ts';
import { type Person, peopleAt } from './hands.ts';
import { writesDate } from './registration.ts';
import { withoutJavaScript } from './without-javascript.ts';

// Where the public has no password (LOCAL_CREDENTIALS=off): from the first entry with SPID to an application filed,
// without a desk and without a script.

let portal: TestPortal;
let browser: Browser;
let provider: SmallProvider;
const folder = mkdtempSync(join(tmpdir(), 'polis-providers-'));
before(async () => {
  provider = await startSmallProvider(() => portal.origin, {
    ...{ spidCode: 'TEST0000000001', name: giulia.name, familyName: giulia.surname, gender: 'F' },
    ...{
      fiscalNumber: `TINIT-${giulia.fiscalCode}`,
      dateOfBirth: '1985-03-07',
      placeOfBirth: 'X001',
      email: giulia.email,
    },
  });
  writeFileSync(join(folder, 'provider.xml'), provider.metadata);
  const env = { LOCAL_CREDENTIALS: 'off', SPID_IDP_METADATA_DIR: folder };
  [portal, browser] = await Promise.all([openTestPortal({ env }), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
  await provider?.stop();
  rmSync(folder, { recursive: true });
});

const look = { device: { javaScript: false }, checks: 'axe' } as const;

async function goesToProvider(person: Person): Promise<void> {
  await person.open('/accesso');
  await person.sees('Accedi');
  await person.page.locator('summary', { hasText: 'Entra con SPID' }).click();
  await person.hands.follow(provider.name);
}

test('from the first entry with SPID to a filed application, without a desk', { timeout: 300_000 }, async () => {
  const people = peopleAt(browser, portal.origin, look, withoutJavaScript);
  const person = await people.arrives();
  const { hands } = person;
  provider.anomaly = 25;
  await goesToProvider(person);
  await hands.press('Torna al portale');
  await person.sees('Accesso annullato');
  provider.anomaly = undefined;
  await goesToProvider(person);
  await hands.press('Torna al portale');
  await person.sees('Abilitazione: i tuoi dati');
  await asksToBeEnabled(person);
  await choosesCode(person, portal);
  await fillsIn(person);
  await files(person, portal, '105', 'Inoltra la domanda');
  const [filing] = await portal.database.query<{ validity: Record<string, Record<string, unknown>> }>(
    'select validity from filings',
  );
  assert.deepEqual(
    [filing?.validity['ground'], filing?.validity['entry']?.['method'], filing?.validity['entry']?.['level']],
    ['digital-identity-and-personal-code', 'spid', 2],
  );
  assert.match(String(filing?.validity['entry']?.['assertionId']), /^_assertion/);
  await person.open('/profilo/identita-digitali');
  await person.sees('Identità digitali');
  // To the provider one goes twice, and nowhere else.
  const elsewhere = person.visitor.strayRequests.splice(0);
  assert.deepEqual([...new Set(elsewhere.map((address) => new URL(address).pathname))], ['/sso']);
  await people.leave();
});

async function asksToBeEnabled(person: Person): Promise<void> {
  const { hands } = person;
  await hands.write('Via e numero civico', giulia.street);
  await hands.search(/^Comune/, 'borgo', /Borgo Valdoro/);
  await hands.write('CAP', giulia.postalCode);
  await hands.write('Cellulare', giulia.mobile);
  await hands.select('Tipo di documento', 'Carta d’identità');
  await hands.write('Numero del documento', giulia.document.number);
  await hands.write('Rilasciato da', giulia.document.issuer);
  await writesDate(hands, 'Data di rilascio', { day: '7', month: '3', year: '2020' });
  await writesDate(hands, 'Data di scadenza', { day: '7', month: '3', year: '2030' });
  await hands.tick('Ho letto l’informativa sulla privacy');
  await hands.press('Controlla i dati');
  await person.sees('Abilitazione: controlla i dati');
  await hands.press('Accetto: manda la richiesta');
}

async function choosesCode(person: Person, { mail }: TestPortal): Promise<void> {
  const { hands } = person;
  await person.sees('Abilitazione: scegli il codice personale');
  const { text } = await mail(giulia.email, /codice temporaneo/i);
  await hands.write('Codice temporaneo', /\b(?:[A-Z0-9]{4}[- ]){2}[A-Z0-9]{4}\b/.exec(text)?.[0] ?? '');
  await hands.write('Nuovo codice personale', giulia.personalCode);
  await hands.write('Ripeti il nuovo codice personale', giulia.personalCode);
  await hands.press('Salva il codice personale');
  await person.sees(`Ciao, ${giulia.name} ${giulia.surname}`);
}

test('no page for passwords answers the public; staff have a door of their own', async () => {
  const status = async (path: string) => (await fetch(portal.origin + path, { redirect: 'manual' })).status;
  for (const path of ['/registrazione', '/accesso/recupero', '/accesso/nome-utente']) {
    assert.equal(await status(path), 404, path);
  }
  for (const path of ['/', '/accesso']) {
    assert.doesNotMatch(await (await fetch(portal.origin + path)).text(), /registrazione/, path);
  }
  assert.equal(await status('/accesso/personale'), 200);
  const posted = await fetch(`${portal.origin}/accesso`, { method: 'POST', redirect: 'manual' });
  assert.equal(posted.status, 404);
});
