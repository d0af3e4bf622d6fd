export type AddressKind = 'private' | 'institutional' | 'pec';

/** A mail address of somebody, proven: a link mailed there has been used. */
export interface VerifiedAddress {
  readonly id: string;
  readonly kind: AddressKind;
  readonly address: string;
  /** Where everything is mailed. */
  readonly reference: boolean;
  /** What is mailed there comes back. */
  readonly bouncing: boolean;
}

/** The boxes the ministry has given to who works at school: they close when the work ends (portal.md 2.6). */
const INSTITUTIONAL = new Set(['scuola.istruzione.it', 'posta.istruzione.it', 'istruzione.it']);

export function isInstitutional(address: string): boolean {
  return INSTITUTIONAL.has(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
}

/** An institutional box is one whatever is said of it, and nothing else is. */
export function kindOf(address: string, said: AddressKind = 'private'): AddressKind {
  if (isInstitutional(address)) return 'institutional';
  return said === 'pec' ? 'pec' : 'private';
}
