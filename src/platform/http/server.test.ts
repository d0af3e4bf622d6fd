import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { DatabaseGone } from '../db/gone.ts';
import type { Exchange, Identity, Route, Visitor } from './index.ts';
import { buildServer, file, json, ownPath, page, seeOther } from './index.ts';

const secret = 'a secret of at least thirty-two bytes!';
const now = new Date('2026-03-16T22:00:00Z');

const anna: Visitor = {
  accountId: '0197-anna',
  sessionId: 's1',
  name: 'Anna Rossi',
  enablement: 'active',
  mustChangePassword: false,
  proven: true,
  memberships: [],
  secondFactor: false,
  entry: { method: 'password', level: 1, provider: null, assertionId: null },
  authenticatedAt: now,
  idleUntil: new Date('2026-03-16T22:30:00Z'),
  endsAt: new Date('2026-03-16T22:30:00Z'),
  delegation: null,
  delegationOver: null,
};

const people: Record<string, Identity> = {
  anna: { visitor: anna },
  unproven: { visitor: { ...anna, proven: false } },
  temporary: { visitor: { ...anna, mustChangePassword: true } },
  yesterday: { visitor: { ...anna, authenticatedAt: new Date(now.getTime() - 10 * 60_000) } },
  newcomer: { visitor: { ...anna, enablement: 'none' } },
  clerk: { visitor: { ...anna, memberships: [{ role: 'clerk', body: 'VDIC000001', bodyName: 'IC di prova' }] } },
  expired: { expired: { accountId: anna.accountId, by: 'idle' } },
};

const seen: Exchange[] = [];
const parked: unknown[] = [];
const show = async (exchange: Exchange) => {
  seen.push(exchange);
  return page(`<p>${exchange.csrf}</p>`);
};

const routes: Route[] = [
  { method: 'GET', path: '/', policy: { who: 'anyone' }, handle: show },
  { method: 'POST', path: '/', policy: { who: 'anyone' }, handle: show },
  { method: 'GET', path: '/area', policy: { who: 'signed-in' }, handle: show },
  { method: 'POST', path: '/istanze', policy: { who: 'applicant', object: 'own-application' }, handle: show },
  { method: 'GET', path: '/delicata', policy: { who: 'signed-in', recent: true }, handle: show },
  { method: 'GET', path: '/sportello', policy: { who: 'clerk' }, handle: show },
  { method: 'POST', path: '/file', policy: { who: 'anyone' }, upload: 1000, handle: show },
  {
    method: 'GET',
    path: '/vai',
    policy: { who: 'anyone' },
    handle: async (exchange) => seeOther(exchange.query['dopo'] ?? '/'),
  },
  { method: 'GET', path: '/avviso', policy: { who: 'anyone' }, handle: async () => seeOther('/', 'Fatto «così»') },
  {
    method: 'GET',
    path: '/pdf',
    policy: { who: 'anyone' },
    handle: async () => file(new Uint8Array([1]), 'application/pdf', 'perché\r\nX: 1.pdf'),
  },
  { method: 'GET', path: '/dati', policy: { who: 'anyone' }, handle: async () => json({ ok: true }) },
  {
    method: 'GET',
    path: '/guasto',
    policy: { who: 'anyone' },
    handle: async () => {
      throw new Error('a bug with a secret');
    },
  },
  {
    method: 'GET',
    path: '/spento',
    policy: { who: 'anyone' },
    handle: async () => {
      throw new DatabaseGone(new Error('off'));
    },
  },
];

let server: FastifyInstance;
before(async () => {
  server = await buildServer({
    routes,
    secret,
    publicUrl: 'http://polis.test',
    log: pino({ level: 'silent' }),
    now: () => now,
    identify: async (token) => people[token] ?? null,
    troublePage: (trouble) => `<h1>${trouble.kind}</h1>`,
    park: async (...what) => {
      parked.push(what);
      return 'parked-token';
    },
    isDatabaseGone: (error) => error instanceof DatabaseGone,
  });
});
after(() => server.close());

const get = (url: string, who?: string, headers = {}) =>
  server.inject({ method: 'GET', url, headers, ...(who ? { cookies: { 'polis-session': who } } : {}) });

async function csrfOf(who: string): Promise<string> {
  return (await get('/', who)).body.replace(/<\/?p>/g, '');
}

async function post(url: string, who: string, fields: Record<string, string>, headers = {}) {
  return server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    cookies: { 'polis-session': who },
    payload: new URLSearchParams(fields).toString(),
  });
}

describe('the doors', () => {
  const cases: [string, string | undefined, string, number, string?][] = [
    ['a stranger is sent to sign in', undefined, '/area', 303, '/accesso?dopo=%2Farea'],
    ['somebody signed in enters', 'anna', '/area', 200],
    ['a second factor owed comes first', 'unproven', '/area', 303, '/accesso/secondo-fattore'],
    ['a temporary password is changed first', 'temporary', '/area', 303, '/accesso/nuova-password'],
    ['a role one does not have is a page that does not exist', 'anna', '/sportello', 404],
    ['a clerk enters the desk', 'clerk', '/sportello', 200],
    ['a clerk without the second factor does not', 'unproven', '/sportello', 303, '/accesso/secondo-fattore'],
    ['a fresh proof opens a delicate page', 'anna', '/delicata', 200],
    ['an old one is renewed first', 'yesterday', '/delicata', 303, '/accesso/conferma?dopo=%2Fdelicata'],
    ['and asks no more of who may not enter', 'unproven', '/delicata', 303, '/accesso/secondo-fattore'],
    ['an address nobody knows is absent', 'anna', '/niente', 404],
  ];
  for (const [title, who, url, status, location] of cases) {
    it(title, async () => {
      const answer = await get(url, who);
      assert.equal(answer.statusCode, status);
      if (location) assert.equal(answer.headers.location, location);
    });
  }

  it('send an account that is not enabled to its enablement', async () => {
    const answer = await post('/istanze', 'newcomer', { csrf: await csrfOf('newcomer') });
    assert.equal(answer.headers.location, '/abilitazione');
  });

  it('keep what was typed by somebody whose session had ended', async () => {
    const answer = await post('/istanze', 'expired', { csrf: await csrfOf('anna'), titolo: 'Laurea' });
    assert.equal(answer.statusCode, 303);
    assert.equal(answer.headers.location, '/accesso?dopo=%2Fistanze');
    assert.equal(answer.cookies.find((cookie) => cookie.name === 'polis-parked')?.value, 'parked-token');
    const [account, kept] = parked.at(-1) as [string, { path: string; by: string; posted: Record<string, unknown> }];
    assert.deepEqual([account, kept.path, kept.by], [anna.accountId, '/istanze', '/istanze']);
    assert.equal(kept.posted['titolo'], 'Laurea');
  });
});

describe('forms', () => {
  it('are accepted with the token of their own visit', async () => {
    assert.equal((await post('/istanze', 'anna', { csrf: await csrfOf('anna') })).statusCode, 200);
  });

  const forged: [string, Record<string, string>, Record<string, string>][] = [
    ['without a token', {}, {}],
    ['with a token of somebody else', { csrf: 'x'.repeat(43) }, {}],
    ['from another site, by its origin', {}, { origin: 'https://evil.example' }],
    ['from another site, as the browser tells', {}, { 'sec-fetch-site': 'cross-site' }],
  ];
  for (const [title, fields, headers] of forged) {
    it(`are refused ${title}`, async () => {
      const token = Object.keys(headers).length > 0 ? { csrf: await csrfOf('anna') } : {};
      const before = seen.length;
      assert.equal((await post('/istanze', 'anna', { ...token, ...fields }, headers)).statusCode, 403);
      assert.equal(seen.length, before, 'the handler ran');
    });
  }

  it('are refused as JSON or plain text', async () => {
    for (const type of ['application/json', 'text/plain']) {
      const answer = await server.inject({
        method: 'POST',
        url: '/istanze',
        headers: { 'content-type': type },
        payload: '{}',
        cookies: { 'polis-session': 'anna' },
      });
      assert.equal(answer.statusCode, 400);
    }
  });

  it('over the limit are told to be too large', async () => {
    assert.equal((await post('/istanze', 'anna', { csrf: 'x', testo: 'x'.repeat(300_000) })).statusCode, 413);
  });

  it('carry files cut at the limit while they stream in', async () => {
    const body = `--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${await csrfOf('anna')}\r\n--b\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n${'x'.repeat(5000)}\r\n--b--\r\n`;
    const answer = await server.inject({
      method: 'POST',
      url: '/file',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      cookies: { 'polis-session': 'anna' },
      payload: body,
    });
    assert.equal(answer.statusCode, 200);
    assert.equal(seen.at(-1)?.files[0]?.truncated, true);
    assert.equal(seen.at(-1)?.files[0]?.bytes.length, 1000);
  });
});

describe('every answer', () => {
  it('carries the headers that keep it private, unframed and free of foreign code', async () => {
    for (const url of ['/', '/niente', '/guasto', '/dati', '/pdf', '/area']) {
      const { headers } = await get(url);
      assert.equal(headers['cache-control'], 'no-store', url);
      assert.equal(headers['x-content-type-options'], 'nosniff', url);
      assert.match(String(headers['content-security-policy']), /default-src 'none'/, url);
      assert.match(String(headers['strict-transport-security']), /max-age=\d{8}/, url);
    }
  });

  it('says nothing of what broke', async () => {
    const answer = await get('/guasto');
    assert.equal(answer.statusCode, 500);
    assert.doesNotMatch(answer.body, /secret|Error/);
  });

  it('asks to come back when the database is gone', async () => {
    const answer = await get('/spento');
    assert.equal(answer.statusCode, 503);
    assert.equal(answer.headers['retry-after'], '10');
    assert.match(answer.body, /database/);
  });

  it('shows a notice once, and only one that we signed', async () => {
    const answer = await get('/avviso');
    const sealed = answer.cookies.find((cookie) => cookie.name === 'polis-notice')?.value ?? '';
    await server.inject({ url: '/', cookies: { 'polis-notice': sealed } });
    assert.equal(seen.at(-1)?.notice, 'Fatto «così»');
    await server.inject({
      url: '/',
      cookies: { 'polis-notice': `${Buffer.from('Chiama questo numero').toString('base64url')}.x` },
    });
    assert.equal(seen.at(-1)?.notice, undefined);
  });

  it('names a file without letting its name write headers', async () => {
    const { headers } = await get('/pdf');
    assert.equal(
      headers['content-disposition'],
      'attachment; filename="perch___X__1.pdf"; filename*=UTF-8\'\'perch%C3%A9%0D%0AX%3A%201.pdf',
    );
  });
});

describe('addresses', () => {
  const foreign = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil',
    'javascript:alert(1)',
    '/a\r\nSet-Cookie: x=1',
    '',
    'area',
    '/\t/evil.example',
  ];
  for (const address of foreign) {
    it(`never lead out of the portal: ${JSON.stringify(address)}`, () => assert.equal(ownPath(address), '/'));
  }

  it('of this portal are followed with their query', () => {
    assert.equal(ownPath('/istanze/1?ripresa=1#campo'), '/istanze/1?ripresa=1#campo');
  });

  for (const url of ['//', '/%', '/%zz', '/..;/', `/${'a'.repeat(5000)}`, '/istanze/%00']) {
    it(`that make no sense get an answer: ${url.slice(0, 20)}`, async () => {
      assert.ok((await get(url)).statusCode < 500);
    });
  }

  it('answer only to the methods they declare', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'HEAD'] as const) {
      const answer = await server.inject({
        method: method as 'PUT',
        url: '/area',
        cookies: { 'polis-session': 'anna' },
      });
      assert.ok([400, 404, 405].includes(answer.statusCode), `${method} ${answer.statusCode}`);
    }
  });
});
