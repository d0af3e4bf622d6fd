import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNumber, registerYear, stamp, writeNumber } from './register-number.ts';

const years: readonly [arrival: string, year: number, why: string][] = [
  ['2026-12-31T22:59:59.999Z', 2026, 'the last millisecond of the year in Rome'],
  ['2026-12-31T23:00:00.000Z', 2027, 'midnight in Rome, an hour before it is midnight in Greenwich'],
  ['2027-01-01T00:00:00.000Z', 2027, 'midnight in Greenwich'],
  ['2026-07-01T00:00:00.000Z', 2026, 'summer time'],
];
for (const [arrival, year, why] of years) {
  test(`an arrival at ${why} is numbered in ${year}`, () => assert.equal(registerYear(new Date(arrival)), year));
}

test('a number has at least seven digits and grows beyond them', () => {
  assert.equal(writeNumber({ number: 1, year: 2027 }), '0000001/2027');
  assert.equal(writeNumber({ number: 12_345_678, year: 2027 }), '12345678/2027');
});

const typed: readonly [text: string, read: ReturnType<typeof readNumber>][] = [
  ['0000001/2027', { number: 1, year: 2027 }],
  [' 41 / 2026 ', { number: 41, year: 2026 }],
  ['0/2026', undefined],
  ['41', undefined],
  ['41/26', undefined],
  ['-1/2026', undefined],
  ['99999999999/2026', undefined],
  ['2147483648/2026', undefined],
  ['uno/2026', undefined],
  ['', undefined],
];
for (const [text, read] of typed) {
  test(`“${text}” is ${read ? 'a number' : 'no number'}`, () => assert.deepEqual(readNumber(text), read));
}

test('the stamp names administration, area, office, register, number and the day of arrival', () => {
  const parts = {
    administration: 'Ministero dell’Istruzione e del Merito',
    registerCode: 'USPMI',
    officeName: 'Ufficio scolastico di Milano',
    year: 2026,
    number: 41,
    arrivedAt: new Date('2026-12-31T22:59:59.999Z'),
  };
  assert.equal(
    stamp(parts),
    'Ministero dell’Istruzione e del Merito · AOO USPMI · Ufficio scolastico di Milano · Registro ufficiale 2026 · n. 0000041/2026 del 31 dicembre 2026',
  );
});
