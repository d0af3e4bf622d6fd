import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Route } from '../src/platform/http/index.ts';
import { bodyOf } from './access-bodies.ts';
import {
  assertNobodyElse,
  assertOutcome,
  assertSafe,
  bare,
  knownTo,
  matches,
  nameOf,
  ownedNames,
  proper,
  WHO,
} from './access-checks.ts';
import { FORGERIES } from './access-forgeries.ts';
import {
  addressOf,
  atTheDoor,
  GETS_THAT_WRITE,
  malformed,
  NOTHING,
  PARTS,
  ROLES,
  type Role,
  type Thing,
  thingsOf,
} from './access-policy.ts';
import type { Asked, Caller, Method } from './caller.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';

// Generated from the portal's own table of routes: every route, every role, every relevant thing (S-17, S-20, S-22,
// S-24, S-52). What must happen is in access-policy.ts. Nothing that is tried here stays: see trial-database.ts.

let world: CastWorld;
before(async () => {
  world = await openCastWorld();
});
after(() => world.close());

const callerOf = (role: Role): Caller => (role === 'expired' ? world.expired : world.caller(WHO[role]));
const ask = (caller: Caller, asked: Asked) => world.database.trial(() => caller.ask(asked));
const isOwned = (route: Route) => ownedNames(route).length > 0;

function thingsFor({ policy }: Route): readonly Thing[] {
  return policy.object === undefined ? [] : thingsOf(world)[policy.object];
}

/** The request of this role for this thing: the answer, and whether anything was written. */
async function request(role: Role, route: Route, thing: Thing, headers: Record<string, string> = {}) {
  const caller = callerOf(role);
  const path = addressOf(route.path, thing, world);
  const asked = proper(route, path, thing, caller);
  const { result, wrote, changed } = await ask(caller, { ...asked, headers: { ...asked.headers, ...headers } });
  // A delegate's act holds their own delegation before it looks at anything else.
  return { result, wrote: role === 'delegate' ? changed : wrote, path };
}

/** As the portal's own scripts ask. */
const JSON_ONLY = { accept: 'application/json' };

describe('the table of routes', () => {
  it('names, for every address that holds somebody’s thing, what kind of thing it is', () => {
    const faults = world.routes.filter((route) => isOwned(route) && route.policy.object === undefined);
    assert.deepEqual(faults.map(nameOf), []);
  });

  it('names only kinds of things this test has, and only addresses it can fill in', () => {
    const things = thingsOf(world);
    for (const route of world.routes) {
      const { object } = route.policy;
      if (object === undefined) continue;
      assert.ok(Object.hasOwn(things, object), `${nameOf(route)}: nothing of the kind ${object}`);
      for (const thing of things[object]) {
        assert.ok(
          Object.values(thing.ids).every((id) => id.length > 10),
          `${object}, ${thing.named}`,
        );
        addressOf(route.path, thing, world);
      }
    }
  });

  it('asks everywhere for whom that part of the portal is for', () => {
    for (const route of world.routes) {
      const part = PARTS.find(([addresses]) => addresses.test(route.path));
      assert.ok(part, `${nameOf(route)}: say in access-policy.ts whom it is for`);
      assert.deepEqual([route.policy.who, route.policy.object], [part[1], part[2]], nameOf(route));
    }
  });

  it('holds every route once, in at least the number there were when this was written', () => {
    const names = world.routes.map(nameOf);
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 100, `${names.length} routes`);
  });
});

describe('every route', () => {
  let requests = 0;
  after(() => assert.ok(requests > 1_500, `only ${requests} requests`));

  for (const role of ROLES) {
    it(`lets in ${role} where the policy says, and shows others’ things as what does not exist`, async () => {
      for (const route of world.routes) {
        const door = atTheDoor(route, role);
        const nothing = await request(role, route, NOTHING);
        for (const thing of isOwned(route) ? [...thingsFor(route), NOTHING] : [NOTHING]) {
          const where = `${role}, ${nameOf(route)}, ${thing.named}`;
          const { result, wrote, path } = await request(role, route, thing);
          requests += 1;
          const exists = !isOwned(route) || thing.seenBy.includes(role);
          const expected = door === 'enters' && !exists ? 'absent' : door;
          assertOutcome(result, path, expected, where);
          assertSafe(world, result, where);
          assertNobodyElse(world, result, knownTo(role, route), where);
          if (expected !== 'enters') {
            assert.equal(bare(result, thing), bare(nothing.result, NOTHING), where);
            // Somebody whose session ended loses nothing: what they sent is kept for them.
            assert.equal(wrote, role === 'expired' && route.method === 'POST', `${where}: written`);
          } else if (route.method === 'GET' && !Object.hasOwn(GETS_THAT_WRITE, route.path)) {
            assert.equal(wrote, false, `${where}: a GET has written`);
          }
        }
      }
    });
  }

  it('answers a script about others’ things as about what does not exist', async () => {
    for (const route of world.routes.filter(isOwned)) {
      for (const role of ROLES) {
        const nothing = await request(role, route, NOTHING, JSON_ONLY);
        for (const thing of thingsFor(route).filter(({ seenBy }) => !seenBy.includes(role))) {
          const where = `${role}, ${nameOf(route)}, ${thing.named}`;
          const { result, wrote } = await request(role, route, thing, JSON_ONLY);
          assert.ok([303, 401, 403, 404].includes(result.status), `${where}: ${result.status}`);
          assert.equal(bare(result, thing), bare(nothing.result, NOTHING), where);
          assert.equal(wrote, false, where);
        }
      }
    }
  });

  it('answers for an id that is none as for one of nobody’s', async () => {
    for (const route of world.routes.filter(isOwned)) {
      const [thing] = thingsFor(route);
      const id = thing?.ids[ownedNames(route)[0] ?? ''] ?? '';
      for (const role of ROLES.filter((each) => atTheDoor(route, each) === 'enters')) {
        const nothing = await request(role, route, NOTHING);
        for (const broken of malformed(id)) {
          const where = `${role}, ${nameOf(route)}, ${broken.named}`;
          const { result, wrote } = await request(role, route, broken);
          assert.equal(bare(result, broken), bare(nothing.result, NOTHING), where);
          assert.equal(wrote, false, where);
        }
      }
    }
  });

  it('finds nobody else’s part in one’s own application', async () => {
    const { anna, marta } = world.belongings;
    const parts = ['filing', 'attachment', 'conflict', 'item', 'removed'] as const;
    for (const route of world.routes.filter(
      ({ path }) => path.includes(':application/') || path.includes('/inoltro'),
    )) {
      for (const part of parts.filter((name) => ownedNames(route).includes(name))) {
        const mixed = (name: string, id: string): Thing => ({ named: name, ids: { ...anna, [part]: id }, seenBy: [] });
        const theirs = mixed(`the other’s ${part}`, marta[part]);
        const nobodys = mixed(`nobody’s ${part}`, NOTHING.ids[part] ?? '');
        const [one, other] = [await request('owner', route, theirs), await request('owner', route, nobodys)];
        const where = `${nameOf(route)}, ${theirs.named}`;
        assert.equal(bare(one.result, theirs), bare(other.result, nobodys), where);
        assertNobodyElse(world, one.result, ['anna'], where);
        if (part !== 'item' && part !== 'removed') assert.equal(one.result.status, 404, where);
      }
    }
  });
});

describe('a form that is not one of ours', () => {
  /** Whoever passes the door, at a thing of their own where there is one. */
  function* acts(): Generator<{ role: Role; route: Route; path: string; thing: Thing }> {
    // What identity providers post carries no token of ours; hostile-answers.test.ts forges that.
    for (const route of world.routes.filter(({ method, foreign }) => method === 'POST' && !foreign)) {
      for (const role of ROLES.filter((each) => atTheDoor(route, each) === 'enters')) {
        const thing = thingsFor(route).find(({ seenBy }) => seenBy.includes(role)) ?? NOTHING;
        yield { role, route, thing, path: addressOf(route.path, thing, world) };
      }
    }
  }

  for (const { how, status, make } of FORGERIES) {
    it(`is refused ${how}, and changes nothing`, async () => {
      for (const { role, route, path, thing } of acts()) {
        const where = `${role}, ${nameOf(route)}`;
        const other = world.caller(role === 'owner' || role === 'expired' ? 'marta' : 'anna');
        const forged = make(callerOf(role), other, bodyOf(route.path, thing));
        const { result, wrote } = await ask(callerOf(role), { method: 'POST', path, ...forged });
        assert.equal(result.status, status, where);
        assertSafe(world, result, where);
        assert.equal(wrote, false, `${where}: written`);
      }
    });
  }
});

describe('a method nobody declared', () => {
  it('finds no page and changes nothing', async () => {
    const methods: Method[] = ['GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
    const { anna } = world.belongings;
    const thing: Thing = {
      named: 'their own',
      ids: {
        ...{ ...anna, ...world.belongings.contests.officerA },
        ...{ id: anna.message, delegation: world.people.delia.delegation ?? '' },
      },
      seenBy: ['owner'],
    };
    for (const address of new Set(world.routes.map(({ path }) => addressOf(path, thing, world)))) {
      const declared = world.routes.filter(({ path }) => matches(path, address)).map(({ method }) => method as Method);
      for (const method of methods.filter((each) => !declared.includes(each))) {
        const { result, wrote } = await ask(world.caller('anna'), { method, path: address });
        assert.ok([404, 405].includes(result.status), `${method} ${address}: ${result.status}`);
        assert.equal(wrote, false, `${method} ${address}`);
      }
    }
  });

  it('is not GET where a form is posted: who signs in again in the middle of it comes back there', async () => {
    for (const { path } of world.routes.filter(({ method, policy }) => method === 'POST' && policy.who !== 'anyone')) {
      assert.ok(
        world.routes.some((route) => route.method === 'GET' && route.path === path),
        `POST ${path} has no GET: after the login one would come to a page that is not there`,
      );
    }
  });
});

describe('a right taken away while somebody is at work', () => {
  const taken: readonly [Role, taken: string, sql: string, path: string, leads: string | number][] = [
    ['clerkX', 'the desk', 'delete from memberships where account_id = $1', '/sportello', 404],
    ['officerA', 'the office', 'delete from memberships where account_id = $1', '/ufficio', 404],
    ['editor', 'the procedures', 'delete from memberships where account_id = $1', '/ministero', 404],
    ['administrator', 'the administration', 'delete from memberships where account_id = $1', '/amministrazione', 404],
    [
      'owner',
      'the enablement',
      `update enablements set state = 'revoked' where account_id = $1`,
      '/area',
      '/abilitazione',
    ],
    [
      'owner',
      'the password',
      'update credentials set temporary = true, expires_at = now() where account_id = $1',
      '/area',
      '/accesso/nuova-password',
    ],
    [
      'clerkX',
      'the second proof',
      'update sessions set proven = false where account_id = $1',
      '/sportello',
      '/accesso/secondo-fattore',
    ],
    ['owner', 'the session', 'delete from sessions where account_id = $1', '/area', '/accesso?dopo=%2Farea'],
  ];
  for (const [role, what, sql, path, leads] of taken) {
    it(`is gone at the next request: ${what} of ${role}`, async () => {
      const caller = callerOf(role);
      const id = world.people[WHO[role] ?? 'anna'].account.id;
      await world.database.trial(async () => {
        assert.equal((await caller.get(path)).status, 200);
        await world.database.query(sql, [id]);
        const answer = await caller.get(path);
        assert.equal(answer.location ?? answer.status, leads);
      });
    });
  }

  it('gives an office only what its clerk looked up there', async () => {
    const caller = world.caller('clerkX');
    const path = `/sportello/richieste/${world.people.waitingOne.requestId}`;
    await world.database.trial(async () => {
      assert.equal((await caller.get(path)).status, 200);
      await world.database.query(`update memberships set body_code = 'MLIC80100P' where account_id = $1`, [
        world.people.clerkX.account.id,
      ]);
      assert.equal((await caller.get(path)).status, 404);
    });
  });
});
