import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, newVisitor, type VisitorOfPages } from '../browser.ts';
import { checkAxe, checkPage } from '../page-checks.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { keyboard } from './keyboard.ts';

// Somebody without an account looks for their procedure, for its dates and for its rules, and never touches a mouse.

let portal: TestPortal;
let browser: Browser;
let visit: VisitorOfPages;
before(async () => {
  [portal, browser] = await Promise.all([openTestPortal({ worker: false, smtp: 'none' }), launchBrowser()]);
  visit = await newVisitor(browser, portal.origin);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

test('a procedure is found by words and by who one is, and the address keeps the question', async () => {
  const { page } = visit;
  const hands = keyboard(page);
  await page.goto(`${portal.origin}/`);
  await hands.follow('Procedure');
  await checkPage(page);
  await hands.write('Che cosa cerchi', 'SUPPLENZA');
  await hands.select('Chi sei', 'Docente precario o aspirante docente');
  await hands.press('Cerca le procedure');
  assert.equal(new URL(page.url()).search.includes('chi=docente-precario'), true);
  assert.match(await page.title(), /^\d+ procedure trovate/);
  await checkPage(page);
  await hands.write('Che cosa cerchi', 'astronave');
  await hands.press('Cerca le procedure');
  assert.match(await page.innerText('main'), /Nessuna procedura trovata/);
  await checkPage(page);
  await hands.follow('vedi tutte le procedure');
});

test('its dates stand in the calendar', async () => {
  const { page } = visit;
  const hands = keyboard(page);
  await hands.follow('Vedi il calendario');
  await checkPage(page);
  await hands.follow('Vedi anche i mesi passati');
  await checkPage(page);
  await page.goto(`${portal.origin}/procedure/calendario`);
});

test('its page leads to its rules, and the rules to each table of points', async () => {
  const { page } = visit;
  const hands = keyboard(page);
  await page.goto(`${portal.origin}/procedure/gps-2026-28`);
  await checkPage(page);
  await hands.follow('Leggi tutte le regole');
  await checkPage(page, { keyboard: false });
  await hands.follow('Tabella A/3: Scuola secondaria, prima fascia');
  await checkPage(page, { keyboard: false });
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.site-sections').isVisible(), false);
  assert.equal(await page.getByText('Dottorato di ricerca', { exact: false }).first().isVisible(), true);
});

test('on a phone without scripts a long page is short: its index leads to each part, and paper shows them all', async () => {
  const { context, page } = await newVisitor(browser, portal.origin, { javaScript: false, width: 360, height: 800 });
  await page.goto(`${portal.origin}/procedure/gps-2026-28`);
  const tall = () => page.evaluate(() => document.documentElement.scrollHeight);
  const folded = await tall();
  await page.locator('summary', { hasText: 'In questa pagina' }).press('Enter');
  const index = page.getByRole('navigation', { name: 'In questa pagina' });
  await index.getByRole('link', { name: 'Chi decide e quando' }).press('Enter');
  const heading = await page.getByRole('heading', { name: 'Chi decide e quando' }).boundingBox();
  assert.ok(heading !== null && heading.y >= 0 && heading.y < 100, `the heading stands at ${heading?.y}`);
  const answer = page.getByText('Un inoltro che arriva', { exact: false }).last();
  assert.equal(await answer.isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await answer.isVisible(), true);
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${portal.origin}/procedure/gps-2026-28/regole`);
  await page.locator('summary', { hasText: 'In questa pagina' }).press('Enter');
  await index.getByRole('link', { name: 'Apri tutti i dettagli, per cercare' }).press('Enter');
  await page.locator('details.more-fold[open]').first().waitFor();
  assert.ok((await tall()) > 3 * folded, `${folded} px folded, ${await tall()} px open`);
  const open = page.url();
  await context.close();
  await visit.page.goto(open);
  await checkAxe(visit.page);
});

test('nothing left the portal and no browser complained', () => {
  assert.deepEqual([visit.strayRequests, visit.complaints], [[], []]);
});
