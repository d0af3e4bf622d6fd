import assert from 'node:assert/strict';
import { createHmac, createPublicKey } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import { decryptToken, encryptToken, makeKey, type PrivateKey, publicPart, signToken, verifySigned } from './index.ts';

const CLAIMS = { iss: 'https://op.example', sub: 'anna' };
const text = new TextEncoder();
let key: PrivateKey;
let other: PrivateKey;
let encryption: PrivateKey;
before(async () => {
  [key, other, encryption] = await Promise.all([makeKey('sig'), makeKey('sig'), makeKey('enc')]);
});

const verify = (token: string, types: readonly (string | undefined)[] = [undefined, 'jwt']) =>
  verifySigned(token, { keys: [publicPart(key)], types });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = async (header: Record<string, unknown>, algorithm = 'RS256') =>
  new CompactSign(text.encode(JSON.stringify(CLAIMS)))
    .setProtectedHeader({ alg: algorithm, kid: key.kid, ...header })
    .sign(await importJWK(key, algorithm), { crit: { exp: true } });

describe('a signed token', () => {
  it('is read when its signature holds', async () => {
    assert.deepEqual(await verify(await signToken(CLAIMS, key)), { ok: true, claims: CLAIMS, algorithm: 'RS256' });
    assert.equal((await verify(await signed({}, 'RS512'))).ok, true);
  });

  it('publishes no private part of its key', () => {
    assert.deepEqual(Object.keys(publicPart(key)).sort(), ['e', 'kid', 'kty', 'n', 'use']);
  });

  const forged: readonly [name: string, token: () => string | Promise<string>][] = [
    ['without a signature (alg none)', () => `${base64({ alg: 'none', kid: key.kid })}.${base64(CLAIMS)}.`],
    [
      'with the public key as a shared secret (HS256)',
      () => {
        const pem = createPublicKey({ key: key as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
        const input = `${base64({ alg: 'HS256', kid: key.kid })}.${base64(CLAIMS)}`;
        return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
      },
    ],
    ['with another algorithm of the same key (PS256)', () => signed({}, 'PS256')],
    ['that brings its own key', () => signed({ jwk: publicPart(key) })],
    ['that says where its key is (jku)', () => signed({ jku: 'https://evil.example/keys' })],
    ['that says where its certificate is (x5u)', () => signed({ x5u: 'https://evil.example/cert' })],
    ['that brings its certificate (x5c)', () => signed({ x5c: ['MII'] })],
    ['with something critical', () => signed({ crit: ['exp'], exp: 1 })],
    ['without the name of its key', () => signed({ kid: undefined })],
    ['under the name of a key nobody knows', () => signToken(CLAIMS, other)],
    ['by another key under this one’s name', () => signToken(CLAIMS, { ...other, kid: key.kid })],
    ['of another type', () => signToken(CLAIMS, key, 'at+jwt')],
    ['that is cut', async () => (await signToken(CLAIMS, key)).split('.').slice(0, 2).join('.')],
    ['that is endless', () => 'a'.repeat(70_000)],
    [
      'whose claims were changed',
      async () => {
        const [head, , tail] = (await signToken(CLAIMS, key)).split('.');
        return `${head}.${base64({ ...CLAIMS, sub: 'bruno' })}.${tail}`;
      },
    ],
  ];
  for (const [name, token] of forged) {
    it(`${name} is refused`, async () => assert.equal((await verify(await token())).ok, false));
  }

  it('by a key that is too short, or meant for something else, is refused', async () => {
    const token = await signToken(CLAIMS, key);
    const short = { ...publicPart(key), n: Buffer.alloc(128, 255).toString('base64url') };
    for (const keys of [[{ ...publicPart(key), use: 'enc' as const }], [short], [publicPart(key), publicPart(key)]]) {
      assert.equal((await verifySigned(token, { keys, types: [undefined] })).ok, false);
    }
  });
});

describe('an encrypted token', () => {
  it('opens with our key alone', async () => {
    const token = await encryptToken('inside', publicPart(encryption));
    assert.deepEqual(await decryptToken(token, [key, encryption]), { ok: true, text: 'inside' });
    assert.equal((await decryptToken(token, [key])).ok, false);
  });

  const sealed = async (header: Record<string, unknown>) => {
    const recipient = await importJWK({ ...publicPart(encryption) }, String(header['alg']));
    const protectedHeader = { kid: encryption.kid, enc: 'A256CBC-HS512', ...header } as never;
    return new CompactEncrypt(text.encode('inside')).setProtectedHeader(protectedHeader).encrypt(recipient);
  };
  it('is opened only when it was made as agreed', async () => {
    assert.equal((await decryptToken(await sealed({ alg: 'RSA-OAEP', enc: 'A128CBC-HS256' }), [encryption])).ok, true);
    assert.equal((await decryptToken(await sealed({ alg: 'RSA-OAEP', enc: 'A256GCM' }), [encryption])).ok, false);
    assert.equal((await decryptToken(await sealed({ alg: 'RSA-OAEP-512' }), [encryption])).ok, false);
    const token = await sealed({ alg: 'RSA-OAEP' });
    assert.equal((await decryptToken(token.slice(0, -4), [encryption])).ok, false);
  });
});
