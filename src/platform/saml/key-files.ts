import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CertificateSubject, makeSpidCertificate } from './certificate.ts';
import { certificateOf, publicHalf } from './keys.ts';
import type { SigningKey } from './sign.ts';

export interface KeyFiles {
  readonly key: string;
  readonly certificate: string;
}

/** The signing key in these files. Throws when one cannot be read, is too small, or they do not belong together. */
export function readSigningKey({ key, certificate }: KeyFiles): SigningKey {
  const read = { privateKey: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  if (!publicHalf(read.privateKey).equals(certificateOf(read.certificate).publicKey)) {
    throw new Error(`${certificate} is not the certificate of the key in ${key}`);
  }
  return read;
}

/** Writes them so that only their owner reads the key. Refuses to write over a key that is there. */
export function writeSigningKey({ key, certificate }: KeyFiles, made: SigningKey): void {
  for (const file of [key, certificate]) mkdirSync(dirname(file), { recursive: true });
  writeFileSync(key, made.privateKey, { mode: 0o600, flag: 'wx' });
  writeFileSync(certificate, made.certificate, { mode: 0o644, flag: 'wx' });
}

/** The key of a development installation: made once, and anew when it is to name somebody else. */
export async function keptSigningKey(folder: string, subject: CertificateSubject, now: Date): Promise<SigningKey> {
  const name = Buffer.from(subject.entityId).toString('base64url').slice(0, 100);
  const files = { key: join(folder, `${name}.key.pem`), certificate: join(folder, `${name}.certificate.pem`) };
  if (existsSync(files.key) && existsSync(files.certificate)) return readSigningKey(files);
  const made = await makeSpidCertificate(subject, { from: now, years: 3, bits: 2048 });
  try {
    writeSigningKey(files, made);
  } catch {
    // Another program of the same installation was faster.
    return readSigningKey(files);
  }
  return made;
}
