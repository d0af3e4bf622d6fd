import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { SHORTEST_KEY } from './algorithms.ts';

export type KeyUse = 'sig' | 'enc';

/** A key of ours with its private part: its name is its thumbprint (RFC 7638), as the Italian rules ask. */
export interface PrivateKey extends JWK {
  readonly kty: 'RSA';
  readonly kid: string;
  readonly use: KeyUse;
}

/** The part others may see. */
export interface PublicKey {
  readonly kty: 'RSA';
  readonly kid: string;
  readonly use: KeyUse;
  readonly n: string;
  readonly e: string;
  readonly [member: string]: unknown;
}

export async function makeKey(use: KeyUse, bits = SHORTEST_KEY): Promise<PrivateKey> {
  const algorithm = use === 'sig' ? 'RS256' : 'RSA-OAEP-256';
  const { privateKey } = await generateKeyPair(algorithm, { modulusLength: bits, extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kty: 'RSA', kid: await calculateJwkThumbprint(jwk), use };
}

export function publicPart({ kty, kid, use, n = '', e = '' }: PrivateKey): PublicKey {
  return { kty, kid, use, n, e };
}

/** Bits of an RSA modulus as it is written in a key. */
export function modulusBits(key: { readonly [member: string]: unknown }): number {
  const n = key['n'];
  const bytes = typeof n === 'string' ? Buffer.from(n, 'base64url') : Buffer.alloc(0);
  const first = bytes.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24;
}
