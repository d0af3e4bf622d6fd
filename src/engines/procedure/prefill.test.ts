import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDefinition } from './definition.ts';
import { lastAnswer } from './prefill.ts';
import { definitionOf, smallSource } from './small-procedure.ts';

const special = { special: true, purpose: 'p', legal_basis: 'b', retention: 'r' };

/** The small procedure, of a family, with one more question about the place. */
function withField(field: Record<string, unknown>, more: Record<string, unknown> = { family: 'mobility' }) {
  const copy = structuredClone(smallSource) as unknown as { sections: { fields: unknown[] }[] };
  copy.sections[0]?.fields.push({ id: 'known', label: 'Noto', ...field });
  return { ...copy, ...more };
}

describe('what a question may be proposed', () => {
  const cases: readonly (readonly [string, Record<string, unknown>, RegExp | undefined])[] = [
    ['a contact of the profile', { kind: 'phone', prefill: 'profile.phone' }, undefined],
    ['a place of the profile', { kind: 'municipality', prefill: 'profile.municipality' }, undefined],
    ['the answer of last time', { kind: 'province', prefill: 'last.place.province' }, undefined],
    ['nothing of another kind', { kind: 'date', prefill: 'last.place.province' }, /è di tipo province/],
    ['nothing of a list', { kind: 'teaching_class', prefill: 'last.wishes.class' }, /nessuna domanda di un modulo/],
    ['nothing nobody knows', { kind: 'text', prefill: 'profile.toString' }, /non è una fonte/],
    ['nothing without a shape', { kind: 'text', prefill: 'last.place' }, /non è una fonte/],
    ['no particular data', { kind: 'text', prefill: 'profile.residence', ...special }, /si dà ogni volta di nuovo/],
    ['no list of schools', { kind: 'schools', max: 3, prefill: 'last.place.province' }, /tipo schools non si propone/],
  ];
  for (const [title, field, says] of cases) {
    it(`is ${title}`, () => {
      const read = readDefinition(withField(field));
      const faults = read.ok ? [] : read.faults;
      assert.deepEqual(
        faults.map(({ path }) => path),
        says === undefined ? [] : ['sections.0.fields.5.prefill'],
      );
      if (says !== undefined) assert.match(faults[0]?.message ?? '', says);
    });
  }

  it('is found in the earlier filing by name and kind, and never if it was particular data there', () => {
    const answers = { place: { province: 'TO', known: 'x' } };
    const at = (field: string) => ({ section: 'place', field });
    const ordinary = definitionOf(withField({ kind: 'text' }));
    assert.equal(lastAnswer(ordinary, answers, at('province'), 'province'), 'TO');
    assert.equal(lastAnswer(ordinary, answers, at('province'), 'text'), undefined);
    assert.equal(lastAnswer(ordinary, answers, at('known'), 'text'), 'x');
    const sensitive = definitionOf(withField({ kind: 'text', ...special }));
    assert.equal(lastAnswer(sensitive, answers, at('known'), 'text'), undefined);
    assert.equal(lastAnswer(ordinary, answers, at('__proto__'), 'text'), undefined);
  });
});
