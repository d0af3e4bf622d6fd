import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { type Person, peopleAt } from './hands.ts';
import { comesInBySpid, goesBack } from './identity.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { freePorts, heardBy, type Sister, startSisters } from './sisters.ts';

// A service that wants two proofs of somebody who has given one: they add the second on the way, and are in.

let portal: TestPortal;
let browser: Browser;
let servers: Server[];
let sisters: Sister[];
before(async () => {
  const ports = await freePorts(4);
  [portal, browser] = await Promise.all([
    openTestPortal({ identities: true, env: { SPID_LEVEL: '1', ...heardBy(ports) } }),
    launchBrowser(),
  ]);
  ({ servers, sisters } = await startSisters(portal, { ports, levels: [2, 2, 3] }));
});
after(async () => {
  for (const server of servers ?? []) server.closeAllConnections();
  for (const server of servers ?? []) server.close();
  await browser?.close();
  await portal?.stop();
});

test('Anna comes with a password alone, adds the code from the phone, and stands in the service', async () => {
  const [sister] = sisters;
  assert.ok(sister);
  const people = peopleAt(browser, portal.origin, { device: {}, checks: 'all' }, keyboard);
  const anna = await people.arrives();
  const { hands, page } = anna;
  await page.goto(sister.home);
  await hands.follow('Entra con Istanze OnLine');
  await anna.sees('Accedi');
  await hands.write(/^Nome utente/, CAST.anna.username);
  await hands.write('Password', CAST.anna.password);
  await hands.press('Accedi');
  await anna.sees('Serve un accesso più sicuro');
  assert.match(page.url(), /\/accesso\/conferma\?livello=2&/);
  await hands.follow('Aggiungi un secondo fattore');
  await anna.sees('Verifica in due passaggi');
  await hands.follow('Attiva il codice dal telefono');
  await anna.sees('Attiva il codice dal telefono');
  await hands.press('Attiva');
  await anna.seesErrors('Attiva il codice dal telefono', 'empty');
  const key = (await page.locator('main code').innerText()).replaceAll(' ', '');
  await hands.write('Codice di sicurezza', new TOTP({ secret: key }).generate());
  await hands.press('Attiva');
  await anna.sees('Codici di recupero');
  await hands.press('Mostra i codici di recupero');
  await anna.sees('I tuoi codici di recupero');
  await hands.follow('Li ho salvati');
  await anna.sees(`Stai per entrare in ${sister.name}`);
  await hands.press(`Entra in ${sister.name}`);
  await anna.page.waitForURL(sister.home);
  assert.equal((await page.locator('h1').innerText()).trim(), 'Sei entrato');
  assert.match(await page.locator('main').innerText(), /SpidL2/);
  await page.context().close();
});

test('Gino comes with SPID at level 1, and climbs to 2 and to 3 at his provider, as each service asks', async () => {
  const [, asksTwo, asksThree] = sisters;
  assert.ok(asksTwo && asksThree);
  const besides = [portal.identities, ...sisters.map(({ home }) => new URL(home).origin)];
  const people = peopleAt(
    browser,
    portal.origin,
    { device: { width: 360, height: 640, besides }, checks: 'all' },
    mouse,
  );
  const gino = await people.arrives();
  await comesInBySpid(gino, 'Gino Moretti', 1);
  await entersAt(gino, asksTwo, 2);
  await entersAt(gino, asksThree, 3);
  await gino.page.context().close();
});

test('Gino says no at his provider: he stays in at the level he had, and the service stays shut', async () => {
  const [, asksTwo] = sisters;
  assert.ok(asksTwo);
  const besides = [portal.identities, ...sisters.map(({ home }) => new URL(home).origin)];
  const people = peopleAt(browser, portal.origin, { device: { besides }, checks: 'axe' }, keyboard);
  const gino = await people.arrives();
  await comesInBySpid(gino, 'Gino Moretti', 1);
  await gino.page.goto(asksTwo.home);
  await gino.hands.follow('Entra con Istanze OnLine');
  await gino.hands.follow(/SPID/);
  await gino.hands.press(/^20 /);
  await goesBack(gino);
  await gino.sees('Serve un livello SPID più alto', 'climbing');
  const levels = await portal.database.query('select level from sessions order by created_at desc limit 1');
  assert.deepEqual(levels, [{ level: 1 }]);
  await gino.page.context().close();
});

/** From the service to the provider and back, a level higher. */
async function entersAt(person: Person, sister: Sister, level: 2 | 3): Promise<void> {
  const { hands, page } = person;
  await page.goto(sister.home);
  await hands.follow('Entra con Istanze OnLine');
  await person.sees('Conferma che sei tu', `SPID ${level}`);
  await hands.follow(/SPID/);
  await person.sees('Fornitore SPID di prova');
  await person.reads(`al livello ${level}`);
  await hands.pick('Chi entra', /^Gino Moretti/);
  await hands.press('Entra e dai il consenso');
  await goesBack(person);
  await person.sees(`Stai per entrare in ${sister.name}`);
  await hands.press(`Entra in ${sister.name}`);
  await page.waitForURL(sister.home);
  assert.match(await page.locator('main').innerText(), new RegExp(`SpidL${level}`));
}
