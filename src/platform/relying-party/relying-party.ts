import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type PrivateKey, signToken } from '../jose/index.ts';

/** Who we are to a provider, with the keys that prove it. */
export interface RelyingParty {
  readonly clientId: string;
  readonly signing: PrivateKey;
  /** Those in use and those just replaced: what was encrypted a moment ago must still open. */
  readonly decryption: readonly PrivateKey[];
}

/** What one sign-in is told apart by; each at least 32 letters and digits. */
export interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** S256 of the verifier (RFC 7636). */
  readonly challenge: string;
}

export function newSecrets(): Secrets {
  const word = () => randomBytes(24).toString('hex');
  const verifier = word();
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { state: word(), nonce: word(), verifier, challenge };
}

const REQUEST_SECONDS = 300;
const ASSERTION_SECONDS = 60;

/** A request for sign-in as an object only we could have made (RFC 9101). */
export function signedRequest(
  { clientId, signing }: RelyingParty,
  issuer: string,
  parameters: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<string> {
  const claims = { ...parameters, iss: clientId, aud: [issuer], ...dates(now, REQUEST_SECONDS) };
  return signToken(claims, signing);
}

/** Proves to an endpoint of a provider who asks (private_key_jwt, RFC 7523). */
export async function assertionFor({ clientId, signing }: RelyingParty, endpoint: string, now: Date) {
  const claims = { iss: clientId, sub: clientId, aud: [endpoint], ...dates(now, ASSERTION_SECONDS) };
  return {
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await signToken(claims, signing),
  };
}

function dates(now: Date, seconds: number) {
  const iat = Math.floor(now.getTime() / 1000);
  return { iat, exp: iat + seconds, jti: randomUUID() };
}
