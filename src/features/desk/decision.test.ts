import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING_TYPED, readDecision, type TypedDecision } from './decision.ts';

const fieldsOf = (typed: Partial<TypedDecision>) => {
  const read = readDecision({ ...NOTHING_TYPED, decision: 'refuse', ...typed });
  return 'faults' in read ? read.faults.map(({ field }) => field) : [];
};

test('a refusal needs a reason of the list, and words when the reason is another', () => {
  assert.deepEqual(fieldsOf({}), ['reason']);
  assert.deepEqual(fieldsOf({ reason: 'because' }), ['reason']);
  assert.deepEqual(fieldsOf({ reason: 'document' }), []);
  assert.deepEqual(fieldsOf({ reason: 'other' }), ['note']);
  assert.deepEqual(fieldsOf({ reason: 'other', note: '\u200b…' }), ['note']);
  assert.deepEqual(fieldsOf({ reason: 'other', note: 'È arrivata senza tessera' }), []);
  assert.deepEqual(fieldsOf({ reason: 'data', note: 'a'.repeat(501) }), ['note']);
});

test('only the checks of the list count, however often they are sent', () => {
  const read = readDecision({ ...NOTHING_TYPED, decision: 'confirm', checks: ['person', 'person', 'x', 'form'] });
  assert.deepEqual(read, { judgement: { outcome: 'confirmed', checks: ['person', 'form'] } });
});

test('a decision that is no word of ours confirms nothing by itself', () => {
  const read = readDecision({ ...NOTHING_TYPED, decision: 'whatever' });
  assert.deepEqual(read, { judgement: { outcome: 'confirmed', checks: [] } });
});

test('the words for the person are one line without invisible characters', () => {
  const read = readDecision({ ...NOTHING_TYPED, decision: 'refuse', reason: 'data', note: ' a\u202e\r\nb\u0007 ' });
  assert.deepEqual(read, { judgement: { outcome: 'refused', reason: 'data', note: 'a b' } });
});
