import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deferredAcceptance, emptyMatching } from '../assignment/deferred-acceptance.ts';
import { randomFrom } from '../assignment/random.ts';
import { marketOf, type PlainMarket, plainMarketOf, randomMarket } from '../assignment/random-market.ts';
import { assignSerially, plainWalks } from '../assignment/serial.ts';
import { checkAssignment } from './check.ts';
import { quarantineOf } from './quarantine.ts';

/** From the definition: is there anything to object to? */
function objection(market: PlainMarket, given: readonly number[], serial: boolean): boolean {
  return market.lists.some((list, person) => {
    const pool = given[person] ?? -1;
    const order = (of: number) => market.sequences[market.poolOrder[of] ?? -1] ?? [];
    if (pool !== -1 && (!list.includes(pool) || !order(pool).includes(person))) return true;
    if (pool !== -1 && given.filter((each) => each === pool).length > (market.seats[pool] ?? 0)) return true;
    return list.some((other, at) => {
      if (pool !== -1) {
        const [own, its] = [market.poolOrder[pool] ?? 0, market.poolOrder[other] ?? 0];
        const before = at < list.indexOf(pool);
        if (serial ? its > own || (its === own && !before) : !before) return false;
      }
      if (!order(other).includes(person)) return false;
      const holders = given.flatMap((each, who) => (each === other ? [who] : []));
      if (holders.length < (market.seats[other] ?? 0)) return true;
      return holders.some((who) => order(other).indexOf(who) > order(other).indexOf(person));
    });
  });
}

describe('the independent checker', () => {
  for (const serial of [false, true]) {
    it(`catches every tampered ${serial ? 'serial' : 'deferred-acceptance'} result and raises no false alarm`, () => {
      let [caught, harmless] = [0, 0];
      for (let seed = 1; seed <= 3000; seed++) {
        const market = randomMarket(seed);
        const plain = plainMarketOf(market);
        const matching = serial ? emptyMatching(market.people) : deferredAcceptance(market);
        if (serial) assignSerially(market, plainWalks(market), matching);
        const rule = serial ? 'serial' : 'deferred-acceptance';
        assert.deepEqual(checkAssignment(market, matching.pool, rule).violations, [], `seed ${seed}`);
        const random = randomFrom(seed);
        for (let tamper = 0; tamper < 4; tamper++) {
          const forged = matching.pool.slice();
          forged[random.below(market.people)] = random.below(market.pools + 1) - 1;
          if (tamper > 1) forged[random.below(market.people)] = random.below(market.pools + 1) - 1;
          const { violations } = checkAssignment(market, forged, rule);
          assert.equal(violations.length > 0, objection(plain, [...forged], serial), `seed ${seed}: ${[...forged]}`);
          if (violations.length > 0) caught++;
          else harmless++;
        }
      }
      assert.ok(caught > 3000 && harmless > 100, `${caught} caught, ${harmless} harmless`);
    });
  }

  it('names who was passed over, for which seat, and by whom', () => {
    const market = marketOf({ sequences: [[0, 1]], lists: [[0], [0]], seats: [1], poolOrder: [0] });
    const { violations } = checkAssignment(market, Int32Array.of(-1, 0), 'deferred-acceptance');
    assert.deepEqual(violations, [{ claim: 'justified-envy', person: 0, pool: 0, against: 1 }]);
  });

  it('holds back only the component of the mistake', () => {
    const market = marketOf({
      sequences: [[0, 1], [1], [2, 3]],
      lists: [[0], [0], [1], [1]],
      seats: [1, 1],
      poolOrder: [0, 2],
    });
    const { violations } = checkAssignment(market, Int32Array.of(-1, 0, 1, -1), 'deferred-acceptance');
    assert.deepEqual(quarantineOf(market, violations), { people: [0, 1], pools: [0], orders: [0, 1] });
  });
});
