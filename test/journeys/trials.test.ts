import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { distFolder } from '../../src/apps/build.ts';
import { readAssets } from '../../src/platform/assets/manifest.ts';
import { zip } from '../../src/platform/zip.ts';
import type { PortalVisitor } from '../account-portal.ts';
import { launchBrowser, newVisitor } from '../browser.ts';
import { builtPrograms } from '../built.ts';
import type { ApplicantOnPortal } from '../filing-portal.ts';
import { ownPort } from '../own-port.ts';
import { checkPage } from '../page-checks.ts';
import { OFFICE, openTrialsPortal, type TrialsPortal } from '../trials-portal.ts';
import { keyboard } from './keyboard.ts';
import { writesDate } from './registration.ts';

// A competition from the list of candidates to the outcome: two of the office with the keyboard, a candidate on a
// phone without scripts.

let portal: TrialsPortal;
let browser: Browser;
let origin: string;
let anna: ApplicantOnPortal;
let application: string;
before(async () => {
  await builtPrograms();
  origin = `http://127.0.0.1:${await ownPort()}`;
  const assetsDirectory = join(distFolder, 'assets');
  const installation = { name: 'Polis', administration: 'Prova', testEnvironment: true, release: '0' };
  const frame = { installation, assets: await readAssets(assetsDirectory) };
  [portal, browser] = await Promise.all([
    openTrialsPortal({ frame }, { publicUrl: origin, assetsDirectory }),
    launchBrowser(),
  ]);
  anna = await portal.applicant('FB');
  application = await portal.enter(anna, 105);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

async function pageOf(visitor: PortalVisitor, device: Parameters<typeof newVisitor>[2] = {}): Promise<Page> {
  const { context, page } = await newVisitor(browser, origin, device);
  await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: origin })));
  return page;
}

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const text = (page: Page) => page.innerText('main');

test('the office forms the list, calls the candidate and brings in a result, with the keyboard alone', async () => {
  const officer = await portal.officer('GB', OFFICE);
  await portal.day('2025-11-03T09:00:00Z');
  const page = await pageOf(officer);
  const hands = keyboard(page);
  await page.goto(`${origin}/ufficio/prove`);
  await checkPage(page);
  await hands.press('Forma l’elenco dei candidati di Concorso docenti 2025 – domanda di partecipazione');
  await hands.follow('Secondaria di secondo grado, una classe di concorso A-12');
  await hands.write('Posti a concorso', '2');
  await hands.press('Salva i posti');
  await checkPage(page);
  await hands.follow('Importa le convocazioni di Prova scritta');
  await page.setInputFiles('input[type=file]', file('c.csv', 'numero,giorno,ora,sede\n7,01/12/2025,9:00,IC Volta\n'));
  await hands.press('Carica e controlla');
  assert.match(await text(page), /Riga 2: in questo concorso non c’è un candidato 7/);
  await checkPage(page);
  const good = 'numero,giorno,ora,sede,indirizzo,aula,posto\n1,01/12/2025,9:00,IC Volta,via Po 3,12,4\n';
  await page.setInputFiles('input[type=file]', file('c.csv', good));
  await hands.press('Carica e controlla');
  await checkPage(page);
  await hands.press('Conferma e avvisa i candidati');
  await hands.follow('Importa i risultati di Prova scritta');
  await page.setInputFiles('input[type=file]', file('r.csv', 'numero;punteggio\n1;84,5\n'));
  await hands.press('Carica e controlla');
  await hands.press('Conferma i risultati');
  await hands.follow('Carica gli elaborati di Prova scritta');
  await checkPage(page);
  const paper = zip([{ name: '1.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') }]);
  await page.setInputFiles('input[type=file]', { name: 'e.zip', mimeType: 'application/zip', buffer: paper });
  await hands.press('Carica e controlla');
  await checkPage(page);
  await hands.press('Conferma gli elaborati');
  await hands.follow('Pubblica l’esito di Prova scritta');
  await hands.write('Che cosa si pubblica e con quale atto', 'Verbale della commissione n. 4.');
  await writesDate(hands, 'Giorno in cui esce', { day: '11', month: '12', year: '2025' });
  await hands.write(/^Ora in cui esce/, '14:00:00');
  await checkPage(page);
  await hands.press('Chiedi la pubblicazione');
  assert.match(await text(page), /Aspetta una seconda persona/);
});

test('the candidate reads day and place on a phone without scripts, and nothing of a score yet', async () => {
  const page = await pageOf(anna.visitor, { javaScript: false, width: 360, height: 740 });
  await page.goto(`${origin}/prove`);
  await page.getByRole('link', { name: 'Apri prove e punteggio' }).click();
  const shown = await text(page);
  for (const said of ['lunedì 1 dicembre 2025, ore 09:00', 'IC Volta, via Po 3', 'Un documento di identità valido']) {
    assert.ok(shown.includes(said), `${said} is not in ${shown}`);
  }
  assert.doesNotMatch(shown, /84,50/);
  const seen = await pageOf(anna.visitor, { width: 360, height: 740 });
  for (const address of [`${origin}/prove`, page.url()]) {
    await seen.goto(address);
    await checkPage(seen);
  }
});

test('a second person publishes for the next day: the candidate sees score, threshold, why and paper then', async () => {
  const colleague = await portal.officer('GC', OFFICE);
  await portal.day('2025-12-10T09:00:00Z');
  const desk = await pageOf(colleague);
  const hands = keyboard(desk);
  await desk.goto(`${origin}/ufficio/prove`);
  await hands.follow('Secondaria di secondo grado, una classe di concorso A-12');
  await hands.follow('Pubblica l’esito di Prova scritta');
  const then = 'giovedì 11 dicembre 2025, ore 14:00:00';
  await hands.pick('Che cosa decidi', `Pubblico: ${then}, ogni candidato vede il suo e viene avvisato`);
  await checkPage(desk);
  await hands.press('Conferma la decisione');
  assert.ok((await desk.innerText('body')).includes(`Deciso: esce ${then}`));
  await checkPage(desk);
  await hands.follow('Pubblica l’esito di Prova scritta');
  await checkPage(desk);
  const early = await pageOf(anna.visitor, { javaScript: false, width: 360, height: 740 });
  await early.goto(`${origin}/istanze/${application}/prove`);
  assert.doesNotMatch(await text(early), /84,50|Scarica il tuo elaborato/);
  await portal.day('2025-12-11T13:00:00Z');
  await early.reload();
  const [download] = await Promise.all([
    early.waitForEvent('download'),
    early.getByRole('button', { name: /Scarica il tuo elaborato/ }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'elaborato-written-candidato-1.pdf');
  for (const width of [1280, 360]) {
    const page = await pageOf(anna.visitor, { width, height: 800 });
    await page.goto(`${origin}/istanze/${application}/prove`);
    const shown = await text(page);
    for (const said of ['Ammesso alla prova dopo', '84,50 su 100,00', '70,00', 'Se non sei d’accordo']) {
      assert.ok(shown.includes(said), `${said} is not in ${shown}`);
    }
    await checkPage(page);
    await page.goto(`${origin}/procedure/${portal.procedureId}/esiti`);
    await page.getByRole('link', { name: /A-12/ }).click();
    await checkPage(page);
  }
});
