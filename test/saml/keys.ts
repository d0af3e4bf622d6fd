import { makeSpidCertificate, type SigningKey } from '../../src/platform/saml/index.ts';

/** A key and certificate for tests, of the smallest size that is accepted: making one takes a moment. */
export function testKey(entityId: string, from = new Date('2026-01-01T00:00:00Z')): Promise<SigningKey> {
  const subject = {
    displayName: 'Prova',
    organizationName: 'Ministero di prova',
    entityId,
    ipaCode: 'm_pi',
    locality: 'Roma',
  };
  return makeSpidCertificate(subject, { from, years: 10, bits: 2048 });
}
