import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Federation } from '../../apps/development-idp/federation.ts';
import { makeKey, type PrivateKey, publicPart, signToken } from '../jose/index.ts';
import { createOutlet, type Outlet, resolveEntity, STATEMENT } from './index.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const seconds = NOW.getTime() / 1000;
const MARK = 'https://mark.example/public';

let federation: Federation;
let stranger: PrivateKey;
let outlet: Outlet;
let base = '';
/** What a path answers instead of what the federation says. */
const instead = new Map<string, { status?: number; type?: string; body?: string; location?: string }>();
const asked: string[] = [];

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', base);
  asked.push(url.pathname);
  const other = instead.get(url.pathname);
  const said = other ?? (await federation.answer(url.pathname, url.searchParams)) ?? { status: 404 };
  const location = other?.location === undefined ? {} : { location: other.location };
  response.writeHead(said.status ?? 200, { 'content-type': said.type ?? 'text/plain', ...location });
  response.end(said.body);
});

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  outlet = createOutlet({ hosts: [new URL(base).host], loopback: true, patienceMs: 2_000 });
  stranger = await makeKey('sig');
  federation = await Federation.found({
    base,
    now: () => NOW,
    entities: {
      ta: { metadata: {}, says: { constraints: { max_path_length: 1 } } },
      sa: { superior: 'ta', metadata: {} },
      op: {
        superior: 'sa',
        metadata: { openid_provider: { issuer: `${base}/op`, token_endpoint: `${base}/op/token` } },
      },
    },
  });
});
after(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  federation.alter = (_iss, _sub, claims) => claims;
  instead.clear();
  asked.length = 0;
});

const resolve = () => {
  const keys = [publicPart(federation.keys['ta'] as PrivateKey)];
  return resolveEntity({ outlet, anchor: { id: federation.id('ta'), keys } }, federation.id('op'), NOW);
};
const reason = async () => {
  const resolved = await resolve();
  return resolved.ok ? 'ok' : resolved.reason;
};
const about = (name: string, change: Record<string, unknown>, issuer?: string) => {
  federation.alter = (iss, sub, claims) =>
    sub === federation.id(name) && iss === federation.id(issuer ?? name) ? { ...claims, ...change } : claims;
};

describe('a provider reached through an intermediate', () => {
  it('is believed when every statement and every signature holds', async () => {
    const resolved = await resolve();
    assert.ok(resolved.ok, JSON.stringify(resolved));
    assert.equal(resolved.chain.metadata['openid_provider']?.['token_endpoint'], `${base}/op/token`);
    assert.equal(resolved.statements.length, 4);
    assert.deepEqual(resolved.marks, []);
    assert.equal(new Set(asked).size, asked.length, 'nobody is asked the same thing twice');
  });

  it('is not when a statement has expired', async () => {
    about('sa', { exp: seconds - 1 }, 'ta');
    assert.equal(await reason(), 'expired');
  });

  it('is not when it names no superior', async () => {
    about('op', { authority_hints: undefined });
    assert.equal(await reason(), 'no-path-to-anchor');
  });

  it('is not when the intermediate does not name the anchor', async () => {
    about('sa', { authority_hints: undefined });
    assert.equal(await reason(), 'no-path-to-anchor');
  });

  for (const [issuer, subject] of [
    ['op', 'op'],
    ['sa', 'op'],
    ['ta', 'sa'],
    ['ta', 'ta'],
  ] as const) {
    it(`is not when what ${issuer} says about ${subject} is signed by a stranger under its key's name`, async () => {
      const key = { ...stranger, kid: (federation.keys[issuer] as PrivateKey).kid };
      federation.alter = (iss, sub, claims) =>
        iss === federation.id(issuer) && sub === federation.id(subject) ? signToken(claims, key, STATEMENT) : claims;
      assert.equal(await reason(), 'bad-signature');
    });
  }

  it('is not when the anchor shows other keys than those known beforehand', async () => {
    about('ta', { jwks: { keys: [publicPart(stranger)] } });
    assert.equal(await reason(), 'bad-signature');
  });

  it('is not when a statement is of another type', async () => {
    const key = federation.keys['sa'] as PrivateKey;
    federation.alter = (iss, sub, claims) =>
      iss === federation.id('sa') && sub !== iss ? signToken(claims, key, 'jwt') : claims;
    assert.equal(await reason(), 'bad-token');
  });

  it('loses what the policy of its superiors takes away', async () => {
    about('sa', { metadata_policy: { openid_provider: { token_endpoint: { value: null } } } }, 'ta');
    const resolved = await resolve();
    assert.ok(resolved.ok);
    assert.deepEqual(resolved.chain.metadata['openid_provider'], { issuer: `${base}/op` });
  });

  it('shows its marks only when they verify and their giver may give them', async () => {
    const mark = { iss: federation.id('ta'), sub: federation.id('op'), iat: seconds, trust_mark_type: MARK };
    const good = await signToken(mark, federation.keys['ta'] as PrivateKey, 'trust-mark+jwt');
    const forged = await signToken({ ...mark, trust_mark_type: `${MARK}/2` }, stranger, 'trust-mark+jwt');
    const unlisted = await signToken(
      { ...mark, iss: federation.id('sa'), trust_mark_type: `${MARK}/3` },
      federation.keys['sa'] as PrivateKey,
    );
    about('op', { trust_marks: [good, forged, unlisted].map((trust_mark) => ({ trust_mark })) });
    const resolved = await resolve();
    assert.deepEqual(resolved.ok && resolved.marks, [MARK]);
  });

  it('may show a mark of an intermediate that the anchor lets give it', async () => {
    const mark = { iss: federation.id('sa'), sub: federation.id('op'), iat: seconds, id: MARK };
    const token = await signToken(mark, federation.keys['sa'] as PrivateKey);
    federation.alter = (iss, sub, claims) => {
      if (iss !== sub) return claims;
      if (iss === federation.id('ta')) return { ...claims, trust_marks_issuers: { [MARK]: [federation.id('sa')] } };
      return iss === federation.id('op') ? { ...claims, trust_marks: [{ id: MARK, trust_mark: token }] } : claims;
    };
    const resolved = await resolve();
    assert.deepEqual(resolved.ok && resolved.marks, [MARK]);
  });
});

describe('the way out', () => {
  const configuration = '/op/.well-known/openid-federation';
  const answers: readonly [
    name: string,
    answer: { status?: number; type?: string; body?: string; location?: string },
  ][] = [
    ['is not there', { status: 404, type: `application/${STATEMENT}`, body: 'x' }],
    ['is a page', { type: 'text/html', body: '<p>' }],
    ['sends elsewhere', { status: 302, location: '/ta/.well-known/openid-federation' }],
    ['never ends', { type: `application/${STATEMENT}`, body: 'x'.repeat(300 * 1024) }],
    ['is no token', { type: `application/${STATEMENT}`, body: 'a.b' }],
  ];
  for (const [name, answer] of answers) {
    it(`takes nothing from an answer that ${name}`, async () => {
      instead.set(configuration, answer);
      assert.ok(['unreachable', 'answer-too-large', 'malformed-statement'].includes(await reason()));
    });
  }

  it('never asks a host that is not listed, whoever names it', async () => {
    about('op', { authority_hints: ['https://elsewhere.example', 'http://169.254.169.254'] });
    assert.equal(await reason(), 'address-not-allowed');
  });

  it('asks over HTTPS alone, except this machine in development', async () => {
    const strict = createOutlet({ hosts: [new URL(base).host, 'ta.example'], loopback: false });
    for (const address of [base, 'http://ta.example/', 'https://user:word@ta.example/', 'file:///etc/passwd', 'no']) {
      assert.deepEqual(await strict(address), { ok: false, reason: 'address-not-allowed', detail: address });
    }
    const lenient = createOutlet({ hosts: ['ta.example'], loopback: true });
    assert.equal((await lenient('http://ta.example/')).ok, false);
  });

  it('does not wait for who never answers', async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const hasty = createOutlet({ hosts: [host], loopback: true, patienceMs: 50 });
    const heard = await hasty(`http://${host}/`);
    assert.equal(!heard.ok && heard.reason, 'unreachable');
    mute.closeAllConnections();
    mute.close();
  });
});
