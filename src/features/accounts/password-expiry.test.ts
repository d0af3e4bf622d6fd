import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysUntil, isWarned, mailDue, passwordEnd } from './password-expiry.ts';

const at = (day: number, ms = 0) => new Date(Date.UTC(2026, 0, 1 + day) + ms);
const expiry = { days: 90, since: undefined };

test('a password lasts so many days from its last change, or from when the installation began to count', () => {
  assert.deepEqual(passwordEnd(at(0), expiry), at(90));
  assert.deepEqual(passwordEnd(at(0), { days: 90, since: at(30) }), at(120));
  assert.deepEqual(passwordEnd(at(60), { days: 90, since: at(30) }), at(150));
});

test('the warning begins fifteen days before, and each mail goes with its own day', () => {
  const end = passwordEnd(at(0), expiry);
  const cases: readonly [Date, left: number, warned: boolean, mail: number | undefined][] = [
    [at(0), 90, false, undefined],
    [at(75, -1), 16, false, undefined],
    [at(75), 15, true, 15],
    [at(82), 8, true, 15],
    [at(83), 7, true, 7],
    [at(88), 2, true, 7],
    [at(89), 1, true, 1],
    [at(90, -1), 1, true, 1],
    [at(90), 0, true, undefined],
    [at(200), -110, true, undefined],
  ];
  for (const [now, left, warned, mail] of cases) {
    const found = [daysUntil(end, now) + 0, isWarned(end, now), mailDue(end, now)];
    assert.deepEqual(found, [left, warned, mail], now.toISOString());
  }
});
