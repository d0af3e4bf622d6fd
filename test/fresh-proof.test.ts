import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bodyOf } from './access-bodies.ts';
import { nameOf, proper, WHO } from './access-checks.ts';
import { addressOf, atTheDoor, NOTHING, ROLES, thingsOf } from './access-policy.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';

// Generated from the routes whose policy says `recent` (S-45).

let world: CastWorld;
before(async () => {
  world = await openCastWorld();
});
after(() => world.close());

test('ten minutes after the last proof another one is asked, and what was sent is kept', async () => {
  const routes = world.routes.filter(({ policy }) => policy.recent);
  assert.ok(routes.length > 0);
  for (const route of routes) {
    const role = ROLES.find((each) => atTheDoor(route, each) === 'enters') ?? 'owner';
    const things = route.policy.object === undefined ? [] : thingsOf(world)[route.policy.object];
    const thing = things.find(({ seenBy }) => seenBy.includes(role)) ?? NOTHING;
    const path = addressOf(route.path, thing, world);
    const caller = role === 'expired' ? world.expired : world.caller(WHO[role]);
    const id = world.people[WHO[role] ?? 'anna'].account.id;
    await world.database.trial(async () => {
      const old = `update sessions set authenticated_at = authenticated_at - interval '10 minutes' where account_id = $1`;
      await world.database.query(old, [id]);
      const answer = await caller.ask(proper(route, path, thing, caller));
      assert.equal(answer.location, `/accesso/conferma?dopo=${encodeURIComponent(path)}`, nameOf(route));
      if (route.method === 'POST') {
        const forged = await caller.post(path, { ...bodyOf(route.path, thing), csrf: 'no' });
        assert.equal(forged.status, 403, nameOf(route));
      }
      const kept = await world.database.query('select from parked_forms where path = $1', [path]);
      assert.equal(kept.length, route.method === 'POST' ? 1 : 0, nameOf(route));
    });
  }
});
