import type { Account } from '../accounts/index.ts';
import type { DeclaredData } from '../enablement/index.ts';

/** The fiscal code under the name SPID and CIE give it. */
export const FISCAL_NUMBER = 'https://attributes.eid.gov.it/fiscal_number';

export const OFFERED_SCOPES = ['profile', 'email', 'phone', 'address', 'fiscal_number'] as const;
export type Scope = (typeof OFFERED_SCOPES)[number];

/** OpenID Connect Core 5.4, and the fiscal code. */
export const CLAIMS: Readonly<Record<Scope, readonly string[]>> = {
  profile: ['name', 'given_name', 'family_name', 'birthdate', 'gender'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  fiscal_number: [FISCAL_NUMBER],
};

/** What is passed, in the words of who it is about. */
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  profile: 'nome, cognome, data di nascita e sesso',
  email: 'indirizzo e-mail',
  phone: 'numero di cellulare',
  address: 'indirizzo di domicilio',
  fiscal_number: 'codice fiscale',
};

export function isScope(text: string): text is Scope {
  return (OFFERED_SCOPES as readonly string[]).includes(text);
}

/** The scope a claim belongs to. */
export function scopeOf(claim: string): Scope | undefined {
  return OFFERED_SCOPES.find((scope) => CLAIMS[scope].includes(claim));
}

/** What is passed when these scopes and these single claims were agreed to, each once, in a fixed order. */
export function passedWords(scopes: readonly string[], claims: readonly string[]): string[] {
  const wanted = new Set([...scopes, ...claims.map(scopeOf)]);
  return OFFERED_SCOPES.filter((scope) => wanted.has(scope)).map((scope) => SCOPE_WORDS[scope]);
}

type Contact = DeclaredData['contact'];

/** Everything a service with these scopes may be told; what was not asked for, or not agreed to, is left out later. */
export function personClaims(
  account: Account,
  contact: Contact | undefined,
  scopes: readonly Scope[],
): Record<string, unknown> {
  const { name, surname, birthDate, sex, email, fiscalCode } = account;
  const all: Record<Scope, Readonly<Record<string, unknown>>> = {
    profile: {
      name: `${name} ${surname}`,
      given_name: name,
      family_name: surname,
      birthdate: birthDate,
      gender: sex === 'F' ? 'female' : 'male',
    },
    email: { email, email_verified: true },
    phone: contact?.mobile ? { phone_number: `+39${contact.mobile}`, phone_number_verified: false } : {},
    address: contact ? { address: addressOf(contact) } : {},
    fiscal_number: { [FISCAL_NUMBER]: `TINIT-${fiscalCode}` },
  };
  return Object.assign({}, ...scopes.map((scope) => all[scope]));
}

function addressOf({ street, postalCode, municipality }: Contact) {
  const { name, province } = municipality;
  return {
    formatted: `${street}\n${postalCode} ${name} (${province})`,
    street_address: street,
    postal_code: postalCode,
    locality: name,
    region: province,
    country: 'IT',
  };
}
