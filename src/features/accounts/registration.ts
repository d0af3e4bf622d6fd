import { ageOn, type CivilDate, parseCivilDate } from '../../kernel/civil-date.ts';
import { checkFiscalCode, type FiscalCode } from '../../kernel/fiscal-code.ts';
import { type Disagreement, fiscalCodeAgrees } from '../../kernel/fiscal-code-person.ts';
import { readMailAddress } from '../../kernel/mail-address.ts';
import type { BirthPlace, Person } from './account.ts';

/** The registration form as typed. */
export interface RegistrationTyped {
  readonly fiscalCode: string;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  /** Cadastral code chosen from the list. */
  readonly birthPlace: string;
  /** Name written by who does not find the place in the list. */
  readonly birthPlaceOther: string;
  readonly email: string;
  readonly emailAgain: string;
  readonly terms: boolean;
  readonly privacy: boolean;
}

export interface RegistrationError {
  readonly field: keyof RegistrationTyped;
  readonly message: string;
}

export interface KnownPlaces {
  /** The place with the chosen code. */
  readonly chosen: BirthPlace | undefined;
  /** The place the fiscal code names, if the registry has it. */
  readonly ofFiscalCode: BirthPlace | undefined;
}

export type RegistrationReading =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly errors: readonly RegistrationError[] };

/** Age from which one may agree alone to the treatment of one's data: d.lgs. 196/2003, art. 2-quinquies. */
const LEAST_AGE = 14;
const LONGEST_NAME = 100;
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]*$/u;

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
  const errors = new Map<keyof RegistrationTyped, string>();
  const fiscalCode = checkFiscalCode(typed.fiscalCode);
  if (!fiscalCode.ok) errors.set('fiscalCode', fiscalCode.faults.map((fault) => fault.message).join(' '));
  const surname = readName(typed.surname, 'cognome', (message) => errors.set('surname', message));
  const name = readName(typed.name, 'nome', (message) => errors.set('name', message));
  const birthDate = readBirthDate(typed.birthDate, today, (message) => errors.set('birthDate', message));
  if (typed.sex !== 'F' && typed.sex !== 'M') errors.set('sex', 'Indica il sesso, come sulla tessera sanitaria.');
  const place = readPlace(typed, places, fiscalCode.ok ? fiscalCode.code : undefined, errors);
  const email = readMailAddresss(typed, errors);
  if (!typed.terms) errors.set('terms', 'Per registrarti devi accettare le condizioni d’uso del servizio.');
  if (!typed.privacy) errors.set('privacy', 'Per registrarti devi avere letto l’informativa sui dati personali.');

  const person = {
    surname,
    name,
    birthDate: birthDate ?? ('1900-01-01' as CivilDate),
    sex: typed.sex === 'M' ? 'M' : 'F',
    birthPlaceCode: place?.code ?? '',
    birthPlace: place?.name ?? '',
    email,
  } as const;
  if (fiscalCode.ok) {
    for (const { field, message } of fiscalCodeAgrees(fiscalCode.code, {
      ...person,
      placeCode: person.birthPlaceCode,
    })) {
      const at = FIELD_OF[field];
      if (!errors.has(at) && !(at === 'birthPlace' && errors.has('birthPlaceOther'))) errors.set(at, message);
    }
    if (errors.size === 0) return { ok: true, person: { ...person, fiscalCode: fiscalCode.code.value } };
  }
  return {
    ok: false,
    errors: FIELDS.flatMap((field) => (errors.has(field) ? [{ field, message: errors.get(field) ?? '' }] : [])),
  };
}

const FIELD_OF: Readonly<Record<Disagreement['field'], keyof RegistrationTyped>> = {
  surname: 'surname',
  name: 'name',
  birthDate: 'birthDate',
  sex: 'sex',
  placeCode: 'birthPlace',
};

function readName(text: string, what: string, refuse: (message: string) => void): string {
  const tidy = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (tidy === '') refuse(`Scrivi il ${what}, come sulla tessera sanitaria.`);
  else if (tidy.length > LONGEST_NAME) refuse(`Il ${what} è troppo lungo: al massimo ${LONGEST_NAME} caratteri.`);
  else if (!NAME.test(tidy)) refuse(`Il ${what} può avere solo lettere, spazi, apostrofi, trattini e punti.`);
  return tidy;
}

function readBirthDate(text: string, today: CivilDate, refuse: (message: string) => void): CivilDate | undefined {
  if (text.trim() === '') {
    refuse('Scrivi la data di nascita: giorno, mese e anno.');
    return undefined;
  }
  const date = parseCivilDate(text);
  if (date === undefined)
    refuse('Questa data di nascita non esiste. Scrivi giorno, mese e anno in numeri, come 7 3 1985.');
  else if (date > today) refuse('La data di nascita è nel futuro. Controlla l’anno.');
  else if (date < '1900-01-01') refuse('La data di nascita è troppo lontana. Controlla l’anno.');
  else if (ageOn(date, today) < LEAST_AGE) refuse(`Per registrarti devi avere almeno ${LEAST_AGE} anni.`);
  return date;
}

/**
 * The place from the list, or the one written by hand. By hand only where the registry does not know the place that the
 * fiscal code names (municipalities abolished long ago): then the code itself says which it is.
 */
function readPlace(
  typed: RegistrationTyped,
  places: KnownPlaces,
  fiscalCode: FiscalCode | undefined,
  errors: Map<keyof RegistrationTyped, string>,
): { code: string; name: string } | undefined {
  if (typed.birthPlace !== '') {
    if (places.chosen === undefined)
      errors.set('birthPlace', 'Questo luogo non è nell’elenco. Cercalo e sceglilo di nuovo.');
    return places.chosen;
  }
  const written = typed.birthPlaceOther.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (written === '') {
    errors.set('birthPlace', 'Cerca il comune o lo Stato estero in cui sei nato, poi scegli una delle voci trovate.');
    return undefined;
  }
  if (places.ofFiscalCode !== undefined) {
    const { name, where } = places.ofFiscalCode;
    errors.set('birthPlace', `Il tuo codice fiscale indica ${name} (${where}), che è nell’elenco: cercalo e sceglilo.`);
  } else if (written.length > LONGEST_NAME || !/^[\p{L}\p{M}][\p{L}\p{M}\p{N}'’.,()/\- ]*$/u.test(written)) {
    errors.set('birthPlaceOther', 'Scrivi il nome del luogo di nascita solo con lettere, al massimo 100 caratteri.');
  }
  return fiscalCode === undefined ? undefined : { code: fiscalCode.placeCode, name: written };
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
