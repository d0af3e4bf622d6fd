import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findAmong } from './lookups.ts';

const classes = [
  { code: 'A-12', name: 'Discipline letterarie' },
  { code: 'A-22', name: 'Italiano, storia, geografia' },
  { code: 'AB56', name: 'Chitarra; già A-12' },
];

describe('a search among the classes', () => {
  const cases: [text: string, found: string[]][] = [
    ['a12', ['A-12']],
    ['A-12', ['A-12', 'AB56']],
    ['lettera', ['A-12']],
    ['GEOGRAFIA storia', ['A-22']],
    ['già', ['AB56']],
    ['gia', ['AB56']],
    ['zzz', []],
    ['   ', []],
  ];
  for (const [text, found] of cases) {
    it(`for "${text}" finds ${found.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(
        findAmong(classes, text, 10).results.map((each) => each.value),
        found,
      );
    });
  }

  it('says how many there are beyond those shown', () => {
    const page = findAmong(classes, 'a', 1);
    assert.deepEqual([page.results.length, page.total], [1, 3]);
  });
});
