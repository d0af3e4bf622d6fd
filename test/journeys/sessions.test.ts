import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { CAST } from '../../src/apps/cast.ts';
import { type Hands, type Look, type Person, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';
import { setStage } from './stage.ts';
import { withoutJavaScript } from './without-javascript.ts';

// A password that grows old, a proof that does, and two browsers of one person: told by every kind of hands.

const TELLINGS: readonly [how: string, look: Look, handsFor: (page: Page) => Hands][] = [
  ['by keyboard alone', { device: { width: 1280 }, checks: 'none' }, keyboard],
  ['on a narrow screen', { device: { width: 360, height: 640 }, checks: 'all' }, mouse],
  ['without JavaScript', { device: { javaScript: false }, checks: 'axe' }, withoutJavaScript],
];

const stage = setStage({ env: { PASSWORD_DAYS: '90' } });

/** Bruno's password, which every telling changes. */
let password: string = CAST.bruno.password;
const login = () => ({ username: CAST.bruno.username, password });

async function ages(days: number): Promise<void> {
  await stage.portal.database.query(
    `update credentials set changed_at = clock_timestamp() - make_interval(days => $2)
     where account_id = (select id from accounts where username = $1)`,
    [CAST.bruno.username, days],
  );
}

for (const [how, look, handsFor] of TELLINGS) {
  test(`a password that ends, a fresh proof and the end of other sessions, ${how}`, { timeout: 240_000 }, async () => {
    const people = peopleAt(stage.browser, stage.portal.origin, look, handsFor);
    const [desk, phone] = [await people.arrives(), await people.arrives()];
    await isWarned(desk);
    await leaves(desk);
    await isMadeToChange(desk, 'over', `sette lampioni ${how}`);
    await leaves(desk);
    await isMadeToChange(desk, 'short', `nove comignoli ${how}`);
    await comesIn(phone, stage.portal, login());
    await endsTheOther(desk, phone);
    await people.leave();
  });
}

async function isWarned(person: Person): Promise<void> {
  const { hands } = person;
  await ages(80);
  await comesIn(person, stage.portal, login());
  await person.sees('La tua password scade tra 10 giorni');
  await person.reads('Non perdi niente');
  await hands.follow('Continua senza cambiarla');
  await person.sees(/^Abilitazione/);
}

async function leaves(person: Person): Promise<void> {
  await person.open('/uscita');
  await person.hands.press(/^Esci/);
}

/** Why a password must be changed before anything else, and what is said to who chooses badly. */
const FORCED = {
  over: {
    happens: () => ages(91),
    reads: 'La tua password è scaduta',
    badly: () => password,
    refused: 'una delle ultime cinque',
  },
  // As after the removal of the second factor beside which it was long enough.
  short: {
    happens: () => stage.portal.database.query('update credentials set stands_alone = false'),
    reads: 'Adesso entri con la sola password',
    badly: () => 'kq3.z-vd9.w',
    refused: 'ne servono almeno 15',
  },
} as const;

async function isMadeToChange(person: Person, why: keyof typeof FORCED, next: string): Promise<void> {
  const { hands } = person;
  const { happens, reads, badly, refused } = FORCED[why];
  await happens();
  await comesIn(person, stage.portal, login());
  await person.sees('Scegli una nuova password', why);
  await person.reads(reads);
  await hands.write('Nuova password', badly());
  await hands.write('Di nuovo la nuova password', badly());
  await hands.press('Salva la nuova password');
  await person.seesErrors('Scegli una nuova password', `chosen badly, ${why}`);
  await person.reads(refused);
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
  await stage.portal.database.query(`update sessions set authenticated_at = authenticated_at - interval '10 minutes'`);
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
