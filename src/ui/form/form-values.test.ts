import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateFromForm, dateParts } from './date-value.ts';

const date = (day: unknown, month: unknown, year: unknown) =>
  dateFromForm({ 'd.day': day, 'd.month': month, 'd.year': year }, 'd');

test('a date is read from three boxes, short forms included', () => {
  const cases: readonly [string, string, string, string][] = [
    ['1', '2', '1980', '1980-02-01'],
    ['1', '2', '80', '1980-02-01'],
    ['01', '02', '26', '2026-02-01'],
    [' 31 ', '12', '1999', '1999-12-31'],
    ['', '', '', ''],
  ];
  for (const [day, month, year, read] of cases) assert.equal(date(day, month, year), read);
});

test('what is no date is kept as typed, so that it can be shown again', () => {
  const cases: readonly [string, string, string][] = [
    ['31', '', '1980'],
    ['x', '2', '1980'],
    ['1', 'marzo', '1980'],
    ['1', '2', '980'],
  ];
  for (const [day, month, year] of cases) {
    const kept = date(day, month, year);
    assert.doesNotMatch(kept, /^\d{4}-\d\d-\d\d$/);
    assert.deepEqual(dateParts(kept), { day, month, year });
  }
});

test('a box sent twice, or never, is an empty box', () => {
  assert.equal(date(['1', '2'], undefined, null), '');
  assert.equal(date(['1', '2'], '3', '1980'), '/3/1980');
});

test('a date that is stored shows in its three boxes', () => {
  assert.deepEqual(dateParts('1980-02-01'), { day: '01', month: '02', year: '1980' });
  assert.deepEqual(dateParts(undefined), { day: '', month: '', year: '' });
});
