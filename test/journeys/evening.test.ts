import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { launchBrowser } from '../browser.ts';
import { checkAxe, checkErrors, checkPage } from '../page-checks.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { until } from '../until.ts';
import { begins } from './application.ts';
import { type Person, peopleAt } from './hands.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';

// Anna fills in on a bad evening: the server falls over, a second tab is open, the session ends while she writes.

let portal: TestPortal;
let browser: Browser;
let anna: Person;
before(async () => {
  [portal, browser] = await Promise.all([openTestPortal(), launchBrowser()]);
  const look = { device: {}, checks: 'none' } as const;
  anna = await peopleAt(browser, portal.origin, look, mouse).arrives();
  await comesIn(anna, portal, CAST.anna);
  await begins(anna);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

const strip = (page: Page) => page.locator('[data-save-words]');
const alarm = (page: Page) => page.locator('[data-save-alert]');
const title = (page: Page) => page.getByLabel('Titolo di accesso', { exact: true });

async function says(place: ReturnType<typeof strip>, words: RegExp): Promise<void> {
  await until(async () => words.test(await place.innerText())).catch(async () =>
    assert.fail(`"${await place.innerText()}" instead of ${words}`),
  );
}

/** A ranking, opened on a page of its own; answers its address. */
async function openRanking(): Promise<string> {
  const { page } = anna;
  await anna.hands.select('Provincia a cui presenti l’istanza', 'Valdoro');
  await anna.hands.pick(/^Sei già nelle graduatorie/, 'No, è la prima volta');
  await anna.hands.press('Salva e continua');
  await anna.hands.follow('Aggiungi graduatoria');
  return page.url();
}

test('A-09: what is typed is saved within seconds and said once, and the focus stays where it was', async () => {
  await openRanking();
  const { page } = anna;
  await page.evaluate(`{
    window.said = [];
    const strip = document.querySelector('[data-save-words]');
    new MutationObserver(() => window.said.push(strip.textContent)).observe(strip, { childList: true, characterData: true, subtree: true });
  }`);
  assert.equal(await strip(page).getAttribute('role'), 'status');
  assert.equal(await strip(page).innerText(), 'Le risposte si salvano da sole mentre scrivi.');
  await title(page).pressSequentially('Laurea magistrale LM-14');
  await says(strip(page), /^Salvato alle \d\d:\d\d:\d\d · mancano \d+ risposte$/);
  assert.equal(await page.evaluate('document.activeElement.id'), 'access_title');
  assert.equal((await page.evaluate<string[]>('window.said')).length, 1);
});

test('when the server is gone the page says so loudly, keeps what was typed, and saves it by itself afterwards', async () => {
  const { page } = anna;
  await portal.server.kill();
  await title(page).fill('Laurea magistrale LM-14 Filologia moderna');
  await says(alarm(page), /^Non salvato: la rete non risponde, riprovo\. Non chiudere la pagina\.$/);
  assert.equal(await alarm(page).getAttribute('role'), 'alert');
  await checkAxe(page);
  await anna.hands.page.getByRole('radio', { name: 'Prima fascia' }).check();
  assert.equal(await title(page).inputValue(), 'Laurea magistrale LM-14 Filologia moderna', 'the page is still there');
  await Promise.all([page.waitForEvent('load'), portal.server.restart()]);
  assert.equal(await title(page).inputValue(), 'Laurea magistrale LM-14 Filologia moderna');
  assert.ok(await page.getByRole('radio', { name: 'Prima fascia' }).isChecked());
  assert.ok(
    await page
      .getByRole('group', { name: /^Come hai ottenuto/ })
      .or(page.getByLabel(/^Come hai ottenuto/))
      .count(),
  );
});

test('R-16: two tabs with different answers lose neither, and the person says which one counts', async () => {
  const { page } = anna;
  const other = await anna.visitor.context.newPage();
  await other.goto(page.url());
  await title(page).fill('Laurea in Lettere');
  await says(strip(page), /^Salvato/);
  await title(other).fill('Laurea in Filologia');
  await says(alarm(other), /^Non salvato: la stessa sezione è stata cambiata altrove/);
  await checkAxe(other);
  const [settling] = await Promise.all([
    anna.visitor.context.waitForEvent('page'),
    other.getByRole('link', { name: 'Vedi i due valori e scegli' }).click(),
  ]);
  await settling.waitForLoadState();
  const words = await settling.locator('main').innerText();
  assert.match(words, /Laurea in Lettere/);
  assert.match(words, /Laurea in Filologia/);
  await checkPage(settling);
  await settling.getByRole('button', { name: 'Salva le risposte scelte' }).click();
  await settling.waitForURL(/conflitti|confronto|scelte/).catch(() => undefined);
  await checkErrors(settling);
  await checkPage(settling);
  await settling.getByRole('radio', { name: 'Laurea in Filologia' }).check();
  await Promise.all([
    settling.waitForEvent('load'),
    settling.getByRole('button', { name: 'Salva le risposte scelte' }).click(),
  ]);
  await settling.close();
  await other.close();
  await page.reload();
  assert.equal(await title(page).inputValue(), 'Laurea in Filologia');
});

/** As if nobody had touched anything for longer than a session lasts. */
async function sessionEnds(): Promise<void> {
  await portal.owner.query(
    "update sessions set last_seen_at = last_seen_at - interval '2 hours', created_at = created_at - interval '2 hours'",
  );
}

async function signsIn(page: Page): Promise<void> {
  await page.getByLabel('Nome utente o codice fiscale').fill(CAST.anna.username);
  await page.getByLabel('Password', { exact: true }).fill(CAST.anna.password);
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Accedi' }).click()]);
}

test('R-17: the session ends while one types; after signing in beside it the page saves by itself', async () => {
  const { page } = anna;
  await sessionEnds();
  await title(page).fill('Laurea in Filologia moderna');
  await says(alarm(page), /^Non salvato: devi accedere di nuovo\. Il testo resta qui: Accedi$/);
  const [door] = await Promise.all([
    anna.visitor.context.waitForEvent('page'),
    alarm(page).getByRole('link', { name: 'Accedi' }).click(),
  ]);
  await door.waitForLoadState();
  await signsIn(door);
  await door.close();
  await says(alarm(page), /^$/);
  await says(strip(page), /^Salvato/);
  await page.reload();
  assert.equal(await title(page).inputValue(), 'Laurea in Filologia moderna');
});

test('R-17: the same without JavaScript: what was sent too late waits behind the login', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await anna.visitor.context.storageState(),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(anna.page.url());
  await title(page).fill('Laurea in Scienze dell’antichità');
  await sessionEnds();
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Salva e continua' }).click()]);
  assert.match(await page.locator('main').innerText(), /Quello che avevi scritto è conservato/);
  await signsIn(page);
  assert.equal(new URL(page.url()).pathname, new URL(anna.page.url()).pathname);
  assert.match(await page.locator('main').innerText(), /La sessione era finita mentre scrivevi/);
  assert.equal(await title(page).inputValue(), 'Laurea in Scienze dell’antichità');
  await anna.visitor.context.clearCookies();
  await anna.visitor.context.addCookies(await context.cookies());
  await context.close();
});

test('A-10: three minutes before the end a dialog asks once; Esc stays; after the end the way back is there', async () => {
  const page = await anna.visitor.context.newPage();
  const dialog = page.locator('dialog.stay');
  await page.clock.install();
  await page.goto(anna.page.url());
  await page.clock.fastForward('26:00');
  assert.equal(await dialog.getAttribute('open'), null);
  await page.clock.fastForward('01:30');
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /Sei ancora qui\?/);
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Resta collegato');
  for (const expected of ['Esci', 'Resta collegato']) {
    await until(async () => {
      await page.keyboard.press('Tab');
      return (await page.evaluate('document.activeElement.textContent')) === expected;
    }, 5);
    assert.equal(await page.evaluate("document.activeElement.closest('dialog, body').tagName"), 'DIALOG');
  }
  await portal.owner.query("update sessions set last_seen_at = last_seen_at - interval '10 minutes'");
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  const [seen] = await portal.owner.query<{ late: boolean }>(
    "select bool_or(last_seen_at > clock_timestamp() - interval '1 minute') late from sessions",
  );
  assert.ok(seen?.late, 'Esc means stay, and the server knows');
  await page.clock.fastForward('27:30');
  await dialog.waitFor();
  await page.clock.fastForward('03:30');
  assert.match(await dialog.innerText(), /La sessione è finita/);
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Accedi di nuovo');
  await page.clock.resume();
  await checkAxe(page);
  await sessionEnds();
  const here = page.url();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await signsIn(page);
  assert.equal(new URL(page.url()).pathname, new URL(here).pathname);
  assert.equal(await title(page).inputValue(), 'Laurea in Scienze dell’antichità');
  await page.close();
});

test('the last minutes of a session: said beside the page, with the focus left where it is, and nothing to prolong', async () => {
  await portal.owner.query(
    `update sessions set last_seen_at = clock_timestamp(),
       created_at = clock_timestamp() - interval '12 hours' + interval '5 minutes'`,
  );
  const page = await anna.visitor.context.newPage();
  await page.clock.install();
  await page.goto(anna.page.url());
  await title(page).focus();
  const said = page.getByRole('alert').filter({ hasText: 'La sessione sta per finire' });
  await page.clock.fastForward('01:00');
  assert.equal(await said.count(), 0);
  await page.clock.fastForward('01:30');
  await said.waitFor();
  assert.match(await said.innerText(), /tra [23] minuti, alle \d\d:\d\d e non si può prolungare/);
  assert.match(await said.innerText(), /Le risposte salvate restano/);
  assert.equal(await title(page).evaluate((field) => field === document.activeElement), true);
  assert.equal(await page.locator('dialog[open]').count(), 0, 'nothing is asked that cannot be had');
  assert.match(await page.locator('footer').innerText(), /La sessione finisce tra 4 minuti e non si può prolungare/);
  await page.clock.resume();
  await checkAxe(page);
  await page.getByRole('button', { name: 'Ho capito' }).press('Enter');
  assert.equal(await said.count(), 0);
  await page.clock.fastForward('03:00');
  await page.locator('dialog[open]').waitFor();
  assert.match(await page.locator('dialog').innerText(), /La sessione è finita/);
  await portal.owner.query(`update sessions set created_at = created_at - interval '6 minutes'`);
  await page.reload();
  await page.getByText('perché era aperta da molte ore').waitFor();
  await page.close();
});
