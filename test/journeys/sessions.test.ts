import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { launchBrowser } from '../browser.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { type Hands, type Look, type Person, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';
import { withoutJavaScript } from './without-javascript.ts';

// A password that grows old, a proof that does, and two browsers of one person: told by every kind of hands.

const TELLINGS: readonly [how: string, look: Look, handsFor: (page: Page) => Hands][] = [
  ['by keyboard alone', { device: { width: 1280 }, checks: 'none' }, keyboard],
  ['on a narrow screen', { device: { width: 360, height: 640 }, checks: 'all' }, mouse],
  ['without JavaScript', { device: { javaScript: false }, checks: 'axe' }, withoutJavaScript],
];

let portal: TestPortal;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openTestPortal({ env: { PASSWORD_DAYS: '90' } }), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

/** Bruno's password, which every telling changes. */
let password: string = CAST.bruno.password;
const login = () => ({ username: CAST.bruno.username, password });

async function ages(days: number): Promise<void> {
  await portal.database.query(
    `update credentials set changed_at = clock_timestamp() - make_interval(days => $2)
     where account_id = (select id from accounts where username = $1)`,
    [CAST.bruno.username, days],
  );
}

for (const [how, look, handsFor] of TELLINGS) {
  test(`a password that ends, a fresh proof and the end of other sessions, ${how}`, { timeout: 240_000 }, async () => {
    const people = peopleAt(browser, portal.origin, look, handsFor);
    const [desk, phone] = [await people.arrives(), await people.arrives()];
    await isWarned(desk);
    await isMadeToChange(desk, `sette lampioni ${how}`);
    await comesIn(phone, portal, login());
    await endsTheOther(desk, phone);
    await people.leave();
  });
}

async function isWarned(person: Person): Promise<void> {
  const { hands } = person;
  await ages(80);
  await comesIn(person, portal, login());
  await person.sees('La tua password scade tra 10 giorni');
  await person.reads('Non perdi niente');
  await hands.follow('Continua senza cambiarla');
  await person.sees(/^Abilitazione/);
  await person.open('/uscita');
  await hands.press(/^Esci/);
}

async function isMadeToChange(person: Person, next: string): Promise<void> {
  const { hands } = person;
  await ages(91);
  await comesIn(person, portal, login());
  await person.sees('Scegli una nuova password', 'over');
  await person.reads('La tua password è scaduta');
  await hands.write('Nuova password', password);
  await hands.write('Di nuovo la nuova password', password);
  await hands.press('Salva la nuova password');
  await person.seesErrors('Scegli una nuova password', 'used before');
  await person.reads('una delle ultime cinque');
  await hands.write('Nuova password', next);
  await hands.write('Di nuovo la nuova password', next);
  await hands.press('Salva la nuova password');
  await person.sees(/^Abilitazione/);
  password = next;
}

async function endsTheOther(person: Person, other: Person): Promise<void> {
  const { hands } = person;
  await person.open('/profilo/dispositivi');
  await person.sees('Sessioni e dispositivi', 'two');
  await person.reads('Questa sessione', 'Chrome su Linux');
  await portal.database.query(`update sessions set authenticated_at = authenticated_at - interval '10 minutes'`);
  await hands.press('Termina tutte le altre sessioni');
  await person.sees('Conferma che sei tu');
  await hands.write('Password', 'non è questa');
  await hands.press('Conferma e continua');
  await person.seesErrors('Conferma che sei tu', 'wrong');
  await hands.write('Password', password);
  await hands.press('Conferma e continua');
  await person.sees('Sessioni e dispositivi', 'two');
  await hands.press('Termina tutte le altre sessioni');
  await person.sees('Sessioni e dispositivi', 'one');
  assert.equal(await person.page.getByRole('button', { name: /^Termina/ }).count(), 0);
  await other.open('/profilo/dispositivi');
  await other.sees('Accedi', 'ended');
}
