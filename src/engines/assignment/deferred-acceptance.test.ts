import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deferredAcceptance } from './deferred-acceptance.ts';
import { generateMarket, provincialShape } from './generate.ts';
import { randomFrom, shuffle } from './random.ts';
import { marketOf, type PlainMarket, plainMarketOf, randomMarket } from './random-market.ts';

// The reference is written from the definition, with other words: no heaps, no bounds, no typed arrays.
function naive(market: PlainMarket): number[] {
  const held: number[] = market.lists.map(() => -1);
  const next = market.lists.map(() => 0);
  for (let moved = true; moved; ) {
    moved = false;
    for (const [person, list] of market.lists.entries()) {
      if (held[person] !== -1 || (next[person] ?? 0) >= list.length) continue;
      moved = true;
      const pool = list[next[person] ?? 0] ?? -1;
      next[person] = (next[person] ?? 0) + 1;
      const order = market.sequences[market.poolOrder[pool] ?? -1] ?? [];
      const asking = held.flatMap((each, other) => (each === pool ? [other] : [])).concat(person);
      const kept = asking
        .filter((each) => order.includes(each))
        .sort((one, other) => order.indexOf(one) - order.indexOf(other))
        .slice(0, market.seats[pool]);
      for (const each of asking) held[each] = kept.includes(each) ? pool : -1;
    }
  }
  return held;
}

/** A person who would rather have a pool that has a free seat for them, or seats somebody placed after them. */
function envious(market: PlainMarket, given: readonly number[]): boolean {
  return market.lists.some((list, person) => {
    const better = given[person] === -1 ? list : list.slice(0, list.indexOf(given[person] ?? -1));
    return better.some((pool) => {
      const order = market.sequences[market.poolOrder[pool] ?? -1] ?? [];
      if (!order.includes(person)) return false;
      const holders = given.flatMap((each, other) => (each === pool ? [other] : []));
      return (
        holders.length < (market.seats[pool] ?? 0) ||
        holders.some((other) => order.indexOf(other) > order.indexOf(person))
      );
    });
  });
}

/** Every assignment of seats to people that respects lists, orders and seats. Small markets only. */
function* feasible(market: PlainMarket, given: number[] = []): Iterable<number[]> {
  if (given.length === market.lists.length) yield given;
  else {
    const person = given.length;
    for (const pool of [-1, ...(market.lists[person] ?? [])]) {
      const order = market.sequences[market.poolOrder[pool] ?? -1] ?? [];
      const taken = given.filter((each) => each === pool).length;
      if (pool === -1 || (order.includes(person) && taken < (market.seats[pool] ?? 0))) {
        yield* feasible(market, [...given, pool]);
      }
    }
  }
}

const liking = (market: PlainMarket, given: readonly number[]) =>
  given.map((pool, person) => (pool === -1 ? 999 : (market.lists[person]?.indexOf(pool) ?? 999)));

describe('deferred acceptance', () => {
  it('gives what the definition gives, on four thousand random markets', () => {
    for (let seed = 1; seed <= 4000; seed++) {
      const market = randomMarket(seed);
      assert.deepEqual([...deferredAcceptance(market).pool], naive(plainMarketOf(market)), `seed ${seed}`);
    }
  });

  it('never passes over a better placed person, and gives everyone the dearest of all such assignments (L-86)', () => {
    let looked = 0;
    for (let seed = 1; looked < 300; seed++) {
      const plain = plainMarketOf(randomMarket(seed));
      if (plain.lists.length > 5 || plain.seats.length > 4) continue;
      looked++;
      const given = [...deferredAcceptance(marketOf(plain)).pool];
      assert.ok(!envious(plain, given), `seed ${seed}`);
      const mine = liking(plain, given);
      for (const other of feasible(plain)) {
        if (envious(plain, other)) continue;
        assert.ok(
          liking(plain, other).every((place, person) => place >= (mine[person] ?? 0)),
          `seed ${seed}`,
        );
      }
    }
  });

  it('is hurt by no added seat', () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const plain = plainMarketOf(randomMarket(seed));
      const before = liking(plain, [...deferredAcceptance(marketOf(plain)).pool]);
      const pool = randomFrom(seed).below(plain.seats.length);
      const seats = plain.seats.map((each, index) => (index === pool ? each + 1 : each));
      const after = liking(plain, [...deferredAcceptance(marketOf({ ...plain, seats })).pool]);
      assert.ok(
        after.every((place, person) => place <= (before[person] ?? 0)),
        `seed ${seed}`,
      );
    }
  });

  it('does not depend on how people are numbered', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const plain = plainMarketOf(randomMarket(seed));
      const number = plain.lists.map((_, person) => person);
      shuffle(number, randomFrom(seed));
      const renamed: PlainMarket = {
        ...plain,
        sequences: plain.sequences.map((each) => each.map((person) => number.indexOf(person))),
        lists: number.map((person) => plain.lists[person] ?? []),
      };
      const given = [...deferredAcceptance(marketOf(plain)).pool];
      const again = [...deferredAcceptance(marketOf(renamed)).pool];
      assert.deepEqual(
        again,
        number.map((person) => given[person]),
        `seed ${seed}`,
      );
    }
  });

  it('agrees with the definition on a made-up province, bounds and all', () => {
    const market = generateMarket({ ...provincialShape, people: 600, provinces: 2, pools: 80, listLength: 30 });
    const tight = { ...market, poolSeats: market.poolSeats.map((seats) => Math.ceil(seats / 2)) };
    assert.deepEqual([...deferredAcceptance(tight).pool], naive(plainMarketOf(tight)));
  });
});
