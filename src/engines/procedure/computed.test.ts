import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDefinition } from './definition.ts';
import { gaps } from './gaps.ts';
import { anyContext, smallSource } from './small-procedure.ts';
import { summary } from './summary.ts';
import { visibleAnswers } from './visibility.ts';

const fields = [
  { id: 'own', kind: 'integer', label: 'Mesi propri', required: true },
  { id: 'other', kind: 'decimal', label: 'Altri mesi' },
  { id: 'months', kind: 'computed', label: 'Mesi', formula: 'own + other / 3', as: 'decimal', unit: 'mesi' },
  { id: 'enough', kind: 'computed', label: 'Bastano', formula: 'months >= 24', as: 'boolean' },
  { id: 'why', kind: 'text', label: 'Perché', required: true, when: '!enough' },
  { id: 'paid', kind: 'payment', label: 'Pagamento', amount: '10 * own', reason: 'Prova' },
];
const made = (more: object = {}) => {
  const sections = [...smallSource.sections, { id: 'sums', kind: 'form', title: 'Somme', fields, ...more }];
  return readDefinition({ ...smallSource, sections });
};

const reading = made();
const definition = reading.ok ? reading.definition : assert.fail(JSON.stringify(reading.faults));
const seen = (sums: object) => visibleAnswers(definition, { sums } as never)['sums'];

test('what is worked out stands among the answers, rounded, and questions depend on it', () => {
  assert.deepEqual(seen({ own: 20, other: 12.5 }), { own: 20, other: 12.5, months: 24.17, enough: true });
  assert.deepEqual(seen({ own: 3, other: 2, why: 'x' }), { own: 3, other: 2, months: 3.67, enough: false, why: 'x' });
});

test('while an answer is missing there is nothing, and nobody is asked for what is worked out', () => {
  assert.deepEqual(seen({ own: 3 }), { own: 3, enough: false });
  const asked = gaps(definition, {}, anyContext).filter((gap) => gap.section === 'sums');
  assert.deepEqual(
    asked.map((gap) => gap.field),
    ['own', 'why'],
  );
});

test('what somebody stored in its place does not count', () => {
  assert.deepEqual(seen({ own: 3, months: 99, enough: true }), { own: 3, enough: false });
});

test('it is read in the summary with what it counts, and cannot be changed there', () => {
  const row = summary(definition, { sums: { own: 20, other: 12.5 } } as never, anyContext).find(
    ({ field }) => field === 'months',
  );
  assert.equal(row?.value, '24,17 mesi');
  assert.equal(row?.change, null);
});

const wrong: readonly [string, object, RegExp][] = [
  ['a name that leads nowhere', { formula: 'owm + 1', as: 'integer' }, /formula/],
  ['a text where a number is shown', { formula: 'why', as: 'integer' }, /formula/],
  ['a number where yes or no is shown', { formula: 'own', as: 'boolean' }, /formula/],
];
for (const [title, changed, place] of wrong) {
  test(`${title} is a fault of the pack`, () => {
    const read = made({ fields: fields.map((field) => (field.id === 'months' ? { ...field, ...changed } : field)) });
    assert.ok(!read.ok);
    assert.match(read.faults.map(({ path }) => path).join(' '), place);
  });
}
