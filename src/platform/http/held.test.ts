import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { DatabaseGone } from '../db/gone.ts';
import { csrfToken } from './csrf.ts';
import type { Exchange, Visitor } from './index.ts';
import { buildServer, page } from './index.ts';

const SECRET = 'a secret of at least thirty-two bytes!';
const ARRIVED = new Date('2026-03-16T22:58:59.999Z');
const LATER = new Date('2026-03-16T23:05:00.000Z');
const MINUTE = 60_000;

const visitor = (accountId: string): Visitor => ({
  accountId,
  sessionId: accountId,
  name: accountId,
  enablement: 'active',
  mustChangePassword: false,
  proven: true,
  memberships: [],
  secondFactor: false,
  entry: { method: 'password', level: 1, provider: null, assertionId: null },
  authenticatedAt: ARRIVED,
  idleUntil: LATER,
  endsAt: LATER,
  delegation: null,
  delegationOver: null,
});

let server: FastifyInstance;
let now: Date;
let gone: 'no' | 'from the door' | 'in the handler';
let served: Exchange[];

before(async () => {
  const act = async (exchange: Exchange) => {
    if (gone === 'in the handler') throw new DatabaseGone(new Error('off'));
    served.push(exchange);
    return page('fatto');
  };
  const policy = { who: 'applicant' } as const;
  server = await buildServer({
    routes: [
      { method: 'POST', path: '/conferma/:id', policy, held: true, handle: act },
      { method: 'POST', path: '/salva', policy, handle: act },
    ],
    secret: SECRET,
    publicUrl: 'http://polis.test',
    log: pino({ level: 'silent' }),
    now: () => now,
    identify: async (token) => {
      if (gone === 'from the door') throw new DatabaseGone(new Error('off'));
      return token === 'nobody' ? null : { visitor: visitor(token) };
    },
    troublePage: ({ kind, held }) => `${kind} ${held?.hidden['held'] ?? 'nothing held'}`,
    park: async () => null,
    isDatabaseGone: (error) => error instanceof DatabaseGone,
  });
});
after(() => server.close());
beforeEach(() => {
  now = ARRIVED;
  gone = 'from the door';
  served = [];
});

async function post(path: string, session: string, fields: Record<string, string>) {
  const { statusCode, body } = await server.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    cookies: { 'polis-session': session },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: statusCode, held: body.split(' ').at(-1) ?? '', body };
}

const form = { csrf: csrfToken(SECRET, 'account:anna'), code: 'TIGLI2047' };

/** What was served: the fields and the instant it was taken to have arrived. */
const acts = () => served.map(({ form: { posted }, arrivedAt }) => [posted, arrivedAt]);

for (const where of ['from the door', 'in the handler'] as const) {
  test(`with the database gone ${where} a confirmation is held, and counts from when it first arrived`, async () => {
    gone = where;
    const first = await post('/conferma/1', 'anna', form);
    assert.equal(first.status, 503);
    assert.ok(!first.body.includes(form.code), 'the code is sealed');
    now = LATER;
    const second = await post('/conferma/1', 'anna', { held: first.held });
    assert.equal(second.status, 503);
    gone = 'no';
    assert.equal((await post('/conferma/1', 'anna', { held: second.held })).status, 200);
    assert.deepEqual(acts(), [[form, ARRIVED]]);
  });
}

test('however long the database is away, the page that keeps asking loses nothing', async () => {
  let { held } = await post('/conferma/1', 'anna', form);
  for (let minutes = 10; minutes <= 120; minutes += 10) {
    now = new Date(ARRIVED.getTime() + minutes * MINUTE);
    ({ held } = await post('/conferma/1', 'anna', { held }));
  }
  gone = 'no';
  await post('/conferma/1', 'anna', { held });
  assert.deepEqual(acts(), [[form, ARRIVED]]);
});

const refused: readonly [
  what: string,
  path: string,
  session: string,
  change: (held: string) => string,
  after: number,
][] = [
  ['by somebody else', '/conferma/1', 'bruno', (held) => held, 0],
  ['to another address', '/conferma/2', 'anna', (held) => held, 0],
  ['changed in one letter', '/conferma/1', 'anna', (held) => (held[20] === 'A' ? 'B' : 'A') + held.slice(1), 0],
  ['cut short', '/conferma/1', 'anna', (held) => held.slice(0, 8), 0],
  ['a quarter of an hour after its page last asked', '/conferma/1', 'anna', (held) => held, 15 * MINUTE + 1],
];
for (const [what, path, session, change, after] of refused) {
  test(`a held confirmation sent ${what} is no confirmation`, async () => {
    const { held } = await post('/conferma/1', 'anna', form);
    gone = 'no';
    now = new Date(ARRIVED.getTime() + after);
    assert.equal((await post(path, session, { held: change(held) })).status, 403);
    assert.deepEqual(acts(), []);
  });
}

test('a form whose arrival decides nothing is not held', async () => {
  const { status, body } = await post('/salva', 'anna', form);
  assert.deepEqual([status, body], [503, 'database nothing held']);
});

test('without the form’s token what is held is refused as it would have been', async () => {
  const { held } = await post('/conferma/1', 'anna', { code: form.code });
  gone = 'no';
  assert.equal((await post('/conferma/1', 'anna', { held })).status, 403);
  assert.deepEqual(acts(), []);
});
