import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Condition, holds, namesUsed } from './condition.ts';
import { printCondition } from './condition-print.ts';
import { conditionSchema } from './condition-schema.ts';
import type { Scope } from './scope.ts';

const scope: Scope = {
  value: (name) =>
    ({ type: 'degree', year: 2024, when: '2024-05-01', none: '', langs: ['en', 'fr'], lang: 'fr', a: 'A-12' })[name],
  items: (section) =>
    section === 'titles' ? ['degree', 'master', 'master'].map((type) => ({ value: () => type, items: () => [] })) : [],
  related: (relation, left, right) => relation === 'equivalent' && left === 'A-12' && right === 'fr',
};

const cases: readonly [string, Condition, boolean][] = [
  ['is', { field: 'type', is: 'degree' }, true],
  ['is another', { field: 'type', is: 'master' }, false],
  ['in', { field: 'type', in: ['master', 'degree'] }, true],
  ['at least a number', { field: 'year', at_least: 2024 }, true],
  ['above a number', { field: 'year', above: 2024 }, false],
  ['dates compare as text', { field: 'when', at_most: '2024-05-01' }, true],
  ['a number never compares with text', { field: 'year', at_least: '2000' }, false],
  ['blank is not an answer', { field: 'none', answered: true }, false],
  ['missing is not an answer', { field: 'nowhere', answered: false }, true],
  ['has', { field: 'langs', has: 'en' }, true],
  ['has the value of another field', { field: 'langs', has_field: 'lang' }, true],
  ['is another field', { field: 'lang', is_field: 'type' }, false],
  ['two missing fields are not equal', { field: 'nowhere', is_field: 'nothing' }, false],
  ['related', { field: 'a', related: { by: 'equivalent', to: 'lang' } }, true],
  ['count', { count: { of: 'titles', where: { field: 'type', is: 'master' } }, at_least: 2 }, true],
  ['count at most', { count: { of: 'titles' }, at_most: 2 }, false],
  ['not', { not: { field: 'type', is: 'degree' } }, false],
  ['all of none', { all: [] }, true],
  ['any of none', { any: [] }, false],
];

for (const [title, condition, expected] of cases) {
  test(`condition: ${title}`, () => {
    assert.equal(holds(condition, scope), expected);
    assert.equal(holds(conditionSchema.parse(printCondition(condition)), scope), expected);
  });
}

test('a tree is not how a condition is written', () => {
  assert.equal(conditionSchema.safeParse({ field: 'a', is: 1 }).success, false);
});

test('names used are all the names, also those compared with', () => {
  const condition: Condition = {
    all: [
      { field: 'a', is_field: 'p.b' },
      { not: { count: { of: 'list', where: { field: 'x', is: 1 } }, at_least: 1 } },
    ],
  };
  assert.deepEqual(namesUsed(condition), ['a', 'p.b', 'list[]', 'list[].x']);
});

test('any value can be asked about', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (value, bound) => {
      const odd: Scope = { value: () => value, items: () => [] };
      const result = holds(
        { field: 'x', at_least: bound, has: 'a', is_field: 'x', related: { by: 'r', to: 'x' } },
        odd,
      );
      assert.equal(typeof result, 'boolean');
    }),
  );
});
