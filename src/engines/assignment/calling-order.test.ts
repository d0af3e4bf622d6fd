import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Called, callingOrder, prefixOrder, quotasOf } from './calling-order.ts';
import { parametersSchema } from './parameters.ts';
import { randomFrom } from './random.ts';

const reserves = (more: object) => parametersSchema.parse({ reserves: more }).reserves;
const law = [
  { code: 'L68', percent: 8 },
  { code: 'military', percent: 30 },
  { code: 'civil', percent: 15 },
];

describe('the quotas', () => {
  it('are subordinate in the order of the law and stop together at half of the posts', () => {
    assert.deepEqual(quotasOf(100, reserves({ categories: law })), [8, 30, 12]);
    assert.deepEqual(quotasOf(10, reserves({ categories: law })), [0, 3, 1]);
    assert.deepEqual(quotasOf(10, reserves({ categories: law, rounding: 'up' })), [1, 3, 1]);
  });
});

function called(types: readonly (readonly number[])[]): Called[] {
  return types.map((categories, person) => ({ person, takesPart: true, categories }));
}

describe('who holds two categories', () => {
  it('does not take the place of one who holds a single one', () => {
    // Ten posts, one for each of two categories: the person with both makes room in the other.
    const types = Array.from({ length: 12 }, (): number[] => []);
    types[10] = [0, 1];
    types[11] = [0];
    const rule = reserves({
      categories: [
        { code: 'a', percent: 10 },
        { code: 'b', percent: 10 },
      ],
    });
    const order = callingOrder(called(types), 10, rule);
    assert.deepEqual([...order.elevated], [10, 11]);
    assert.deepEqual(order.sequence, [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 8, 9]);
  });

  it('is never worse off for having declared the second, on 2,000 random rankings', () => {
    for (let seed = 1; seed <= 2000; seed++) {
      const random = randomFrom(seed);
      const types = Array.from({ length: 14 }, () => [0, 1, 2].filter(() => random.below(5) === 0));
      const rule = reserves({ mode: seed % 2 ? 'minimum' : 'additional', categories: law });
      const person = random.below(14);
      const more = types.map((each, index) =>
        index === person ? [...new Set([...each, random.below(3)])].sort() : each,
      );
      const place = (of: readonly (readonly number[])[]) => callingOrder(called(of), 10, rule).sequence.indexOf(person);
      assert.ok(place(more) <= place(types), `seed ${seed}`);
    }
  });
});

describe('the guarantee on every prefix', () => {
  it('calls the best of a category that would fall below its share', () => {
    assert.deepEqual(prefixOrder([[], [], [0], [], [0]], [25]), [2, 0, 1, 3, 4]);
    assert.deepEqual(prefixOrder([[], [], [], []], [25]), [0, 1, 2, 3]);
  });

  it('holds on 1,000 random rankings: below its share only when nobody of it is left, and merit decides the rest', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = randomFrom(seed);
      const types = Array.from({ length: 1 + random.below(20) }, () => [0, 1].filter(() => random.below(3) === 0));
      const minimums = [random.below(101), random.below(40)];
      const order = prefixOrder(types, minimums);
      assert.deepEqual(
        [...order].sort((one, other) => one - other),
        types.map((_, place) => place),
        `seed ${seed}`,
      );
      for (let length = 1; length <= order.length; length++) {
        const inside = order.slice(0, length).filter((place) => types[place]?.includes(0)).length;
        const all = types.filter((each) => each.includes(0)).length;
        assert.ok(inside === all || inside * 100 >= (minimums[0] ?? 0) * length, `seed ${seed}, first ${length}`);
      }
      // Inside one type the order is always that of merit.
      for (const type of ['', '0', '1', '0,1']) {
        const places = order.filter((place) => types[place]?.join() === type);
        assert.deepEqual(
          places,
          [...places].sort((one, other) => one - other),
          `seed ${seed}`,
        );
      }
    }
  });
});
