import type { CivilDate } from '../../kernel/civil-date.ts';
import { readMailAddress } from '../../kernel/mail-address.ts';
import type { Person } from './account.ts';
import { type KnownPlaces, type PersonFaults, type PersonTyped, readPerson } from './person-form.ts';

/** The registration form as typed. */
export interface RegistrationTyped extends PersonTyped {
  readonly email: string;
  readonly emailAgain: string;
  readonly terms: boolean;
  readonly privacy: boolean;
}

export interface RegistrationError {
  readonly field: keyof RegistrationTyped;
  readonly message: string;
}

export type RegistrationReading =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly errors: readonly RegistrationError[] };

const FIELDS: readonly (keyof RegistrationTyped)[] = [
  'fiscalCode',
  'surname',
  'name',
  'birthDate',
  'sex',
  'birthPlace',
  'birthPlaceOther',
  'email',
  'emailAgain',
  'terms',
  'privacy',
];

/** Reads the whole form and says everything that is wrong, in the order of the page. */
export function readRegistration(typed: RegistrationTyped, places: KnownPlaces, today: CivilDate): RegistrationReading {
  const wrong: PersonFaults = new Map();
  const identity = readPerson(typed, places, today, wrong);
  const errors = new Map<keyof RegistrationTyped, string>(wrong);
  const email = readMailAddresss(typed, errors);
  if (!typed.terms) errors.set('terms', 'Per registrarti devi accettare le condizioni d’uso del servizio.');
  if (!typed.privacy) errors.set('privacy', 'Per registrarti devi avere letto l’informativa sui dati personali.');
  if (identity !== undefined && errors.size === 0) return { ok: true, person: { ...identity, email } };
  return {
    ok: false,
    errors: FIELDS.flatMap((field) => (errors.has(field) ? [{ field, message: errors.get(field) ?? '' }] : [])),
  };
}

function readMailAddresss(typed: RegistrationTyped, errors: Map<keyof RegistrationTyped, string>): string {
  const first = readMailAddress(typed.email);
  const second = readMailAddress(typed.emailAgain);
  const same = !first.ok || (second.ok && second.email.toLowerCase() === first.email.toLowerCase());
  if (!first.ok) errors.set('email', first.message);
  if (typed.emailAgain.trim() === '')
    errors.set('emailAgain', 'Scrivi di nuovo l’indirizzo e-mail: serve a evitare errori.');
  else if (!same) errors.set('emailAgain', 'I due indirizzi e-mail sono diversi. Controllali tutti e due.');
  return first.ok ? first.email : '';
}
