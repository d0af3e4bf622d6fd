import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AccountPortal, GOOD_PASSWORD, openAccountPortal, withAccount } from '../../../test/account-portal.ts';
import { createHasher } from '../../platform/hashing.ts';
import type { Limit } from './throttle.ts';
import { type Counted, takeTogether, takeTurns } from './throttle-store.ts';

// What many people do at the same moment is written together: each fares as if they were alone.

let portal: AccountPortal;
before(async () => {
  portal = await openAccountPortal();
});
after(() => portal.close());

const FOUR_FREE: Limit = { pauses: [0, 0, 0, 0, 60], forgetAfterSeconds: 3600 };
const now = new Date('2026-03-02T10:00:00Z');
const of = (...names: string[]): { counted: Counted[]; now: Date } => ({
  counted: names.map((name) => ({ limit: FOUR_FREE, name, of: ['one'] })),
  now,
});

test('tries of many are taken in one statement as long as none is followed by a pause', async () => {
  const { database } = portal.fresh;
  const turns = await takeTogether(database, 'secret', [of('net', 'ada'), of('net', 'bice'), of('net', 'cleo')]);
  assert.deepEqual(
    turns.map((turn) => turn?.allowed && turn.tries.get('net')),
    [1, 2, 3],
  );
  const over = await takeTogether(database, 'secret', [of('net', 'dora'), of('net', 'emma'), of('flora')]);
  assert.deepEqual(
    over.map((turn) => turn?.allowed),
    [undefined, undefined, true],
    'those too near a pause take theirs one by one',
  );
  for (const name of ['dora', 'emma', 'gina']) {
    const turn = await takeTurns(database, 'secret', of('net', name).counted, now);
    assert.equal(turn.allowed, name !== 'gina', 'the fifth is the last');
  }
  const forgotten = new Date(now.getTime() + 2 * 3_600_000);
  const later = [of('net'), of('net')].map(({ counted }) => ({ counted, now: forgotten }));
  const anew = await takeTogether(database, 'secret', later);
  assert.deepEqual(
    anew.map((turn) => turn?.allowed && turn.tries.get('net')),
    [1, 2],
  );
});

test('many come in at the same moment, each into their own session, and who is wrong stays out', async () => {
  const names = ['Ada', 'Bice', 'Cleo', 'Dora', 'Emma', 'Flora'];
  for (const name of names) await withAccount(portal, name);
  const visitors = names.map((name, at) => ({ name, visitor: portal.visitor(`192.0.2.${at + 1}`) }));
  for (const { visitor } of visitors) await visitor.get('/accesso');
  const replies = await Promise.all(
    visitors.map(({ name, visitor }) => {
      const password = name === 'Cleo' ? 'not this one' : GOOD_PASSWORD;
      return visitor.post('/accesso', { username: `${name.toLowerCase()}.prova`, password });
    }),
  );
  assert.deepEqual(
    replies.map(({ status }) => status),
    [303, 303, 422, 303, 303, 303],
  );
  const inside = await portal.fresh.database.query<{ name: string; sessions: number; told: number; known: number }>(
    `select a.name, count(s.id) as sessions, (select count(*) from events e where e.actor = a.id
         and e.kind = 'session.opened') as told,
       (select count(*) from known_devices d where d.account_id = a.id) as known
     from accounts a left join sessions s on s.account_id = a.id group by a.id order by a.name`,
  );
  const one = { sessions: 1, told: 1, known: 1 };
  const none = { sessions: 0, told: 0, known: 0 };
  assert.deepEqual(
    inside,
    names.map((name) => ({ name, ...(name === 'Cleo' ? none : one) })),
  );
  const shown = await Promise.all(visitors.map(({ visitor }) => visitor.get('/profilo/dispositivi')));
  assert.deepEqual(
    shown.map(({ status }) => status),
    [200, 200, 303, 200, 200, 200],
  );
});

test('a password changed while it was being checked opens nothing', async () => {
  const real = createHasher({ memoryKiB: 1024, passes: 1 });
  let meanwhile: () => Promise<unknown> = async () => undefined;
  const crowded = await openAccountPortal({
    hasher: {
      ...real,
      reserve: (asker) => {
        const place = real.reserve(asker);
        return (
          place && {
            ...place,
            verify: async (hash, text) => {
              const right = await place.verify(hash, text);
              await meanwhile();
              return right;
            },
          }
        );
      },
    },
  });
  await withAccount(crowded, 'Ada');
  const visitor = crowded.visitor();
  await visitor.get('/accesso');
  meanwhile = () => crowded.fresh.database.query(`update credentials set password_hash = password_hash || '='`);
  const form = { username: 'ada.prova', password: GOOD_PASSWORD };
  assert.equal((await visitor.post('/accesso', form)).status, 422);
  const sessions = await crowded.fresh.database.query('select from sessions');
  assert.equal(sessions.length, 0);
  await crowded.close();
});
