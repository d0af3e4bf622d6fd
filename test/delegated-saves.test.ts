import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CastWorld, openCastWorld } from './cast-world.ts';
import { until } from './until.ts';

// The draft of whom somebody acts for, written while the delegation is being revoked: one comes before the other.

let world: CastWorld;
let section: string;
before(async () => {
  world = await openCastWorld();
  section = `/istanze/${world.belongings.anna.application}/sezioni/target`;
});
after(() => world.close());

const OVER = '/profilo/deleghe/fine';
const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
const version = async () => {
  const [row] = await world.fresh.owner.query<{ version: number }>(
    'select version from drafts where application_id = $1',
    [world.belongings.anna.application],
  );
  return row?.version;
};

/** What the page saves by itself, or the whole form. */
async function save(accept: 'text/html' | 'application/json', province: string) {
  const caller = world.caller('delia');
  const [, base = ''] = /name="base" value="([^"]*)"/.exec((await caller.get(section)).body) ?? [];
  return caller.post(section, { province, base }, { accept });
}

test('a save waits for a revocation under way, and a revocation that is there refuses it', async () => {
  const { delegation, account } = world.people.delia;
  const before = await version();
  for (const accept of ['text/html', 'application/json'] as const) {
    const undo = new Error('undone');
    let reply: ReturnType<typeof save> | undefined;
    // The revocation holds the delegation; the save, which has been let in already, must wait for it.
    await world.fresh.owner
      .transaction(async (tx) => {
        await tx.query('select from delegations where id = $1 for update', [delegation]);
        reply = save(accept, accept === 'text/html' ? 'NA' : 'TO');
        await until(async () => (await world.fresh.database.query(WAITING)).length > 0);
        throw undo;
      })
      .catch((error: unknown) => assert.equal(error, undo));
    const kept = await reply;
    assert.ok(kept?.status !== 403 && kept?.location !== OVER, 'given up, the revocation refuses nothing');
  }
  const between = await version();
  assert.notEqual(between, before, 'what was saved under a delegation that stands is there');
  let late: ReturnType<typeof save>[] = [];
  await world.fresh.owner.transaction(async (tx) => {
    // Dated after the save had arrived: that rescues a filing, and no draft.
    await tx.query('update delegations set revoked_at = $2, revoked_by = $3 where id = $1', [
      delegation,
      new Date(world.now.getTime() + 1),
      account.id,
    ]);
    late = [save('text/html', 'BA'), save('application/json', 'PA')];
    await until(async () => (await world.fresh.database.query(WAITING)).length > 0);
  });
  const [page, script] = await Promise.all(late);
  assert.deepEqual([page?.status, page?.location], [303, OVER]);
  assert.equal(script?.status, 403);
  assert.match(script?.body ?? '', /la delega è finita/);
  assert.equal(await version(), between, 'nothing was written');
});
