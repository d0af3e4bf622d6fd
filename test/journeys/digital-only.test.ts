import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import { delegates } from './delegation.ts';
import { type Person, peopleAt } from './hands.ts';
import { comesInWithSpid, provesAgainWithSpid } from './identity.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';
import { freePorts, heardBy, type Sister, startSisters } from './sisters.ts';
import { withoutJavaScript } from './without-javascript.ts';

// The journeys once more where the public has no password (LOCAL_CREDENTIALS=off): whoever came in with one elsewhere
// comes in with SPID here, and everything goes on as it does there. The first filing is in story-with-spid.test.ts.

let portal: TestPortal;
let browser: Browser;
let sisters: readonly Sister[];
let servers: readonly Server[];
before(async () => {
  const ports = await freePorts(4);
  const env = { LOCAL_CREDENTIALS: 'off', ...heardBy(ports) };
  [portal, browser] = await Promise.all([openTestPortal({ identities: true, env }), launchBrowser()]);
  ({ sisters, servers } = await startSisters(portal, { ports }));
  await until(async () => (await portal.database.query('select 1 from identity_providers')).length === 4);
});
after(async () => {
  for (const server of servers ?? []) server.closeAllConnections();
  for (const server of servers ?? []) server.close();
  await browser?.close();
  await portal?.stop();
});

const elsewhere = () => [portal.identities, ...sisters.map(({ home }) => new URL(home).origin)];

test('a delegation, the archive, and the end of other sessions, on a narrow screen', { timeout: 120_000 }, async () => {
  const device = { width: 360, height: 640, besides: elsewhere() };
  const people = peopleAt(browser, portal.origin, { device, checks: 'axe' }, mouse);
  const delegator = await delegates(portal, people.arrives);
  await delegator.open('/archivio');
  await delegator.sees('Archivio');
  await delegator.reads(/\b\d{7}\/\d{4}\b/);
  await people.leave();
});

test('a forgotten personal code, and the end of other sessions, by keyboard', { timeout: 120_000 }, async () => {
  const people = peopleAt(browser, portal.origin, { device: { besides: elsewhere() }, checks: 'axe' }, keyboard);
  const [desk, phone] = [await people.arrives(), await people.arrives()];
  await comesIn(phone, portal, CAST.anna);
  await comesIn(desk, portal, CAST.anna);
  await choosesCodeAtOnce(desk, 'gatto7tetto');
  await portal.database.query(`update sessions set authenticated_at = authenticated_at - interval '11 minutes'`);
  await desk.open('/profilo/dispositivi');
  await desk.hands.press('Termina tutte le altre sessioni');
  await provesAgainWithSpid(desk, 'Anna Bianchi');
  await desk.sees('Sessioni e dispositivi');
  await desk.hands.press('Termina tutte le altre sessioni');
  await desk.sees('Sessioni e dispositivi', 'one');
  await phone.open('/profilo/dispositivi');
  await phone.sees('Accedi', 'ended');
  await people.leave();
});

/** SPID of level 2 is proof enough: no mail is needed. */
async function choosesCodeAtOnce(person: Person, code: string): Promise<void> {
  const { hands } = person;
  await person.open('/profilo');
  await hands.follow('Ho dimenticato il codice personale');
  await person.sees('Hai dimenticato il codice personale?');
  await hands.follow('Recupera il codice personale');
  await person.sees('Recupera il codice personale');
  await hands.write('Nuovo codice personale', code);
  await hands.write('Ripeti il nuovo codice personale', code);
  await hands.press('Salva il nuovo codice personale');
  await person.sees('Il tuo profilo', 'recovered');
}

for (const [how, javaScript, handsFor] of [
  ['by keyboard', true, keyboard],
  ['without JavaScript', false, withoutJavaScript],
] as const) {
  test(`two services entered with one SPID, and left at once, ${how}`, { timeout: 120_000 }, async () => {
    const device = { javaScript, besides: elsewhere() };
    const people = peopleAt(browser, portal.origin, { device, checks: 'none' }, handsFor);
    const person = await people.arrives();
    const [first, second] = sisters;
    assert.ok(first && second);
    await portal.database.query('delete from openid_consents');
    const { hands, page } = person;
    await page.goto(first.home);
    await hands.follow('Entra con Istanze OnLine');
    await person.sees('Accedi', 'from a service');
    await comesInWithSpid(person, portal, CAST.anna.username);
    await consents(person, first);
    await page.goto(second.home);
    await hands.follow('Entra con Istanze OnLine');
    await consents(person, second);
    await hands.follow('Esci da tutti i servizi');
    await page.waitForURL(/\/uscito/);
    await person.open('/area');
    await person.sees('Accedi', 'out');
    await until(async () => {
      await page.goto(first.home);
      return (await page.locator('h1').innerText()) === `Benvenuto in ${first.name}`;
    });
    await people.leave();
  });
}

async function consents(person: Person, { name, home }: Sister): Promise<void> {
  await person.sees(`Stai per entrare in ${name}`, name);
  await person.reads('Le tue credenziali non vengono mai passate');
  await person.hands.press(`Entra in ${name}`);
  await person.page.waitForURL(home);
  await person.sees('Sei entrato', name);
}
