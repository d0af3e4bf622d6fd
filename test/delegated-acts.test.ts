import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nameOf, ownedNames, proper } from './access-checks.ts';
import { addressOf, atTheDoor, NOTHING, type Thing } from './access-policy.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';

// Generated from the portal's own table of routes: whatever a delegate does, the log names them and the delegation.

let world: CastWorld;
before(async () => {
  world = await openCastWorld();
});
after(() => world.close());

interface Told {
  readonly kind: string;
  readonly actor: string | null;
  readonly delegation: string | null;
}

const WRITTEN_NOW = `select kind, actor, data ->> 'delegation' as delegation from events
  where tx = pg_current_xact_id_if_assigned()`;

test('every event of what a delegate does names the delegate and the delegation', async () => {
  const { delia } = world.people;
  const caller = world.caller('delia');
  const own: Thing = { named: 'the delegator’s', ids: { ...world.belongings.anna }, seenBy: [] };
  const kinds = new Set<string>();
  const acts = world.routes.filter((route) => route.method === 'POST' && route.policy.who !== 'anyone');
  for (const route of acts.filter((each) => atTheDoor(each, 'delegate') === 'enters')) {
    const thing = ownedNames(route).length > 0 ? own : NOTHING;
    const asked = proper(route, addressOf(route.path, thing, world), thing, caller);
    for (const accept of ['text/html', 'application/json']) {
      const { result: told } = await world.database.trial(async () => {
        await caller.ask({ ...asked, headers: { ...asked.headers, accept } });
        return world.database.query<Told>(WRITTEN_NOW);
      });
      for (const { kind, actor, delegation } of told) {
        kinds.add(kind);
        assert.deepEqual([actor, delegation], [delia.account.id, delia.delegation], `${nameOf(route)}: ${kind}`);
      }
    }
  }
  const expected = [
    'application.section-saved',
    'dossier.taken',
    'application.correction-abandoned',
    'delegation.acting-ended',
  ];
  assert.deepEqual(
    expected.filter((kind) => !kinds.has(kind)),
    [],
    `only ${[...kinds].join(', ')}`,
  );
});
