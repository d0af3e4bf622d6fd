import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { begins } from './application.ts';
import { type Person, peopleAt } from './hands.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';

// What every page weighs and is written with, whoever opens it and wherever they come from.

const LIGHT = 200 * 1024;
const PUBLIC = [
  '/',
  '/procedure',
  '/procedure/calendario',
  '/guide',
  '/assistenza',
  '/privacy',
  '/accessibilita',
  '/registrazione',
  '/accesso',
];

let portal: TestPortal;
let browser: Browser;
let anna: Person;
/** The pages of an application begun, beside those that are always there. */
let own: readonly string[];
before(async () => {
  [portal, browser] = await Promise.all([openTestPortal(), launchBrowser()]);
  anna = await peopleAt(browser, portal.origin, { device: {}, checks: 'none' }, mouse).arrives();
  await comesIn(anna, portal, CAST.anna);
  await begins(anna);
  const application = new URL(anna.page.url()).pathname.replace(/\/sezioni.*/, '');
  const inside = ['', '/sezioni/contacts', '/sezioni/province', '/punteggio', '/riepilogo'];
  const around = ['/area', '/archivio', '/messaggi', '/profilo', '/procedure/gps-2026-28'];
  own = [...around, ...inside.map((path) => application + path)];
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

/** Bytes that came over the network for one page, headers and all. */
async function weighed(page: Page, open: () => Promise<unknown>): Promise<number> {
  const network = await page.context().newCDPSession(page);
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await network.send('Network.enable');
  await open();
  await page.evaluate('document.fonts.ready.then(() => true)');
  await network.detach();
  return bytes;
}

test('the first page of a visit weighs under 200 KB with everything it needs, the next ones much less', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const first = await weighed(page, () => page.goto(`${portal.origin}/`));
  assert.ok(first < LIGHT, `the public home weighs ${first} bytes`);
  for (const path of PUBLIC.slice(1)) {
    const bytes = await weighed(page, () => page.goto(portal.origin + path));
    assert.ok(bytes < LIGHT / 4, `${path} weighs ${bytes} bytes`);
  }
  await context.close();
  for (const path of own) {
    const bytes = await weighed(anna.page, () => anna.open(path));
    assert.ok(bytes < LIGHT / 4, `${path} weighs ${bytes} bytes`);
  }
});

test('every word is in one of the three typefaces of public services, which come from the portal', async () => {
  for (const path of [...PUBLIC, ...own]) {
    await anna.open(path);
    assert.doesNotMatch(await anna.page.title(), /non c’è/, path);
    const families = await anna.page.evaluate<string[]>(`(async () => {
      await document.fonts.ready;
      const used = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).fontFamily.split(',')[0].replaceAll('"', ''));
      const loaded = [...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family.replaceAll('"', ''));
      return [...new Set([...used, ...loaded])];
    })()`);
    const others = families.filter((family) => !/^(Titillium Web|Lora|Roboto Mono)$/.test(family));
    assert.deepEqual(others, [], path);
  }
});

test('A-28: on paper the menus are gone, and a draft still says that it is one', async () => {
  await anna.open(own.at(-1) ?? '');
  await anna.page.emulateMedia({ media: 'print' });
  assert.equal(await anna.page.locator('.site-sections').isVisible(), false);
  assert.equal(await anna.page.getByText('NON ANCORA INOLTRATA', { exact: true }).isVisible(), true);
  await anna.page.emulateMedia({ media: 'screen' });
});

test('nothing left the portal and no browser complained', async () => {
  await anna.leave();
});
