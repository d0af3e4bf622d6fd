import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';
import { differences } from './differences.ts';

const told = (before: unknown, after: unknown) =>
  differences(before, after).map(({ path, kind }) => `${kind} ${path.map(({ key }) => key).join('.')}`);

describe('the differences of two values', () => {
  it('are none exactly when their canonical JSON is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        assert.equal(differences(one, other).length === 0, canonicalJson(one) === canonicalJson(other));
        assert.deepEqual(differences(one, structuredClone(one)), []);
      }),
    );
  });

  it('find one member put in between, not every one after it', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, label: id }));
    assert.deepEqual(told({ list: [a, c] }, { list: [a, b, c] }), ['added list.b']);
    assert.deepEqual(told({ list: [a, b] }, { list: [b, a] }), ['moved list']);
    assert.deepEqual(told({ list: [a, b] }, { list: [{ ...a, label: 'x' }] }), [
      'changed list.a.label',
      'removed list.b',
    ]);
  });

  it('keep to whole lists where members have no name of their own', () => {
    assert.deepEqual(told({ pairs: [['a', 'b']] }, { pairs: [['a', 'c']] }), ['changed pairs']);
    assert.deepEqual(told({ in: ['a', 'b'] }, { in: ['a', 'b', 'c'] }), ['added in.c']);
  });
});
