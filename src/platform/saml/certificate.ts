// The library finds its parts through it.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { SigningKey } from './sign.ts';

/** Whom a signing certificate names (SPID technical rules, "Certificati"; Avviso 29 v3). */
export interface CertificateSubject {
  /** What the identity provider shows the person. */
  readonly displayName: string;
  /** Full official name. */
  readonly organizationName: string;
  readonly entityId: string;
  /** Code in the index of public administrations. */
  readonly ipaCode: string;
  readonly locality: string;
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const URI = '2.5.4.83';
const ORGANIZATION_IDENTIFIER = '2.5.4.97';
/** AgID's policy, and the one for public service providers. */
const POLICIES = ['1.3.76.16.6', '1.3.76.16.4.2.1'];

/**
 * Makes an RSA key and the self-signed certificate a public SPID service provider may publish: CA false, digital
 * signature and non repudiation only, both policies.
 */
export async function makeSpidCertificate(
  subject: CertificateSubject,
  { from, years, bits = 3072 }: { readonly from: Date; readonly years: number; readonly bits?: 2048 | 3072 | 4096 },
): Promise<SigningKey> {
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + years);
  const algorithm = { ...RSA, modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(16))).toString('hex'),
      name: subjectName(subject),
      notBefore: from,
      notAfter: until,
      keys,
      signingAlgorithm: RSA,
      extensions: [
        new BasicConstraintsExtension(false, undefined, false),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
        new CertificatePolicyExtension(POLICIES),
      ],
    },
    webcrypto as unknown as Crypto,
  );
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    privateKey: `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
    certificate: certificate.toString('pem'),
  };
}

function subjectName({ displayName, organizationName, entityId, ipaCode, locality }: CertificateSubject): Name {
  const utf8 = (text: string) => [{ utf8String: text }];
  return new Name([
    { CN: utf8(displayName) },
    { O: utf8(organizationName) },
    { [URI]: utf8(entityId) },
    { [ORGANIZATION_IDENTIFIER]: utf8(`PA:IT-${ipaCode}`) },
    { C: [{ printableString: 'IT' }] },
    { L: utf8(locality) },
  ]);
}
