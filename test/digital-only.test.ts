import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Route } from '../src/platform/http/index.ts';
import { nameOf } from './access-checks.ts';
import type { Name } from './cast-people.ts';
import { type CastWorld, openCastWorld } from './cast-world.ts';
import { crawl, STAFF_DOOR } from './crawl.ts';
import { readHtml, textOf } from './html-reader.ts';

// LOCAL_CREDENTIALS=off: the public comes in with SPID or CIE alone (DL 76/2020 art. 24). Somebody at every step of the
// way reads every page the portal leads to: none speaks of what they do not have, and none leads to it.

/** Whom the pages are read as: nobody, and people of the public at every step, none of whom ever had a password. */
const READERS: readonly (Name | undefined)[] = [
  ...([undefined, 'anna', 'marta', 'bruno', 'declaring', 'requested', 'waitingOne', 'identified'] as const),
];
const LOCAL = ['credentials', 'password_history', 'recovery_links', 'totp_keys', 'passkeys', 'recovery_codes'];
const WORDS = /password|nome utente|\bregistrat[ie]\b|\bregistrar(?:ti|si)\b|passkey|secondo fattore|due passaggi/i;

let world: CastWorld;
before(async () => {
  world = await openCastWorld({ LOCAL_CREDENTIALS: 'off' });
  const people = READERS.flatMap((name) => (name === undefined ? [] : world.people[name].account.id));
  const { database } = world.fresh;
  for (const table of LOCAL) await database.query(`delete from ${table} where account_id = any($1)`, [people]);
  await database.query(`update sessions set method = 'spid', level = 2, provider = $2 where account_id = any($1)`, [
    people,
    'https://idp.example',
  ]);
});
after(() => world?.close());

const isOf = (routes: readonly Route[]) => {
  const names = new Set(routes.map(nameOf));
  return (route: Route) => names.has(nameOf(route));
};
/** What there is elsewhere for who has a password, and is not here for the public. */
const localRoutes = () => world.usualRoutes.filter((route) => !isOf(world.routes)(route));
const staffRoutes = () => world.routes.filter(({ policy }) => policy.staff);
const addressOf = ({ path }: Route) => path.replaceAll(/:\w+/g, 'x');

describe('the routes of local credentials', () => {
  test('are those of registration, recovery, password and second proof', () => {
    const paths = [...localRoutes(), ...staffRoutes()].map(({ path }) => path);
    for (const path of ['/registrazione', '/accesso/recupero', '/accesso/recupero/:token', '/accesso/nome-utente']) {
      assert.ok(paths.includes(path), path);
    }
    for (const path of ['/accesso/nuova-password', '/profilo/password', '/profilo/secondo-fattore']) {
      assert.ok(paths.includes(path), path);
    }
  });

  test('answer 404 to everybody of the public, whatever is asked and however', async () => {
    for (const name of [undefined, 'anna', 'bruno'] as const) {
      const caller = world.caller(name);
      for (const route of [...localRoutes(), ...staffRoutes()]) {
        const path = addressOf(route);
        const { status } = await (route.method === 'GET' ? caller.get(path) : caller.post(path));
        assert.equal(status, 404, `${nameOf(route)} as ${name ?? 'nobody'}`);
      }
    }
  });

  test('are there for who works at a desk, and their door takes a password', async () => {
    const clerk = world.caller('clerkX');
    for (const path of ['/profilo/password', '/profilo/secondo-fattore']) {
      assert.equal((await clerk.get(path)).status, 200, path);
    }
    const door = await world.caller().get(STAFF_DOOR);
    assert.equal(readHtml(door.body).byId('password')?.attributes.get('type'), 'password');
  });
});

for (const name of READERS) {
  test(`every page ${name ?? 'nobody'} can reach is right without a password`, async () => {
    const pages = await crawl(world.caller(name), name === undefined ? ['/', '/accesso'] : ['/', '/area', '/profilo']);
    assert.ok(pages.size >= (name === undefined ? 10 : 15), [...pages.keys()].join(' '));
    const faults = [...pages].flatMap(([path, html]) => faultsOf(path, html));
    assert.deepEqual(faults, []);
  });
}

function faultsOf(path: string, html: string): string[] {
  const page = readHtml(html);
  const words = page.all('html').map(textOf).join(' ').replace(/\s+/g, ' ');
  const [said] = new RegExp(`.{0,60}(?:${WORDS.source}).{0,40}`, 'i').exec(words) ?? [];
  const isLocal = isOf([...localRoutes(), ...staffRoutes()]);
  const targets = [
    ...page.all('form').map(({ attributes }) => ['POST', attributes.get('action')] as const),
    ...page.all('a').map(({ attributes }) => ['GET', attributes.get('href')] as const),
  ];
  const leads = targets.filter(([method, to]) =>
    world.usualRoutes.some((route) => route.method === method && route.path === to?.split('?')[0] && isLocal(route)),
  );
  return [
    ...(said === undefined ? [] : [`${path} says «${said}»`]),
    ...leads.map(([, to]) => `${path} leads to ${to}`),
  ];
}
