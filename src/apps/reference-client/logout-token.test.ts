import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { readLogoutToken } from './logout-token.ts';

// The cases of the plan "Back-Channel Logout RP", by name: what a service must refuse.

const issuer = 'https://portal.example/oidc';
const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const good: JWTPayload = { iss: issuer, aud: 'pago-in-rete', sub: 'anna', sid: 's1', jti: 'j1', events };

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let strangers: typeof keys;
let read: (token: string, isNew?: (jti: string) => boolean) => ReturnType<typeof readLogoutToken>;
before(async () => {
  [keys, strangers] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const set = createLocalJWKSet({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'RS256', kid: 'k' }] });
  read = (token, isNew = () => true) => readLogoutToken(token, { issuer, clientId: 'pago-in-rete', keys: set, isNew });
});

interface Spoilt {
  readonly claims?: JWTPayload;
  readonly typ?: string;
  readonly age?: number;
}

function signed({ claims = good, typ = 'logout+jwt', age = 0 }: Spoilt = {}, key = keys.privateKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000) - age;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k', typ })
    .setIssuedAt(now)
    .setExpirationTime(now + 120)
    .sign(key);
}

function without(name: string): JWTPayload {
  return Object.fromEntries(Object.entries(good).filter(([claim]) => claim !== name));
}

describe('a logout token', () => {
  it('oidcc-client-test-backchannel-logout: names whom to sign out', async () => {
    assert.deepEqual(await read(await signed()), { sub: 'anna', sid: 's1' });
  });

  const wrong: Readonly<Record<string, Spoilt>> = {
    'wrong-aud': { claims: { ...good, aud: 'iscrizioni-online' } },
    'wrong-iss': { claims: { ...good, iss: 'https://altrove.example' } },
    'no-event': { claims: without('events') },
    'wrong-event': { claims: { ...good, events: { 'https://altrove.example/event': {} } } },
    'with-nonce': { claims: { ...good, nonce: 'n' } },
    'no-jti': { claims: without('jti') },
    'an ID token': { typ: 'JWT' },
    'an old one': { age: 600 },
    'nobody in it': { claims: { iss: issuer, aud: 'pago-in-rete', jti: 'j', events } },
  };
  for (const [what, spoilt] of Object.entries(wrong)) {
    it(`oidcc-client-test-backchannel-logout, ${what}: is refused`, async () => {
      await assert.rejects(read(await signed(spoilt)));
    });
  }

  it('oidcc-client-test-backchannel-logout, alg-none and wrong-alg: is refused', async () => {
    const [, body = ''] = (await signed()).split('.');
    const none = Buffer.from('{"alg":"none","typ":"logout+jwt"}').toString('base64url');
    await assert.rejects(read(`${none}.${body}.`));
    const hs = await new SignJWT(good)
      .setProtectedHeader({ alg: 'HS256', typ: 'logout+jwt' })
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(Buffer.from('a secret that everybody may know, long enough'));
    await assert.rejects(read(hs));
  });

  it('signed with a key nobody published, or used before, is refused', async () => {
    await assert.rejects(read(await signed({}, strangers.privateKey)));
    await assert.rejects(read(await signed(), () => false));
  });
});
