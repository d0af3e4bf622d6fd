import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyMatching } from './deferred-acceptance.ts';
import { randomFrom } from './random.ts';
import { type PlainMarket, plainMarketOf, randomMarket } from './random-market.ts';
import { assignSerially, plainWalks } from './serial.ts';

/** Round by round, with pencil and paper: `seatsAt[round][pool]` come up, `forward` never goes back. */
function naive(market: PlainMarket, seatsAt: readonly (readonly number[])[], forward: boolean): number[] {
  const given = market.lists.map(() => -1);
  const reached = market.sequences.map(() => 0);
  for (const seats of seatsAt) {
    const left = [...seats];
    for (const [ranking, order] of market.sequences.entries()) {
      const of = (pool: number) => market.poolOrder[pool] === ranking;
      let at = forward ? (reached[ranking] ?? 0) : 0;
      while (at < order.length && left.some((count, pool) => of(pool) && count > 0)) {
        const person = order[at++] ?? -1;
        if (given[person] !== -1) continue;
        const pool = market.lists[person]?.find((each) => of(each) && (left[each] ?? 0) > 0);
        if (pool === undefined) continue;
        given[person] = pool;
        left[pool] = (left[pool] ?? 0) - 1;
      }
      if (forward) reached[ranking] = at;
    }
  }
  return given;
}

describe('serial assignment over three rounds', () => {
  for (const forward of [true, false]) {
    it(`gives what the text says, ${forward ? 'never going back' : 'from the top each time'}, on 3,000 random markets`, () => {
      for (let seed = 1; seed <= 3000; seed++) {
        const market = randomMarket(seed);
        const plain = plainMarketOf(market);
        const random = randomFrom(seed + 1);
        const rounds = [0, 1, 2].map(() => plain.seats.map(() => random.below(3)));
        const matching = emptyMatching(market.people);
        let from = new Uint32Array(market.orders);
        for (const seats of rounds) {
          const now = { ...market, poolSeats: Uint32Array.from(seats) };
          const turns = assignSerially(now, plainWalks(now), matching, forward ? { from } : {});
          from = Uint32Array.from(turns);
        }
        assert.deepEqual([...matching.pool], naive(plain, rounds, forward), `seed ${seed}`);
      }
    });
  }
});
