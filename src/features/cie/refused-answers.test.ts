import assert from 'node:assert/strict';
import { createHmac, createPublicKey } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  ANNA,
  type CiePortal,
  home,
  type Jar,
  L2,
  openCiePortal,
  PUBLIC_URL,
  START,
} from '../../../test/cie-portal.ts';
import { makeKey, type PrivateKey, signToken } from '../../platform/jose/index.ts';

let portal: CiePortal;
before(async () => {
  portal = await openCiePortal();
});
after(() => portal.close());
beforeEach(() => portal.begin());

const lastRefusal = async () =>
  (
    await portal.deps.database.query<{ reason: string }>(
      `select reason from cie_records where kind = 'refused' order by id desc limit 1`,
    )
  )[0]?.reason.split(':')[0];

describe('an answer that is not believed', () => {
  /** What must never happen: whatever came, nobody is in and nobody was portal.moment.linked. */
  async function refused(answer: { statusCode: number; body: string }, jar: Jar, reason?: string): Promise<void> {
    assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, String(answer.statusCode));
    assert.equal(await portal.whoIsIn(jar), undefined);
    assert.deepEqual(portal.moment.linked, []);
    if (reason !== undefined) assert.equal(await lastRefusal(), reason);
  }

  it('the same answer a second time', async () => {
    const jar: Jar = {};
    const { request } = await portal.setOut(jar);
    const entry = jar['polis-cie'] ?? '';
    const location = home(portal.provider.grant(request, ANNA, L2));
    await portal.get(location, jar);
    portal.moment.linked = [];
    const again: Jar = { 'polis-cie': entry };
    await refused(await portal.get(location, again), again);
  });

  it('a code that was used before', async () => {
    const jar: Jar = {};
    const first = await portal.setOut(jar);
    const used = new URL(portal.provider.grant(first.request, ANNA, L2));
    await portal.get(home(used.href), jar);
    portal.moment.linked = [];
    const other: Jar = {};
    const second = new URL(portal.provider.grant((await portal.setOut(other)).request, ANNA, L2));
    second.searchParams.set('code', used.searchParams.get('code') ?? '');
    await refused(await portal.get(home(second.href), other), other, 'token-refused');
  });

  it('a code that another began (PKCE)', async () => {
    const [mine, theirs]: [Jar, Jar] = [{}, {}];
    const begun = await portal.setOut(mine);
    const stolen =
      new URL(portal.provider.grant((await portal.setOut(theirs)).request, ANNA, L2)).searchParams.get('code') ?? '';
    const answer = new URL(portal.provider.grant(begun.request, ANNA, L2));
    answer.searchParams.set('code', stolen);
    await refused(await portal.get(home(answer.href), mine), mine, 'token-refused');
  });

  it('from another browser than the one that began', async () => {
    const { request } = await portal.setOut({});
    for (const jar of [{}, { 'polis-cie': 'somebody-else' }]) {
      await refused(await portal.get(home(portal.provider.grant(request, ANNA, L2)), jar), jar);
    }
  });

  it('a quarter of an hour later', async () => {
    const jar: Jar = {};
    const { request } = await portal.setOut(jar);
    portal.moment.now = new Date(START.getTime() + 15 * 60_000);
    await refused(await portal.get(home(portal.provider.grant(request, ANNA, L2)), jar), jar);
  });

  it('from another provider than the one that was asked (mix-up), or that does not say from whom', async () => {
    for (const issuer of ['https://evil.example', '']) {
      const jar: Jar = {};
      const { request } = await portal.setOut(jar);
      portal.provider.lies = { issuer };
      await refused(await portal.get(home(portal.provider.grant(request, ANNA, L2)), jar), jar, 'mix-up');
    }
  });

  const seconds = START.getTime() / 1000;
  const lies: readonly [name: string, reason: string, change: Record<string, unknown>][] = [
    ['meant for another service', 'audience', { aud: 'https://other.example' }],
    ['meant for us and another', 'id-token-malformed', { aud: [`${PUBLIC_URL}/cie/oidc`, 'https://other.example'] }],
    ['of another issuer', 'issuer', { iss: 'https://evil.example' }],
    ['of another sign-in (nonce)', 'nonce', { nonce: 'n'.repeat(40) }],
    ['without a nonce', 'id-token-malformed', { nonce: undefined }],
    ['for another access token (at_hash)', 'at-hash', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['without at_hash', 'id-token-malformed', { at_hash: undefined }],
    ['below the level asked', 'level', { acr: 'https://www.spid.gov.it/SpidL1' }],
    ['of a level nobody knows', 'level', { acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL2' }],
    ['without a level', 'id-token-malformed', { acr: undefined }],
    ['without a name of its own (jti)', 'id-token-malformed', { jti: undefined }],
    ['that expired over a minute ago', 'date', { exp: seconds - 61 }],
    ['issued over a minute from now', 'date', { iat: seconds + 61 }],
  ];
  for (const [name, reason, change] of lies) {
    it(`an ID token ${name}`, async () => {
      portal.provider.lies = { idToken: (claims, sign) => sign({ ...claims, ...change }) };
      const jar: Jar = {};
      await refused(await portal.signIn(jar), jar, reason);
    });
  }

  it('a clock that is up to a minute off is forgiven', async () => {
    portal.provider.lies = { idToken: (claims, sign) => sign({ ...claims, iat: seconds + 59, exp: seconds - 59 }) };
    assert.equal((await portal.signIn({})).statusCode, 303);
  });

  it('an ID token without a signature, or signed with the public key as a secret, or by a stranger', async () => {
    const stranger = await makeKey('sig');
    const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const pem = createPublicKey({ key: portal.provider.key as never, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    const forgeries: ((claims: object) => Promise<string>)[] = [
      async (claims) => `${text({ alg: 'none' })}.${text(claims)}.`,
      async (claims) => {
        const input = `${text({ alg: 'HS256', kid: portal.provider.key.kid })}.${text(claims)}`;
        return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
      },
      (claims) => signToken({ ...claims }, { ...stranger, kid: portal.provider.key.kid }),
      (claims) => signToken({ ...claims }, portal.federation.keys['op'] as PrivateKey),
      (claims) => signToken({ ...claims }, portal.provider.key, 'at+jwt'),
    ];
    for (const forge of forgeries) {
      portal.provider.lies = { idToken: (claims) => forge(claims) };
      const jar: Jar = {};
      const answer = await portal.signIn(jar);
      await refused(answer, jar);
    }
  });

  it('an ID token that was taken before', async () => {
    portal.provider.lies = { idToken: (claims, sign) => sign({ ...claims, jti: 'the same each time' }) };
    await portal.signIn({});
    portal.moment.linked = [];
    const jar: Jar = {};
    await refused(await portal.signIn(jar), jar, 'replay');
  });

  const tales: readonly [name: string, reason: string, change: Record<string, unknown>][] = [
    ['of somebody else', 'subject', { sub: 'somebody else' }],
    ['for another service', 'audience', { aud: 'https://other.example' }],
    ['of another issuer', 'issuer', { iss: 'https://evil.example' }],
    ['without a fiscal code', 'userinfo-malformed', { 'https://attributes.eid.gov.it/fiscal_number': undefined }],
    ['with a fiscal code that is none', 'userinfo-malformed', { 'https://attributes.eid.gov.it/fiscal_number': 'X' }],
    ['that is over', 'date', { exp: seconds - 61 }],
  ];
  for (const [name, reason, change] of tales) {
    it(`userinfo ${name}`, async () => {
      portal.provider.lies = { userInfo: (claims) => ({ ...claims, ...change }) };
      const jar: Jar = {};
      await refused(await portal.signIn(jar), jar, reason);
    });
  }

  it('an access token is not an ID token, and the page never says what was wrong', async () => {
    portal.provider.lies = { idToken: (claims, sign) => sign({ ...claims, aud: 'https://other.example' }) };
    const answer = await portal.signIn({});
    assert.match(answer.body, /non era valida/);
    assert.doesNotMatch(answer.body, /audience|other\.example/);
  });
});
