import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, importJWK } from 'jose';
import { CONTENT_ENCRYPTION, FORBIDDEN_MEMBERS, KEY_WRAPPING } from './algorithms.ts';
import type { PrivateKey } from './keys.ts';
import type { OthersKey, TokenFault } from './signed.ts';

const LONGEST = 128 * 1024;

/** Opens a compact JWE that was encrypted for one of our keys. What is inside is still to be verified. */
export async function decryptToken(
  token: string,
  keys: readonly PrivateKey[],
): Promise<{ readonly ok: true; readonly text: string } | TokenFault> {
  if (token.length > LONGEST || token.split('.').length !== 5) return unreadable('not a compact JWE');
  try {
    const header = decodeProtectedHeader(token);
    const forbidden = FORBIDDEN_MEMBERS.find((member) => Object.hasOwn(header, member));
    if (forbidden !== undefined) return unreadable(`header with ${forbidden}`);
    const key = keys.find(({ kid, use }) => kid === header.kid && use === 'enc');
    if (key === undefined) return unreadable('encrypted for a key that is not ours');
    if (!KEY_WRAPPING.some((allowed) => allowed === header.alg)) return unreadable(`algorithm ${header.alg}`);
    const { plaintext } = await compactDecrypt(token, await importJWK(key, header.alg), {
      keyManagementAlgorithms: [...KEY_WRAPPING],
      contentEncryptionAlgorithms: [...CONTENT_ENCRYPTION],
    });
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(plaintext) };
  } catch {
    return unreadable('it does not open');
  }
}

/** Encrypts a signed token for somebody else's key (RFC 7519 §5.2: `cty` says that it is one). */
export async function encryptToken(token: string, key: OthersKey): Promise<string> {
  const recipient = await importJWK({ kty: 'RSA', n: String(key['n']), e: String(key['e']) }, 'RSA-OAEP');
  return new CompactEncrypt(new TextEncoder().encode(token))
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256CBC-HS512', kid: key.kid, cty: 'JWT' })
    .encrypt(recipient);
}

function unreadable(detail: string): TokenFault {
  return { ok: false, reason: 'bad-token', detail };
}
