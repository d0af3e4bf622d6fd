import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { freePorts, heardBy, type Sister, startSisters } from './sisters.ts';

// A service that wants two proofs of somebody who has given one: they add the second on the way, and are in.

let portal: TestPortal;
let browser: Browser;
let servers: Server[];
let sisters: Sister[];
before(async () => {
  const ports = await freePorts(4);
  [portal, browser] = await Promise.all([openTestPortal({ env: heardBy(ports) }), launchBrowser()]);
  ({ servers, sisters } = await startSisters(portal, { ports, level: 2 }));
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
