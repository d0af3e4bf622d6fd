import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AreaItem, besideOthers } from './area.ts';

const parallel = (rank: number) => ({
  group: 'cessazioni',
  rank,
  together: true,
  rule: 'Vale la più antica.',
  norm: 'DM 1',
});
const item = (procedureId: string, rank: number | undefined, filed: boolean) =>
  ({
    release: {
      procedureId,
      definition: { title: procedureId, ...(rank === undefined ? {} : { parallel: parallel(rank) }) },
    },
    ...(filed ? { valid: { id: procedureId } } : {}),
  }) as unknown as AreaItem;

test('of several applications of one group filed together each says which counts first and why', () => {
  const told = besideOthers([item('A', 2, true), item('B', 1, true), item('C', 3, false), item('D', undefined, true)]);
  assert.deepEqual(
    told.map(({ beside }) => beside),
    [
      'Hai più domande insieme: vale prima «B». Vale la più antica. (DM 1)',
      'Hai più domande insieme: vale prima questa. Vale la più antica. (DM 1)',
      undefined,
      undefined,
    ],
  );
});

test('one alone says nothing', () => {
  assert.equal(besideOthers([item('A', 1, true), item('B', 2, false)])[0]?.beside, undefined);
});
