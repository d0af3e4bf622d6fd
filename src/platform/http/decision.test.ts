import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDecision } from './decision.ts';
import { Form } from './form.ts';

const request = '019b0000-0000-7000-8000-000000000001';
const read = (posted: object) => readDecision(new Form({ request, ...posted }));
const faultOf = (posted: object) => {
  const reading = read(posted);
  return 'field' in reading ? reading.field : undefined;
};

test('publishing needs no reason', () => {
  assert.deepEqual(read({ decision: 'publish' }), { requestId: request, publish: true, reason: '' });
});

test('a refusal says why, in ten characters at least', () => {
  assert.deepEqual(faultOf({ decision: 'refuse', reason: ' no, no, ' }), 'reason');
  const reason = 'Manca il verbale.';
  assert.deepEqual(read({ decision: 'refuse', reason: ` ${reason} ` }), { requestId: request, publish: false, reason });
});

for (const [what, posted, field] of [
  ['no choice', {}, 'decision'],
  ['a choice that is none', { decision: 'delete' }, 'decision'],
  ['two choices', { decision: ['refuse', 'publish'] }, 'decision'],
  ['two reasons', { decision: 'refuse', reason: ['Manca il verbale.', 'Manca la firma.'] }, 'reason'],
  ['an endless reason', { decision: 'refuse', reason: 'a'.repeat(2001) }, 'reason'],
  ['a request that is none', { decision: 'publish', request: '1; drop table' }, 'decision'],
  ['a field that is too long', { decision: 'publish', other: 'a'.repeat(10_001) }, 'decision'],
] as const) {
  test(`${what}: refused beside a field of the form`, () => assert.equal(faultOf(posted), field));
}
