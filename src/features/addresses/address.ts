import { readMailAddress } from '../../kernel/mail-address.ts';

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

export const KIND_WORDS: Readonly<Record<AddressKind, string>> = {
  private: 'Indirizzo personale',
  institutional: 'Casella istituzionale',
  pec: 'Posta certificata (PEC)',
};

/** Enough to know one's own address again, too little for somebody else: `m…@example.it`. */
export function masked(address: string): string {
  return `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
}

/** What was typed to add an address. */
export interface TypedAddress {
  readonly email: string;
  readonly emailAgain: string;
  readonly kind: string;
}

export interface AddressFault {
  readonly field: 'email' | 'emailAgain' | 'kind';
  readonly message: string;
}

export type TypedReading =
  | { readonly ok: true; readonly address: string; readonly kind: AddressKind }
  | { readonly ok: false; readonly faults: readonly AddressFault[] };

/** Reads the form of a new address and says everything that is wrong, in the order of the page. */
export function readTyped({ email, emailAgain, kind }: TypedAddress): TypedReading {
  const faults: AddressFault[] = [];
  const first = readMailAddress(email);
  const second = readMailAddress(emailAgain);
  if (email.trim() === '') faults.push({ field: 'email', message: 'Scrivi l’indirizzo e-mail da aggiungere.' });
  else if (!first.ok) faults.push({ field: 'email', message: first.message });
  if (emailAgain.trim() === '')
    faults.push({ field: 'emailAgain', message: 'Scrivi di nuovo l’indirizzo: serve a evitare errori.' });
  else if (first.ok && !(second.ok && second.email.toLowerCase() === first.email.toLowerCase()))
    faults.push({ field: 'emailAgain', message: 'I due indirizzi sono diversi. Controllali tutti e due.' });
  if (kind !== 'private' && kind !== 'pec')
    faults.push({ field: 'kind', message: 'Scegli che indirizzo è: personale o PEC.' });
  if (!first.ok || faults.length > 0) return { ok: false, faults };
  return { ok: true, address: first.email, kind: kindOf(first.email, kind === 'pec' ? 'pec' : 'private') };
}
