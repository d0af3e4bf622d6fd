import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPack, rehearse } from '../features/procedures/index.ts';
import { home } from '../platform/home.ts';
import { fileInScratch } from './rehearsal-scratch.ts';

for (const id of ['cessazione-ordinaria-2026', 'mobilita-educatori-2026']) {
  test(`${id}: the portal takes every application of the rehearsal, with its own registry and requirements`, async () => {
    const read = readPack(join(home, 'procedures', id));
    const { pack } = 'faults' in read ? assert.fail('the pack has faults') : read;
    const { complete } = rehearse(pack, 60, 1);
    assert.ok(complete.length > 40, String(complete.length));
    const { filed, refused } = await fileInScratch(pack, complete);
    assert.deepEqual(refused.ranked(), []);
    assert.equal(filed, complete.length);
  });
}

test('an application the portal would refuse is counted by its reason', async () => {
  const read = readPack(join(home, 'procedures/cessazione-opzione-donna-2026'));
  const { pack } = 'faults' in read ? assert.fail('the pack has faults') : read;
  const [one] = rehearse(pack, 10, 1).complete;
  assert.ok(one?.applicant);
  const { place: _, ...service } = one.answers['service'] as Record<string, unknown>;
  const { filed, refused } = await fileInScratch(pack, [
    one,
    { ...one, applicant: { ...one.applicant, sex: 'M' } },
    { ...one, answers: { ...one.answers, service } as never },
  ]);
  assert.equal(filed, 1);
  assert.deepEqual(refused.ranked(), [
    ['requisito woman', 1],
    ['service.place: missing', 1],
  ]);
});
