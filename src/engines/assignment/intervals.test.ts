import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deferredAcceptance, emptyMatching } from './deferred-acceptance.ts';
import { acceptOverIntervals, assignOverIntervals, type IntervalMarket } from './intervals.ts';
import { randomFrom } from './random.ts';
import { marketOf, plainMarketOf, randomMarket } from './random-market.ts';
import { assignSerially, plainWalks } from './serial.ts';

/** A random market whose lists are stretches over pools sorted by order, in two arrangements. */
function randomIntervals(seed: number): { intervals: IntervalMarket; expanded: ReturnType<typeof marketOf> } {
  const plain = plainMarketOf(randomMarket(seed));
  const random = randomFrom(seed + 3);
  const byOrder = plain.seats
    .map((_, pool) => pool)
    .sort((one, other) => (plain.poolOrder[one] ?? 0) - (plain.poolOrder[other] ?? 0) || one - other);
  const backwards = [...byOrder].sort(
    (one, other) => (plain.poolOrder[one] ?? 0) - (plain.poolOrder[other] ?? 0) || other - one,
  );
  const slots = [...byOrder, ...backwards];
  const stretches = plain.lists.map(() =>
    Array.from({ length: random.below(4) }, () => {
      const from = random.below(slots.length);
      let to = from;
      const order = plain.poolOrder[slots[from] ?? 0];
      const limit = from < byOrder.length ? byOrder.length : slots.length;
      while (to < limit && plain.poolOrder[slots[to] ?? 0] === order && random.below(5) > 0) to++;
      return { from, to };
    }),
  );
  const starts = new Uint32Array(stretches.length + 1);
  for (const [row, each] of stretches.entries()) starts[row + 1] = (starts[row] ?? 0) + each.length;
  const lists = stretches.map((each) => [...new Set(each.flatMap(({ from, to }) => slots.slice(from, to)))]);
  const expanded = marketOf({ ...plain, lists });
  const intervals = {
    ...expanded,
    slots: Uint32Array.from(slots),
    stretchStart: starts,
    stretchFrom: Uint32Array.from(stretches.flat(), (each) => each.from),
    stretchTo: Uint32Array.from(stretches.flat(), (each) => each.to),
  };
  return { intervals, expanded };
}

describe('preferences kept as stretches', () => {
  it('give the same seats as when they are written out, on 3,000 random markets', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const { intervals, expanded } = randomIntervals(seed);
      assert.deepEqual(acceptOverIntervals(intervals), deferredAcceptance(expanded).pool, `seed ${seed}`);
      const matching = emptyMatching(expanded.people);
      assignSerially(expanded, plainWalks(expanded), matching);
      assert.deepEqual(assignOverIntervals(intervals), matching.pool, `seed ${seed}, serial`);
    }
  });
});
