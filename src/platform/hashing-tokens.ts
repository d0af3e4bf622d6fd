import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';

/** 256 random bits, fit for a cookie or an address. Only its digest is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: whoever reads the table cannot use it. */
export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A name for something that must not be read back from the table (an address, what somebody typed as user name). */
export function blindName(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}

/** No 0/O, 1/I/L, and no vowels: it can be read aloud and copied by hand, and spells no word. */
const READABLE = '23456789BCDFGHJKMNPQRSTVWXZ';

/** Random readable text in groups of four, e.g. `7KPW-M2RT-…`; each character carries 4.75 bits. */
export function readableSecret(groups: number): string {
  const group = () => Array.from({ length: 4 }, () => READABLE.charAt(randomInt(READABLE.length))).join('');
  return Array.from({ length: groups }, group).join('-');
}

/**
 * Encrypts with AES-256-GCM under a key made from the secret for this purpose alone; `bound` must be the same when
 * opening, so that a row moved to another owner does not open.
 */
export function seal(secret: string, purpose: string, bound: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce);
  cipher.setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The text sealed with the same secret, purpose and bound; nothing when it is not ours or was changed. */
export function unseal(secret: string, purpose: string, bound: string, sealed: Uint8Array): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), sealed.subarray(0, 12));
    decipher.setAAD(Buffer.from(bound));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Made once for each purpose, of which there are a handful: pages are sealed when there is least time for it. */
function keyFor(secret: string, purpose: string): Buffer {
  const name = `${purpose} ${secret}`;
  const key = sealingKeys.get(name) ?? Buffer.from(hkdfSync('sha256', secret, '', `polis ${purpose}`, 32));
  sealingKeys.set(name, key);
  return key;
}

const sealingKeys = new Map<string, Buffer>();

/** A text that says by itself that we have made it, for a mailed link of which nothing need be stored. */
export function signText(secret: string, purpose: string, text: string): string {
  return `${text}.${blindName(secret, purpose, text)}`;
}

/** The text, if it was signed with the same secret for the same purpose. */
export function signedText(secret: string, purpose: string, signed: string): string | undefined {
  const text = signed.slice(0, Math.max(0, signed.lastIndexOf('.')));
  const [given, right] = [Buffer.from(signed), Buffer.from(signText(secret, purpose, text))];
  return given.length === right.length && timingSafeEqual(given, right) ? text : undefined;
}
