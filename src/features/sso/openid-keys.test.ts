import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inOrder, isDue, ROTATED_AFTER_MS, SHOWN_BEFORE_MS, succession } from './openid-keys.ts';

const now = new Date('2026-03-10T10:00:00Z');
const HOUR = 3_600_000;
const at = (hours: number) => new Date(now.getTime() + hours * HOUR);
const key = (id: string, from: number, until: number | null = null) => ({
  id,
  useFrom: at(from),
  retireAt: until === null ? null : at(until),
});
const idsOf = (keys: readonly { id: string }[]) => keys.map(({ id }) => id);

describe('the keys of the provider', () => {
  it('are shown before they are used, and after, and the newest in force signs', () => {
    const keys = [key('first', -2000, 40), key('second', -10), key('third', 5), key('gone', -3000, -1)];
    assert.deepEqual(idsOf(inOrder(keys, now)), ['second', 'first', 'third']);
    assert.deepEqual(idsOf(inOrder(keys, at(5))), ['third', 'second', 'first']);
  });

  it('follow each other so that nothing signed by one is about when it goes', () => {
    const { useFrom, retireAt } = succession(now, 12 * HOUR, false);
    assert.equal(useFrom.getTime() - now.getTime(), SHOWN_BEFORE_MS);
    assert.ok(retireAt.getTime() - useFrom.getTime() > 12 * HOUR);
  });

  it('go at once when somebody else may hold them', () => {
    assert.deepEqual(succession(now, 12 * HOUR, true), { useFrom: now, retireAt: now });
    const keys = [{ ...key('stolen', -100), retireAt: now }, key('new', 0)];
    assert.deepEqual(idsOf(inOrder(keys, now)), ['new']);
  });

  it('are followed by another when they have served their time', () => {
    assert.equal(isDue([key('one', 0)], new Date(now.getTime() + ROTATED_AFTER_MS - 1)), false);
    assert.equal(isDue([key('one', 0)], new Date(now.getTime() + ROTATED_AFTER_MS)), true);
  });
});
