import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Condition } from './condition.ts';
import { fieldTests, type Possible, type Truth, truthOf } from './condition-truth.ts';

const world: Readonly<Record<string, Possible>> = {
  tier: { values: ['I', 'II', undefined] },
  foreign: { values: [true, false, undefined], when: { field: 'tier', is: 'I' } },
  years: { values: [0, 1, 4, undefined], when: { field: 'foreign', is: true } },
};
const truth = (condition: Condition) => truthOf(condition, (name) => world[name]);

describe('what a condition can come to', () => {
  const cases: [string, Condition, Truth][] = [
    ['one choice', { field: 'tier', is: 'I' }, 'either'],
    ['a choice that is not there', { field: 'tier', is: 'III' }, 'never'],
    [
      'two choices at once',
      {
        all: [
          { field: 'tier', is: 'I' },
          { field: 'tier', is: 'II' },
        ],
      },
      'never',
    ],
    ['one or not one', { any: [{ field: 'tier', is: 'I' }, { not: { field: 'tier', is: 'I' } }] }, 'always'],
    ['no tests at all', { all: [] }, 'always'],
    ['none of nothing', { any: [] }, 'never'],
    [
      'an answer to a question not asked then',
      {
        all: [
          { field: 'tier', is: 'II' },
          { field: 'foreign', is: true },
        ],
      },
      'never',
    ],
    [
      'the same two questions away',
      {
        all: [
          { field: 'tier', is: 'II' },
          { field: 'years', at_least: 1 },
        ],
      },
      'never',
    ],
    ['beyond the greatest', { field: 'years', above: 4 }, 'never'],
    ['a name nobody knows', { field: 'unknown', is: 1 }, 'either'],
    [
      'a name nobody knows, and never',
      {
        all: [
          { field: 'unknown', is: 1 },
          { field: 'tier', is: 'x' },
        ],
      },
      'never',
    ],
    ['a count', { count: { of: 'titles' }, at_least: 1 }, 'either'],
    ['the value of another field', { field: 'tier', is_field: 'foreign' }, 'either'],
  ];
  for (const [title, condition, expected] of cases) {
    it(`${title}: ${expected}`, () => assert.equal(truth(condition), expected));
  }

  it('is left open when there are too many combinations to try', () => {
    const many = { values: Array.from({ length: 200 }, (_, index) => index) };
    const condition = { all: ['a', 'b', 'c'].map((field) => ({ field, is: -1 })) };
    assert.equal(
      truthOf(condition, () => many),
      'either',
    );
  });
});

describe('the tests inside a condition', () => {
  it('are found with the way to each', () => {
    const condition: Condition = { all: [{ field: 'a', is: 1 }, { not: { any: [{ field: 'b', is: 2 }] } }] };
    assert.deepEqual(
      fieldTests(condition).map(({ path, test }) => [path, test.field]),
      [
        ['all.0', 'a'],
        ['all.1.not.any.0', 'b'],
      ],
    );
  });
});
