// The library finds its parts through it.
import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import { Name, X509CertificateGenerator } from '@peculiar/x509';
import type { IdentityPerson } from './person.ts';

/** What can be wrong with a card. */
export const CARD_TROUBLES = [
  ['expired', 'Carta scaduta'],
  ['nameless', 'Carta che non dice il nome'],
] as const;
export type CardTrouble = (typeof CARD_TROUBLES)[number][0];

const DAY_MS = 86_400_000;

/** What the proxy that asks for cards shares with the portal. */
export function cardSecret({ saml }: { readonly saml: { readonly privateKey: string } }): string {
  return createHash('sha256').update(`card ${saml.privateKey}`).digest('hex');
}

/** The certificate on somebody's card, as a CNS writes its holder; certified by nobody. */
export async function cardCertificate(person: IdentityPerson, trouble: CardTrouble | undefined, now: Date) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const utf8 = (text: string) => [{ utf8String: text }];
  const { fiscalCode, name, surname } = person;
  const named = trouble === 'nameless' ? [] : [{ G: utf8(name) }, { SN: utf8(surname) }];
  const from = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '01',
      name: new Name([{ CN: utf8(`${fiscalCode}/0000000000000000.prova`) }, ...named]),
      notBefore: from(-1_000),
      notAfter: from(trouble === 'expired' ? -1 : 1_000),
      keys,
      signingAlgorithm: algorithm,
    },
    webcrypto as unknown as Crypto,
  );
  return certificate.toString('pem');
}
