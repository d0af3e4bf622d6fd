import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../test/database.ts';
import { createHasher } from '../platform/hashing.ts';
import { COMPETITION_CAST } from './cast.ts';
import { type SeedDeps, seed } from './seed.ts';
import { seedCompetition } from './seed-competition.ts';

let fresh: FreshDatabase;
let deps: SeedDeps;
before(async () => {
  fresh = await freshDatabase();
  const hasher = createHasher({ memoryKiB: 8, passes: 1 });
  const now = () => new Date('2026-11-22T10:00:00Z');
  const secret = 'a secret for tests, long enough to be one';
  deps = { database: fresh.database, hasher, secret, now, say: () => undefined };
  await seed(deps);
});
after(() => fresh.drop());

test('the competition of bin/start has two officers and five candidates, once, however often it is prepared', async () => {
  for (let times = 0; times < 2; times += 1) {
    const logins = await seedCompetition(deps);
    assert.equal(logins.length, 3);
    const [row] = await fresh.database.query<{ officers: number; people: number; most: number }>(
      `select (select count(*)::integer from memberships where role = 'officer' and body_code = 'USR-99') as officers,
         (select count(distinct account_id)::integer from candidates) as people,
         (select max(number) from candidates) as most`,
    );
    assert.deepEqual({ ...row, most: undefined }, { officers: 2, people: 5, most: undefined });
    assert.ok((row?.most ?? 0) >= 3, 'a list of candidates worth trying');
  }
  const [ines] = await fresh.database.query(
    'select 1 from candidates c join accounts a on a.id = c.account_id where a.username = $1',
    [COMPETITION_CAST.ines.username],
  );
  assert.ok(ines);
});
