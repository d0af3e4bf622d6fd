import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftClosesWithin } from './closing-draft.ts';
import { CLOSES, openPortal } from './portal-fixture.test.ts';

const HOUR = 3_600_000;

test('a draft closes within a day from the first second of its last day until the window is closed', async () => {
  const portal = await openPortal();
  const anna = await portal.person();
  await anna.begin();
  await portal.person();
  const { database } = portal.fresh;
  const accounts = await database.query<{ id: string; begun: boolean }>(
    'select a.id, exists (select from applications p where p.account_id = a.id) as begun from accounts a',
  );
  assert.deepEqual(accounts.map(({ begun }) => begun).sort(), [false, true]);
  const before = (ms: number) => new Date(CLOSES.getTime() - ms);
  for (const [now, closes] of [
    [before(25 * HOUR), false],
    [before(24 * HOUR + 1), false],
    [before(24 * HOUR), true],
    [before(1), true],
    [CLOSES, false],
  ] as const) {
    for (const { id, begun } of accounts) {
      assert.equal(await draftClosesWithin(database, id, now, 24 * HOUR), begun && closes, now.toISOString());
    }
  }
  await portal.close();
});
