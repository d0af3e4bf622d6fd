import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';

const SMALLEST = 2048;

/** The public key of a certificate, as PEM or as the base64 of a metadata file; undefined unless RSA of 2048 bits at least. */
export function verificationKey(certificate: string): KeyObject | undefined {
  try {
    const key = certificateOf(certificate).publicKey;
    return acceptable(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The public half of a private key. Throws when it is not RSA of 2048 bits at least: nobody would accept what it signs. */
export function publicHalf(privateKey: string): KeyObject {
  const key = createPublicKey(privateKey);
  if (!acceptable(key)) throw new Error(`a key for signing must be RSA of at least ${SMALLEST} bits`);
  return key;
}

/** Reads a certificate given as PEM or as bare base64. Throws when it is none. */
export function certificateOf(text: string): X509Certificate {
  return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text.replace(/\s+/g, ''), 'base64'));
}

function acceptable(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= SMALLEST;
}
