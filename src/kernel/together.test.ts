import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { together } from './together.ts';

/** Doubles numbers, in groups it remembers; each group ends when the one before has been read. */
function doubler(fails: (group: readonly number[]) => boolean = () => false) {
  const groups: number[][] = [];
  const double = together<number, number>(async (group) => {
    groups.push([...group]);
    await Promise.resolve();
    if (fails(group)) throw new Error(`no ${group}`);
    return group.map((one) => one * 2);
  }, 3);
  return { groups, double };
}

describe('work that leaves together', () => {
  it('leaves at once when alone, and in groups when it has to wait', async () => {
    const { groups, double } = doubler();
    assert.deepEqual(await Promise.all([1, 2, 3, 4, 5, 6].map(double)), [2, 4, 6, 8, 10, 12]);
    assert.deepEqual(groups, [[1], [2, 3, 4], [5, 6]]);
    assert.equal(await double(7), 14);
  });

  it('fails alone: the others of its group are not lost', async () => {
    const { double } = doubler((group) => group.includes(3));
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(double));
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed')),
      [2, 4, 'failed', 8],
    );
  });

  it('may wait for others to come, until it is no longer worth it', async () => {
    const groups: string[][] = [];
    let busy = true;
    const ends: (() => void)[] = [];
    const note = together<string, string>(
      async (group) => {
        groups.push([...group]);
        return group;
      },
      3,
      { awaitsMore: () => busy, pause: () => new Promise((end) => ends.push(end)) },
    );
    const full = ['a', 'b', 'c'].map(note);
    assert.deepEqual(groups, [['a', 'b', 'c']], 'a full group waits for nobody');
    await Promise.all(full);
    ends.shift()?.();
    const patient = note('d');
    assert.equal(groups.length, 1);
    busy = false;
    await Promise.all([patient, note('e')]);
    assert.deepEqual(groups[1], ['d', 'e'], 'the next to come finds that nothing is to be waited for');
    busy = true;
    const last = note('f');
    await new Promise((turn) => setImmediate(turn));
    for (const end of ends) end();
    assert.equal(await last, 'f');
  });
});
