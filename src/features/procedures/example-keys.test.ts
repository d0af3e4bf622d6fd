import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { definition as base } from '../../../test/filings.ts';
import { readDefinition, visibleAnswers } from '../../engines/procedure/index.ts';
import { home } from '../../platform/home.ts';
import { computedDifferences } from './example-computed.ts';
import { exampleFileSchema } from './example-schema.ts';
import { runExamples } from './examples.ts';
import { readPack } from './index.ts';

const reading = readPack(join(home, 'procedures/gps-2026-28'));
const ANSWERS = `
    answers:
      province: { province: TO }
      rankings: [{ teaching_class: A-12, tier: II, access_mark: { value: 76, base: 110, lode: false } }]
      services: [{ school_year: 2023/24, from: '2023-10-01', to: '2023-10-15', school_type: state, teaching_class: A-12, activity: teaching }]
    now: '2026-03-10T10:00:00Z'`;

/** What comes out otherwise than it says; the GPS of the examples, with one person. */
function differing(example: string): readonly string[] {
  assert.ok('pack' in reading);
  const { outcomes, faults } = runExamples({ 'examples/applications.yaml': example }, reading.pack);
  assert.deepEqual(faults, []);
  return (outcomes.find(({ title }) => title === 'prova')?.differences ?? []).map(({ what }) => what);
}
const played = (expected: string) => differing(`cases:\n  - title: prova${ANSWERS}\n    expect: ${expected}\n`);

/** Every key of `expect` with something that is not so: an example that says it does not pass. */
const WRONG: Readonly<Record<string, string>> = {
  gaps: '[]',
  warnings: '[{ section: province, code: nowhere }]',
  journey: '{ province: complete }',
  positions: '{ A-12/II: { total: 1 } }',
  eligibility: '{ nowhere: no }',
  office: '{ kind: school, code: X }',
  computed: '{ province.province: TO }',
  window: 'closed',
};

const POSITION: Readonly<Record<string, string>> = {
  table: 'Z',
  total: '1',
  without_proviso: '1',
  lines: '[{ item: C.1, points: 9 }]',
  discarded: '7',
  reasons: '[parole che nessuno dice]',
  capped: '7',
};

test('no key of what an example expects is passed over', () => {
  const shape = exampleFileSchema.shape.cases.unwrap().element.shape.expect.shape;
  assert.deepEqual(Object.keys(WRONG).toSorted(), Object.keys(shape).toSorted());
  for (const [key, wrong] of Object.entries(WRONG)) assert.notDeepEqual(played(`{ ${key}: ${wrong} }`), [], key);
});

test('nor one of what it expects of a ranking', () => {
  const shape = exampleFileSchema.shape.cases.unwrap().element.shape.expect.shape.positions.unwrap().valueType.shape;
  assert.deepEqual(Object.keys(POSITION).toSorted(), Object.keys(shape).toSorted());
  assert.deepEqual(
    played('{ positions: { A-12/II: { table: A/4, total: 12, without_proviso: 12, discarded: 1 } } }'),
    [],
  );
  for (const [key, wrong] of Object.entries(POSITION)) {
    assert.notDeepEqual(played(`{ positions: { A-12/II: { ${key}: ${wrong} } } }`), [], key);
  }
});

test('nor one of what it expects of an order', () => {
  const one = (mark: number) =>
    `{ answers: { rankings: [{ teaching_class: A-12, tier: II, access_mark: { value: ${mark}, base: 110, lode: false } }] } }`;
  const order = (expected: string) =>
    differing(
      `orders:\n  - title: prova\n    people: { Anna: ${one(76)}, Bruno: ${one(110)} }\n    expect: ${expected}\n`,
    );
  const right = 'order: [Bruno, Anna]';
  assert.deepEqual(order(`{ ${right}, because: [{ above: Bruno, below: Anna, by: points }] }`), []);
  assert.notDeepEqual(order('{ order: [Anna, Bruno] }'), []);
  for (const because of ['by: codes', 'by: points, words: Altro']) {
    assert.notDeepEqual(order(`{ ${right}, because: [{ above: Bruno, below: Anna, ${because} }] }`), [], because);
  }
});

test('what a computed question comes to is compared, in a form and in an item; another name does not pass', () => {
  const hours = { id: 'hours', kind: 'integer', label: 'Ore', required: true };
  const twice = { id: 'twice', kind: 'computed', label: 'Il doppio', as: 'integer', formula: 'hours * 2' };
  const [target, ...others] = JSON.parse(JSON.stringify(base.sections)) as [{ fields: object[] }, ...object[]];
  const wishes = {
    id: 'wishes',
    kind: 'list',
    title: 'Ore',
    item_name: 'voce',
    item_title: '{hours}',
    fields: [hours, twice],
  };
  const sections = [{ ...target, fields: [...target.fields, hours, twice] }, wishes, ...others];
  const read = readDefinition({ ...(JSON.parse(JSON.stringify(base)) as object), sections });
  assert.ok(read.ok, JSON.stringify(read));
  const seen = visibleAnswers(read.definition, {
    target: { province: 'MI', hours: 3 },
    wishes: [{ id: 'a', hours: 4 }],
  });
  const told = (computed: Record<string, unknown>) =>
    computedDifferences({ expect: { computed } }, read.definition, seen).map(({ what, got }) => `${what}: ${got}`);
  assert.deepEqual(told({ 'target.twice': 6, 'wishes.a.twice': 8, 'wishes.b.twice': null }), []);
  assert.deepEqual(told({ 'target.twice': 7, 'wishes.a.twice': null, 'target.hours': 3 }), [
    'valore di target.twice: 6',
    'valore di wishes.a.twice: 8',
    'valore di target.hours: non è un valore calcolato',
  ]);
});

test('an example that expects nothing is refused, and so are examples where nobody looks for them', () => {
  const read = (source: object) => exampleFileSchema.safeParse(source).error?.issues.map(({ path }) => path.join('.'));
  const example = { title: 'prova', answers: {}, expect: { window: 'open' } };
  assert.equal(read({ cases: [example], contacts: { email: 'x' } }), undefined);
  assert.deepEqual(read({ cases: [{ ...example, expect: {} }] }), ['cases.0.expect']);
  assert.deepEqual(read({ cases: [example], case: [example] }), ['case']);
});
