import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { CAST, personOf } from '../../src/apps/cast.ts';
import { launchBrowser } from '../browser.ts';
import { checkAutocomplete, checkPage } from '../page-checks.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { asksForRanking, begins, saysWhere } from './application.ts';
import { giulia } from './cast.ts';
import { type Person, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { comesIn, writesDate } from './registration.ts';

// The forms the story does not pass, or passes without a mistake: sent empty and wrong, each says what to do.

let portal: TestPortal;
let browser: Browser;
let people: ReturnType<typeof peopleAt>;
before(async () => {
  [portal, browser] = await Promise.all([openTestPortal(), launchBrowser()]);
  people = peopleAt(browser, portal.origin, { device: {}, checks: 'all' }, mouse);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

describe('before the login', () => {
  let person: Person;
  before(async () => {
    person = await people.arrives();
  });

  test('A-07: the browser can fill in what it knows about a person', async () => {
    await person.open('/registrazione');
    await checkAutocomplete(person.page, {
      surname: 'family-name',
      name: 'given-name',
      'birthDate.day': 'bday-day',
      'birthDate.month': 'bday-month',
      'birthDate.year': 'bday-year',
      email: 'email',
      emailAgain: 'email',
    });
    await person.open('/accesso');
    await checkAutocomplete(person.page, { username: 'username', password: 'current-password' });
  });

  test('A-23: a date may be typed as 1 2 80, and one that does not exist is said to be so', async () => {
    const { hands } = person;
    await person.open('/registrazione');
    await hands.write('Codice fiscale', giulia.fiscalCode);
    await writesDate(hands, 'Data di nascita', { day: '31', month: '2', year: '80' });
    await hands.press('Continua e controlla i dati');
    await person.seesErrors('Registrati', 'no such day');
    await person.reads('Questa data di nascita non esiste');
    assert.equal(await person.page.locator('[name="birthDate.day"]').inputValue(), '31', 'what was typed is kept');
    await writesDate(hands, 'Data di nascita', { day: '1', month: '2', year: '80' });
    await hands.press('Continua e controlla i dati');
    await person.reads(/Il codice fiscale|non corrisponde/);
    assert.equal(await person.page.locator('[name="birthDate.year"]').inputValue(), '1980', 'as it was understood');
  });

  test('a fiscal code and a place that do not agree with the person are explained', async () => {
    const { hands } = person;
    await hands.write('Codice fiscale', `${giulia.fiscalCode.slice(0, 15)}0`);
    await hands.press('Continua e controlla i dati');
    await person.seesErrors('Registrati', 'fiscal code that is none');
  });

  test('wrong credentials say no more than that they are wrong', async () => {
    const { hands } = person;
    await person.open('/accesso');
    await hands.write('Nome utente o codice fiscale', 'anna.bianchi');
    await hands.write('Password', 'una password inventata');
    await hands.press('Accedi');
    await person.seesErrors('Accedi', 'wrong');
    assert.equal(await person.page.locator('#username').inputValue(), 'anna.bianchi');
    assert.equal(await person.page.locator('#password').inputValue(), '');
  });

  for (const [path, heading, button] of [
    ['/accesso/recupero', 'Hai dimenticato la password?', 'Mandami il collegamento'],
    ['/accesso/nome-utente', 'Hai dimenticato il nome utente?', 'Mandami il nome utente'],
  ] as const) {
    test(`${path} asks for the fiscal code, and answers the same whoever has it`, async () => {
      const { hands } = person;
      await person.open(path);
      await person.sees(heading);
      await hands.press(button);
      await person.seesErrors(heading, 'empty');
      await hands.write('Codice fiscale', giulia.fiscalCode);
      await hands.press(button);
      await person.sees('Controlla la tua posta', path);
    });
  }

  test('a link that is no longer good says what to do', async () => {
    for (const path of ['/registrazione/conferma/nessuno', '/accesso/recupero/nessuno']) {
      await person.open(path);
      await person.sees('Il collegamento non vale più', path);
    }
  });
});

describe('somebody enabled', () => {
  let anna: Person;
  before(async () => {
    anna = await people.arrives();
    await comesIn(anna, portal, CAST.anna);
  });

  test('profile, addresses, personal code and revocation', async () => {
    const { hands } = anna;
    await anna.open('/profilo');
    await anna.sees('Il tuo profilo');
    await anna.open('/profilo/recapiti');
    await anna.sees('Domicilio e telefono');
    await checkAutocomplete(anna.page, { street: 'street-address', postalCode: 'postal-code', mobile: 'tel' });
    await hands.write('Via e numero civico', '');
    await hands.write('CAP', '1');
    await hands.press('Salva domicilio e telefono');
    await anna.seesErrors('Domicilio e telefono', 'wrong');
    await anna.open('/profilo/codice-personale');
    await anna.sees('Cambia il codice personale');
    await hands.press('Cambia il codice personale');
    await anna.seesErrors('Cambia il codice personale', 'empty');
    await anna.open('/profilo/revoca');
    await anna.sees('Revoca l’abilitazione');
    await hands.press('Revoca l’abilitazione');
    await anna.seesErrors('Revoca l’abilitazione', 'empty');
    await anna.open('/profilo/password');
    await anna.sees('Scegli una nuova password', 'chosen');
    await hands.press('Salva la nuova password');
    await anna.seesErrors('Scegli una nuova password', 'empty');
  });

  test('messages and sign-out', async () => {
    const elsewhere = await people.arrives();
    await comesIn(elsewhere, portal, CAST.anna);
    await anna.open('/messaggi');
    await anna.sees('Messaggi');
    await anna.hands.follow(/Accesso da un nuovo dispositivo/);
    await anna.sees('Accesso da un nuovo dispositivo');
    await elsewhere.open('/uscita');
    await elsewhere.sees(/usc|esci/i);
    await elsewhere.hands.press(/^Esci/);
    await elsewhere.reads('Sei uscito');
  });

  test('A-22: a file is asked for with its kind and size, refused with its reason, and removed by keyboard', async () => {
    // The way there has been looked at by the story.
    const walker = await peopleAt(browser, portal.origin, { device: {}, checks: 'none' }, mouse).arrives();
    const { hands, page } = walker;
    await comesIn(walker, portal, CAST.anna);
    await begins(walker);
    await saysWhere(walker);
    await hands.follow('Aggiungi graduatoria');
    await asksForRanking(walker);
    await walker.open(page.url().replace(/[^/]+$/, 'preferences'));
    await hands.pick(/^Precedenze della legge/, /^Art. 21/);
    await hands.press('Salva ed esci dalla sezione');
    await hands.follow('Allegati');
    await walker.sees('Allegati');
    await checkPage(page);
    const box = page.locator('input[type=file]');
    const hint = await page.locator(`#${await box.getAttribute('id')}-hint`).innerText();
    assert.match(hint, /PDF/);
    assert.match(hint, /2 MB/);
    await hands.press(/^Allega il file/);
    await walker.seesErrors('Allegati', 'no file');
    await checkPage(page);
    await box.setInputFiles({ name: 'nota.txt', mimeType: 'text/plain', buffer: Buffer.from('due righe') });
    await hands.press(/^Allega il file/);
    await walker.seesErrors('Allegati', 'not a PDF');
    await box.setInputFiles({
      name: 'verbale.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.alloc(2_200_000, '%PDF-1.7\n'),
    });
    await hands.press(/^Allega il file/);
    await walker.seesErrors('Allegati', 'file too large');
    await box.setInputFiles({
      name: 'verbale.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
    });
    await hands.press(/^Allega il file/);
    await walker.sees('Allegati', 'one file');
    await checkPage(page);
    await walker.reads('verbale.pdf');
    await keyboard(page).press(/^Togli il file/);
    await walker.sees('Allegati', 'file removed');
    await checkPage(page);
    assert.equal(await page.getByRole('link', { name: 'verbale.pdf' }).count(), 0);
    assert.match(await page.locator('[role=status]').first().innerText(), /verbale|tolto/i);
  });
});

describe('desk, office and administration', () => {
  test('a refusal needs a reason, and a search finds or says what to try', async () => {
    const carla = await people.arrives();
    await comesIn(carla, portal, CAST.carla);
    await carla.hands.write('Codice fiscale', personOf(CAST.bruno).fiscalCode);
    await carla.hands.press('Cerca la richiesta');
    await carla.sees('Sportello: identifica una persona', 'nothing found');
    const dario = await people.arrives();
    await comesIn(dario, portal, CAST.dario);
    await dario.sees('Domande ricevute', 'none yet');
    await dario.hands.write('Cerca', 'nessuno');
    await dario.hands.press('Cerca');
    await dario.sees('Domande ricevute', 'nothing found');
    const elena = await people.arrives();
    await comesIn(elena, portal, CAST.elena);
    await elena.sees(/.+/, 'administration');
  });

  test('a wrong code of the second factor is said at its field', async () => {
    const dario = await people.arrives();
    await comesIn(dario, portal, { ...CAST.dario, totpSecret: CAST.elena.totpSecret ?? '' });
    await dario.seesErrors('Scrivi il codice di sicurezza', 'wrong');
    await checkAutocomplete(dario.page, { code: 'one-time-code' });
  });
});

describe('pages nobody hopes for', () => {
  test('a page that is not there, and the gallery of all components', async () => {
    const person = await people.arrives();
    await person.open('/pagina-che-non-esiste');
    await person.sees(/.+/, 'absent');
    const visitor = await people.arrives();
    await visitor.open('/_ui');
    await checkPage(visitor.page);
  });
});
