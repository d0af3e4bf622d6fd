import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Attempts, afterWrong, blocked, PAUSE_MS } from './code-attempts.ts';

const now = new Date('2026-03-16T09:00:00Z');

test('the fifth wrong code pauses, the tenth suspends, and the tries left are said each time', () => {
  let attempts: Attempts = { failures: 0, pausedUntil: null, suspended: false };
  const told: string[] = [];
  for (let count = 0; count < 10; count += 1) {
    const { attempts: after, outcome } = afterWrong(attempts, now);
    attempts = after;
    told.push(outcome.outcome === 'wrong' ? String(outcome.left) : outcome.outcome);
  }
  assert.deepEqual(told, ['4', '3', '2', '1', 'paused', '4', '3', '2', '1', 'suspended']);
  assert.equal(attempts.failures, 10);
});

test('a pause ends at its instant, a suspension never by itself', () => {
  const until = new Date(now.getTime() + PAUSE_MS);
  const paused: Attempts = { failures: 5, pausedUntil: until, suspended: false };
  assert.deepEqual(blocked(paused, now), { outcome: 'paused', until });
  assert.deepEqual(blocked(paused, new Date(until.getTime() - 1)), { outcome: 'paused', until });
  assert.equal(blocked(paused, until), undefined);
  assert.deepEqual(blocked({ failures: 10, pausedUntil: null, suspended: true }, until), { outcome: 'suspended' });
});
