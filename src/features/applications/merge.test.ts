import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Field } from '../../engines/procedure/index.ts';
import { baseOf, readBase } from './base.ts';
import { mergeRecord } from './merge.ts';
import type { RecordState } from './record-state.ts';
import { fieldState } from './record-state.ts';

const name: Field = { id: 'name', kind: 'text', label: 'Nome', required: true, special: false, max_length: 100 };
const years: Field = { id: 'years', kind: 'integer', label: 'Anni', required: false, special: false, min: 0, max: 9 };
const proviso: Field = { id: 'proviso', kind: 'boolean', label: 'Riserva', required: false, special: false };
const FIELDS = [name, years, proviso];
const HEAD = { releaseDigest: 'a'.repeat(64), edition: 1, version: 3 };

const state = (values: RecordState['values'] = {}, typed: RecordState['typed'] = {}): RecordState => ({
  values,
  typed,
});
const shownWith = (shown: RecordState) => readBase(baseOf(HEAD, FIELDS, (field) => fieldState(shown, field)));

describe('a save', () => {
  const cases: [
    what: string,
    shown: RecordState,
    stored: RecordState,
    mine: RecordState,
    expected: RecordState,
    conflicts: string[],
  ][] = [
    [
      'changes what only it changed',
      state({ name: 'A' }),
      state({ name: 'A' }),
      state({ name: 'B' }),
      state({ name: 'B' }),
      [],
    ],
    [
      'keeps what only the other changed',
      state({ name: 'A' }),
      state({ name: 'C' }),
      state({ name: 'A' }),
      state({ name: 'C' }),
      [],
    ],
    ['joins different answers', state(), state({ name: 'A' }), state({ years: 2 }), state({ name: 'A', years: 2 }), []],
    [
      'is in conflict over the same answer',
      state(),
      state({ name: 'A' }),
      state({ name: 'B' }),
      state({ name: 'A' }),
      ['name'],
    ],
    ['agrees when both wrote the same', state(), state({ name: 'A' }), state({ name: 'A' }), state({ name: 'A' }), []],
    ['takes away what it emptied', state({ name: 'A' }), state({ name: 'A' }), state(), state(), []],
    ['does not empty what the other wrote', state(), state({ name: 'A' }), state(), state({ name: 'A' }), []],
    ['keeps words that cannot be read', state(), state(), state({}, { years: 'due' }), state({}, { years: 'due' }), []],
    [
      'puts a value in place of the words',
      state({}, { years: 'due' }),
      state({}, { years: 'due' }),
      state({ years: 2 }),
      state({ years: 2 }),
      [],
    ],
    [
      'does not take an untouched box for a change',
      state(),
      state({ proviso: true }),
      state({ proviso: false }),
      state({ proviso: true }),
      [],
    ],
  ];
  for (const [what, shown, stored, mine, expected, conflicts] of cases) {
    it(what, () => {
      const merge = mergeRecord(FIELDS, shownWith(shown), stored, mine);
      assert.deepEqual({ values: merge.merged.values, typed: merge.merged.typed }, expected);
      assert.deepEqual(merge.conflicts, conflicts);
    });
  }

  it('leaves alone the answers the form did not ask', () => {
    const merge = mergeRecord(
      [name],
      shownWith(state()),
      state({ years: 3, old: 'x' }, { other: 'y' }),
      state({ name: 'A' }),
    );
    assert.deepEqual(merge.merged, state({ years: 3, old: 'x', name: 'A' }, { other: 'y' }));
  });

  it('never loses an answer: each one typed is stored, was there already, or is in conflict', () => {
    const record = fc.record(
      { name: fc.constantFrom('A', 'B', 'C'), years: fc.constantFrom(1, 2), proviso: fc.boolean() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(record, record, record, (shown, stored, mine) => {
        const merge = mergeRecord(FIELDS, shownWith(state(shown)), state(stored), state(mine));
        for (const field of FIELDS) {
          const typed = (mine as Record<string, unknown>)[field.id];
          const before = (shown as Record<string, unknown>)[field.id];
          const touched = (typed || undefined) !== (before || undefined);
          const kept = (merge.merged.values[field.id] || undefined) === (typed || undefined);
          assert.ok(!touched || kept || merge.conflicts.includes(field.id), field.id);
        }
      }),
    );
  });
});

describe('the mark of a form', () => {
  it('comes back as it went, and anything else is no mark', () => {
    const base = shownWith(state({ name: 'A' }));
    assert.deepEqual(base.head, HEAD);
    assert.deepEqual([...base.marks.keys()], ['name', 'years', 'proviso']);
    for (const text of ['', 'x', '~~~', '1.2.3', `${'g'.repeat(64)}.1.1`, '__proto__.1~a.b.c', null, 7, ['a']]) {
      const read = readBase(text);
      assert.equal(read.head, undefined);
      assert.equal(read.marks.size, 0, String(text));
    }
  });
});
