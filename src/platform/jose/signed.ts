import { CompactSign, compactVerify, decodeProtectedHeader, importJWK, type ProtectedHeaderParameters } from 'jose';
import { FORBIDDEN_MEMBERS, SHORTEST_KEY, SIGNING } from './algorithms.ts';
import { modulusBits, type PrivateKey } from './keys.ts';

type Claims = Readonly<Record<string, unknown>>;
type Signing = (typeof SIGNING)[number];

/** A key somebody published. Only what is checked here is believed of it. */
export interface OthersKey {
  readonly kty: string;
  readonly kid: string;
  readonly [member: string]: unknown;
}

export interface SignedDemand {
  /** Among these and no others: the token only names one. */
  readonly keys: readonly OthersKey[];
  /** What the token may call itself; undefined stands for "nothing". A token of one kind is never taken for another. */
  readonly types: readonly (string | undefined)[];
}

export type TokenFault = {
  readonly ok: false;
  readonly reason: 'bad-token' | 'bad-signature';
  readonly detail: string;
};
export type Verified = { readonly ok: true; readonly claims: Claims; readonly algorithm: Signing } | TokenFault;

const LONGEST = 64 * 1024;

/** Verifies a compact JWS of somebody else and answers what it claims. Claims themselves are the caller's to judge. */
export async function verifySigned(token: string, { keys, types }: SignedDemand): Promise<Verified> {
  const header = headerOf(token);
  if (header === undefined) return fault('bad-token', 'not a compact JWS');
  const forbidden = FORBIDDEN_MEMBERS.find((member) => Object.hasOwn(header, member));
  if (forbidden !== undefined) return fault('bad-token', `header with ${forbidden}`);
  if (!isSigning(header.alg)) return fault('bad-token', `algorithm ${String(header.alg)}`);
  const type = typeof header.typ === 'string' ? header.typ.toLowerCase().replace(/^application\//, '') : undefined;
  if (!types.includes(type)) return fault('bad-token', `type ${type ?? 'missing'}`);
  const key = keyFor(keys, header);
  if (key === undefined) return fault('bad-signature', 'no key of that name');
  try {
    const imported = await importJWK({ kty: 'RSA', n: String(key['n']), e: String(key['e']) }, header.alg);
    const { payload } = await compactVerify(token, imported, { algorithms: [header.alg] });
    return claimsIn(payload, header.alg);
  } catch {
    return fault('bad-signature', 'the signature does not match');
  }
}

/** Signs with RS256 under the key's own name. */
export async function signToken(claims: Claims, key: PrivateKey, type?: string): Promise<string> {
  const header = { alg: 'RS256', kid: key.kid, ...(type === undefined ? {} : { typ: type }) };
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  return new CompactSign(bytes).setProtectedHeader(header).sign(await importJWK(key, 'RS256'));
}

/** What a token says of itself, to know whom to ask for the key. Nothing of it is true until it is verified. */
export function unverifiedClaims(token: string): unknown {
  try {
    const [, payload = ''] = token.length > LONGEST ? [] : token.split('.');
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function headerOf(token: string): ProtectedHeaderParameters | undefined {
  if (token.length > LONGEST || token.split('.').length !== 3) return undefined;
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
}

function isSigning(algorithm: unknown): algorithm is Signing {
  return SIGNING.some((allowed) => allowed === algorithm);
}

/** RFC 7515 §4.1.4: the name must lead to one key, fit for this use and long enough. */
function keyFor(keys: readonly OthersKey[], { kid, alg }: ProtectedHeaderParameters): OthersKey | undefined {
  const [key, another] = keys.filter((each) => each.kid === kid);
  if (key === undefined || another !== undefined || key.kty !== 'RSA') return undefined;
  const fits = key['use'] !== 'enc' && (key['alg'] === undefined || key['alg'] === alg);
  return fits && modulusBits(key) >= SHORTEST_KEY ? key : undefined;
}

function claimsIn(payload: Uint8Array, algorithm: Signing): Verified {
  const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  const isObject = typeof claims === 'object' && claims !== null && !Array.isArray(claims);
  return isObject ? { ok: true, claims: claims as Claims, algorithm } : fault('bad-token', 'claims that are no object');
}

function fault(reason: TokenFault['reason'], detail: string): TokenFault {
  return { ok: false, reason, detail };
}
