import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { readDocument } from './document.ts';
import { generateRecords, smallProvince } from './generate-document.ts';
import { protectedMarket, rerunMarket } from './protect.ts';
import { type Outcome, runDocument } from './run.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function ranProvince(shape: object): Outcome {
  const records = [...generateRecords({ ...smallProvince, people: 60, seats: 30, schools: 10, ...shape })];
  const read = readDocument(records.map((record) => JSON.stringify(record)));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const outcome = runDocument(read.document, (seed, code) => sha256(seed + code));
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults));
  return outcome;
}

describe('what is published', () => {
  for (const mechanism of ['deferred-acceptance', 'serial-rescan']) {
    it(`gives the same seats when run again by a stranger, on 150 provinces (${mechanism})`, () => {
      let [people, withheld, altered] = [0, 0, 0];
      for (let seed = 1; seed <= 150; seed++) {
        const outcome = ranProvince({ seed, mechanism, reserved: 20, precedence: 10 });
        const published = protectedMarket(outcome, (code) => sha256(code));
        assert.deepEqual(
          rerunMarket(published.market, mechanism !== 'deferred-acceptance'),
          published.seat,
          `seed ${seed}`,
        );
        people += published.people.length;
        withheld += published.withheld.length;
        if (outcome.seat.some((seat, person) => seat !== outcome.contingent[person])) altered++;
        // No two orders can be laid beside each other and differ: that would tell who was moved.
        const places = new Map<string, number[][]>();
        for (const [order, name] of published.orderNames.entries()) {
          const { orderStart, orderPerson } = published.market;
          const sequence = orderPerson.subarray(orderStart[order], orderStart[order + 1]);
          const ranking = name.split(' ')[0] as string;
          const before = places.get(ranking) ?? [];
          for (const other of before) {
            const common = [...sequence].filter((person) => other.includes(person));
            assert.deepEqual(
              common,
              other.filter((person) => common.includes(person)),
              `seed ${seed}: ${name}`,
            );
          }
          before.push([...sequence]);
          places.set(ranking, before);
        }
      }
      assert.ok(altered > 25, `L. 104 changed something in ${altered} provinces`);
      assert.ok(withheld < people / 5, `${withheld} of ${people} withheld`);
    });
  }

  it('says nothing of points, reserves or precedence', () => {
    const published = protectedMarket(ranProvince({ reserved: 30, precedence: 30 }), (code) => sha256(`salt${code}`));
    assert.doesNotMatch(JSON.stringify(Object.keys(published)), /point|reserve|precedence|merit/);
    assert.deepEqual([...published.pseudonyms], [...published.pseudonyms].sort());
    assert.ok(published.orderNames.every((name) => !/L68|D66|SCU/.test(name)));
  });
});
