import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  ageOn,
  civilDate,
  dayNumber,
  dayNumberOf,
  daysBetween,
  formatDate,
  parseCivilDate,
  schoolYearOf,
} from './civil-date.ts';

const day = (text: string) => {
  const date = parseCivilDate(text);
  assert.ok(date, text);
  return date;
};

test('people write dates in many ways, and days that do not exist are not dates', () => {
  const cases: readonly [string, string | undefined][] = [
    ['1/2/80', '1980-02-01'],
    ['01-02-1980', '1980-02-01'],
    [' 1 2 24 ', '2024-02-01'],
    ['29/2/2024', '2024-02-29'],
    ['29/2/2023', undefined],
    ['31/4/2024', undefined],
    ['2024-12-31', '2024-12-31'],
    ['0/1/2024', undefined],
    ['1/13/2024', undefined],
    ['ieri', undefined],
    ['', undefined],
  ];
  for (const [typed, expected] of cases) assert.equal(parseCivilDate(typed), expected, typed);
});

test('a school year begins on the first of September', () => {
  assert.equal(schoolYearOf(day('31/8/2024')), '2023/24');
  assert.equal(schoolYearOf(day('1/9/2024')), '2024/25');
  assert.equal(schoolYearOf(day('1/1/2000')), '1999/00');
});

test('years are completed on the birthday', () => {
  assert.equal(ageOn(day('15/3/1990'), day('14/3/2026')), 35);
  assert.equal(ageOn(day('15/3/1990'), day('15/3/2026')), 36);
  assert.equal(ageOn(day('29/2/2000'), day('28/2/2018')), 17);
});

test('a date is written in Italian', () => assert.equal(formatDate(day('16/3/2026')), '16 marzo 2026'));

test('adding days and counting them agree', () => {
  const dates = fc.tuple(
    fc.integer({ min: 1, max: 9000 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  );
  fc.assert(
    fc.property(dates, fc.integer({ min: -50_000, max: 50_000 }), ([year, month, dayOfMonth], days) => {
      const from = civilDate(year + 200, month, dayOfMonth);
      assert.ok(from);
      assert.equal(daysBetween(from, addDays(from, days)), days);
    }),
  );
});

test('a day number is the number of days in the calendar of the machine, and only of dates', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }),
      (instant) => {
        const text = instant.toISOString().slice(0, 10);
        assert.equal(dayNumberOf(text), Math.floor(instant.getTime() / 86_400_000));
        assert.equal(dayNumber(day(text)), dayNumberOf(text));
      },
    ),
  );
  for (const text of ['', '2023-02-29', '2024-1-01', '2024-13-01', '2024/01/01', '2024-0a-01', '1/1/2024']) {
    assert.equal(dayNumberOf(text), undefined, text);
  }
});
