import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRome, fromRome, remaining, romeDate } from './rome-time.ts';

test('wall clock in Rome and instants agree across daylight saving time', () => {
  const cases: readonly [string, string][] = [
    ['2026-03-16T23:59', '2026-03-16T22:59:00.000Z'],
    ['2026-03-16T23:59:59', '2026-03-16T22:59:59.000Z'],
    ['2026-07-02T23:59', '2026-07-02T21:59:00.000Z'],
    ['2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T01:30', '2026-10-24T23:30:00.000Z'],
  ];
  for (const [wall, instant] of cases) assert.equal(fromRome(wall).toISOString(), instant, wall);
});

test('an hour shown twice is its second showing, so that no window closes early', () => {
  assert.equal(fromRome('2026-10-25T02:30').toISOString(), '2026-10-25T01:30:00.000Z');
});

test('an hour that the clock skips is the instant of the jump', () => {
  assert.equal(fromRome('2026-03-29T02:30').toISOString(), '2026-03-29T01:00:00.000Z');
});

test('what is not a date and time is refused', () => {
  for (const wall of ['', '2026-02-30T10:00', '2026-01-01T24:00', '2026-01-01 10:00']) {
    assert.throws(() => fromRome(wall), RangeError, wall);
  }
});

test('instants are told in Italian, to the second', () => {
  assert.equal(formatRome(new Date('2026-03-16T22:59:59Z')), 'lunedì 16 marzo 2026, ore 23:59:59');
  assert.equal(romeDate(new Date('2026-12-31T23:30:00Z')), '2027-01-01');
});

test('the time left is told in the two largest units', () => {
  const cases: readonly [number, string][] = [
    [2 * 86_400_000 + 3 * 3_600_000, '2 giorni e 3 ore'],
    [86_400_000, '1 giorno'],
    [3_661_000, '1 ora e 1 minuto'],
    [250_000, '4 minuti e 10 secondi'],
    [999, 'meno di un secondo'],
    [-5, 'meno di un secondo'],
  ];
  for (const [ms, words] of cases) assert.equal(remaining(ms), words);
});
