import { createHash } from 'node:crypto';
import type { Outlet } from '../federation/index.ts';
import { decryptToken, type OthersKey, verifySigned } from '../jose/index.ts';
import { assertionFor, type RelyingParty } from './relying-party.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Where a provider listens, and what it signs with. */
interface Provider {
  readonly tokenEndpoint: string;
  readonly userinfoEndpoint: string;
  readonly revocationEndpoint: string;
  readonly keys: readonly OthersKey[];
}

interface Asking {
  readonly outlet: Outlet;
  readonly party: RelyingParty;
  readonly provider: Provider;
  readonly now: Date;
}

export interface Failed {
  readonly ok: false;
  readonly reason: string;
  readonly detail: string;
}

export interface Exchanged {
  readonly ok: true;
  /** What the ID token claims: its signature has been verified, everything else is to be judged. */
  readonly claims: Claims;
  readonly idToken: string;
  readonly accessToken: string;
  /** What `at_hash` must be for this access token (OpenID Connect Core §3.1.3.6). */
  readonly tokenHash: string;
}

/** Trades a code for the tokens, proving that we are the one who asked for it. */
export async function exchangeCode(
  asking: Asking,
  grant: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
): Promise<Exchanged | Failed> {
  const { outlet, party, provider, now } = asking;
  const endpoint = provider.tokenEndpoint;
  const form = {
    grant_type: 'authorization_code',
    code: grant.code,
    code_verifier: grant.verifier,
    redirect_uri: grant.redirectUri,
    ...(await assertionFor(party, endpoint, now)),
  };
  const heard = await outlet(endpoint, { method: 'POST', form, accept: 'application/json' });
  if (!heard.ok) return heard;
  const body = objectIn(heard.text);
  if (heard.status !== 200 || body === undefined) {
    return failed('token-refused', `${heard.status} ${String(body?.['error'] ?? '')}`);
  }
  const { id_token: idToken, access_token: accessToken, token_type: type } = body;
  if (typeof idToken !== 'string' || typeof accessToken !== 'string' || String(type).toLowerCase() !== 'bearer') {
    return failed('token-refused', 'tokens are missing');
  }
  const verified = await verifySigned(idToken, { keys: provider.keys, types: ['jwt', undefined] });
  if (!verified.ok) return verified;
  const tokenHash = halfHash(accessToken, verified.algorithm);
  return { ok: true, claims: verified.claims, idToken, accessToken, tokenHash };
}

/** What the provider says of the person: encrypted for us, and signed by it inside. */
export async function readUserInfo(
  { outlet, party, provider }: Asking,
  accessToken: string,
): Promise<{ readonly ok: true; readonly claims: Claims; readonly signed: string } | Failed> {
  const heard = await outlet(provider.userinfoEndpoint, {
    authorization: `Bearer ${accessToken}`,
    accept: 'application/jose, application/jwt',
  });
  if (!heard.ok) return heard;
  if (heard.status !== 200) return failed('userinfo-refused', String(heard.status));
  const opened = await decryptToken(heard.text.trim(), party.decryption);
  if (!opened.ok) return opened;
  const verified = await verifySigned(opened.text, { keys: provider.keys, types: ['jwt', undefined] });
  return verified.ok ? { ok: true, claims: verified.claims, signed: opened.text } : verified;
}

/** Ends what was opened at the provider (RFC 7009): true when it took notice. */
export async function revokeToken({ outlet, party, provider, now }: Asking, accessToken: string): Promise<boolean> {
  const endpoint = provider.revocationEndpoint;
  const form = { token: accessToken, token_type_hint: 'access_token', ...(await assertionFor(party, endpoint, now)) };
  const heard = await outlet(endpoint, { method: 'POST', form });
  return heard.ok && heard.status === 200;
}

function halfHash(token: string, algorithm: string): string {
  const hash = createHash(algorithm === 'RS512' ? 'sha512' : 'sha256')
    .update(token, 'ascii')
    .digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}

function objectIn(text: string): Claims | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Claims) : undefined;
  } catch {
    return undefined;
  }
}

function failed(reason: string, detail: string): Failed {
  return { ok: false, reason, detail };
}
