import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { type RegistrationTyped, readRegistration } from './registration.ts';
import { freeUsername, usernameBase } from './username.ts';

const today = '2026-03-02' as CivilDate;
const rome = { code: 'H501', name: 'Roma', where: 'Roma' };
const mario: RegistrationTyped = {
  fiscalCode: 'rss mra 80a01 h501u',
  surname: 'Rossi',
  name: ' Mario ',
  birthDate: '1980-01-01',
  sex: 'M',
  birthPlace: 'H501',
  birthPlaceOther: '',
  email: 'mario@example.it',
  emailAgain: 'Mario@Example.it',
  terms: true,
  privacy: true,
};
const known = { chosen: rome, ofFiscalCode: rome };

test('a right form gives the person', () => {
  const reading = readRegistration(mario, known, today);
  assert.ok(reading.ok);
  assert.deepEqual(reading.person, {
    fiscalCode: 'RSSMRA80A01H501U',
    surname: 'Rossi',
    name: 'Mario',
    birthDate: '1980-01-01',
    sex: 'M',
    birthPlaceCode: 'H501',
    birthPlace: 'Roma',
    email: 'mario@example.it',
  });
});

test('each wrong field is named, and only it', () => {
  const cases: readonly [change: Partial<RegistrationTyped>, ...fields: (keyof RegistrationTyped)[]][] = [
    [{ fiscalCode: '' }, 'fiscalCode'],
    [{ fiscalCode: 'RSSMRA80A01H501X' }, 'fiscalCode'],
    [{ fiscalCode: 'RSSMRA80A01H50MM' }],
    [{ surname: '' }, 'surname'],
    [{ surname: 'Verdi' }, 'surname'],
    [{ surname: '<b>Rossi</b>' }, 'surname'],
    [{ surname: `Rossi ${'i'.repeat(100)}` }, 'surname'],
    [{ name: 'Marco' }, 'name'],
    [{ birthDate: '' }, 'birthDate'],
    [{ birthDate: '1980-02-30' }, 'birthDate'],
    [{ birthDate: 'a/b/c' }, 'birthDate'],
    [{ birthDate: '1980-01-02' }, 'birthDate'],
    [{ birthDate: '2080-01-01' }, 'birthDate'],
    [{ birthDate: '1880-01-01' }, 'birthDate'],
    [{ sex: '' }, 'sex'],
    [{ sex: 'F' }, 'sex'],
    [{ sex: 'X' }, 'sex'],
    [{ email: '' }, 'email'],
    [{ email: 'mario' }, 'email'],
    [{ emailAgain: '' }, 'emailAgain'],
    [{ emailAgain: 'maria@example.it' }, 'emailAgain'],
    [{ terms: false }, 'terms'],
    [{ privacy: false }, 'privacy'],
    [{ surname: '', sex: '', terms: false }, 'surname', 'sex', 'terms'],
  ];
  for (const [change, ...fields] of cases) {
    const reading = readRegistration({ ...mario, ...change }, known, today);
    const found = reading.ok ? [] : reading.errors.map(({ field }) => field);
    assert.deepEqual(found, fields, JSON.stringify(change));
    for (const { message } of reading.ok ? [] : reading.errors) assert.match(message, /^[A-Z].*\.$/u);
  }
});

test('a place of birth is chosen, or written by hand where the registry does not have it', () => {
  const fields = (change: Partial<RegistrationTyped>, places: Parameters<typeof readRegistration>[1]) => {
    const reading = readRegistration({ ...mario, ...change }, places, today);
    return reading.ok ? reading.person.birthPlace : reading.errors.map(({ field }) => field);
  };
  const milan = { code: 'F205', name: 'Milano', where: 'Milano' };
  const none = { chosen: undefined, ofFiscalCode: undefined };
  assert.deepEqual(fields({ birthPlace: 'F205' }, { chosen: milan, ofFiscalCode: rome }), ['birthPlace']);
  assert.deepEqual(fields({ birthPlace: 'X999' }, none), ['birthPlace']);
  assert.deepEqual(fields({ birthPlace: '' }, none), ['birthPlace']);
  assert.deepEqual(fields({ birthPlace: '', birthPlaceOther: 'Roma' }, known), ['birthPlace']);
  assert.deepEqual(fields({ birthPlace: '', birthPlaceOther: '<script>' }, none), ['birthPlaceOther']);
  assert.equal(fields({ birthPlace: '', birthPlaceOther: 'Fiume d’Istria' }, none), 'Fiume d’Istria');
});

test('whatever is typed is answered with a person or with errors at known fields', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 60 });
  const typed = fc.record({
    fiscalCode: fc.oneof(texts, fc.constant(mario.fiscalCode)),
    surname: fc.oneof(texts, fc.constant('Rossi')),
    name: texts,
    birthDate: texts,
    sex: texts,
    birthPlace: texts,
    birthPlaceOther: texts,
    email: texts,
    emailAgain: texts,
    terms: fc.boolean(),
    privacy: fc.boolean(),
  });
  fc.assert(
    fc.property(typed, (form) => {
      const reading = readRegistration(form, { chosen: undefined, ofFiscalCode: undefined }, today);
      assert.ok(!reading.ok);
      for (const { field } of reading.errors) assert.ok(field in mario);
    }),
  );
});

test('user names are name and surname, with a number for homonyms', () => {
  const bases: readonly [name: string, surname: string, base: string][] = [
    ['Mario', 'Rossi', 'mario.rossi'],
    ['Anna Maria', 'De Luca', 'anna.deluca'],
    ['Niccolò', "D'Amico", 'niccolo.damico'],
    ['Łukasz', 'Weiß', 'lukasz.weiss'],
    ['Иван', 'Иванов', 'utente'],
    ['Jürgen', '李', 'jurgen'],
  ];
  for (const [name, surname, base] of bases) assert.equal(usernameBase(name, surname), base);
  assert.equal(freeUsername('mario.rossi', new Set()), 'mario.rossi');
  assert.equal(freeUsername('mario.rossi', new Set(['mario.rossi', 'mario.rossi1', 'mario.rossi3'])), 'mario.rossi2');
});
