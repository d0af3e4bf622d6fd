import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Sex } from '../../kernel/fiscal-code.ts';
import type { IdentityDocument } from './identity-document.ts';
import type { Variation } from './variation.ts';

/** Where a person can be reached. One of the two telephones may be ''. */
export interface Contact {
  readonly street: string;
  readonly municipality: Municipality;
  /** CAP: five digits. */
  readonly postalCode: string;
  readonly mobile: string;
  readonly phone: string;
}

/** A municipality as it is called today, with its cadastral code and the letters of its province. */
export interface Municipality {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

/** What the person types in the data form. */
export interface DeclaredData {
  readonly contact: Contact;
  readonly document: IdentityDocument;
  /** The privacy notice that was read. */
  readonly privacyNotice: string;
  /** Their own data change with the request: `person` is then who they will be. */
  readonly variation?: Variation;
}

/** Who makes the request, as the registry of accounts knew them at that moment. */
export interface Person {
  readonly fiscalCode: string;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: CivilDate;
  readonly sex: Sex;
  readonly birthPlace: string;
  readonly email: string;
  readonly username: string;
}

/** Everything printed on the adhesion form and signed at the desk. */
export interface Declaration extends DeclaredData {
  readonly person: Person;
}

/** Why the data were confirmed: never before, after a revocation, for a new code, because the person's data changed. */
export type RequestPurpose = 'first' | 'return' | 'regeneration' | 'variation';

export interface EnablementRequest {
  readonly id: string;
  /** Printed on the form: the desk finds the paper by it. */
  readonly number: string;
  readonly accountId: string;
  readonly madeAt: Date;
  readonly purpose: RequestPurpose;
  readonly declaration: Declaration;
}

export const PRIVACY_NOTICE = '2026-1';

export function addressLine({ street, postalCode, municipality }: Contact): string {
  return `${street}, ${postalCode} ${municipality.name} (${municipality.province})`;
}
