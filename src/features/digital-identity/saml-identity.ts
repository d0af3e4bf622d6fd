import { type Accepted, fiscalCodeOf } from '../../engines/spid/index.ts';
import type { AssertedIdentity } from './asserted.ts';

/** The identity in an assertion of SAML. */
export function samlIdentity(
  { attributes, level, assertionId }: Accepted,
  method: AssertedIdentity['method'],
  provider: string,
): AssertedIdentity {
  const fiscalCode = fiscalCodeOf(attributes);
  return {
    method,
    level,
    provider,
    // CIE gives no code of its own, and the fiscal code is the lasting name there.
    subject: attributes['spidCode'] || (fiscalCode ?? ''),
    assertionId,
    fiscalCode,
    name: attributes['name'] ?? '',
    surname: attributes['familyName'] ?? '',
    birthDate: attributes['dateOfBirth'],
    sex: attributes['gender'],
    birthPlaceCode: attributes['placeOfBirth'],
    email: attributes['email'],
  };
}
