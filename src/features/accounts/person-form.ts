import { ageOn, type CivilDate, parseCivilDate } from '../../kernel/civil-date.ts';
import { checkFiscalCode, type FiscalCode } from '../../kernel/fiscal-code.ts';
import { type Disagreement, fiscalCodeAgrees } from '../../kernel/fiscal-code-person.ts';
import type { BirthPlace, Person } from './account.ts';

/** Who somebody says to be, as typed. */
export interface PersonTyped {
  readonly fiscalCode: string;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  /** Cadastral code chosen from the list. */
  readonly birthPlace: string;
  /** Name written by who does not find the place in the list. */
  readonly birthPlaceOther: string;
}

/** Who somebody is, without where they are written to. */
export type Identity = Omit<Person, 'email'>;

export interface KnownPlaces {
  /** The place with the chosen code. */
  readonly chosen: BirthPlace | undefined;
  /** The place the fiscal code names, if the registry has it. */
  readonly ofFiscalCode: BirthPlace | undefined;
}

/** The first thing wrong with each field. */
export type PersonFaults = Map<keyof PersonTyped, string>;

/** Age from which one may agree alone to the treatment of one's data: d.lgs. 196/2003, art. 2-quinquies. */
const LEAST_AGE = 14;
const LONGEST_NAME = 100;
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]*$/u;

/** Reads who somebody is, whose data must be those their fiscal code was made from; what is wrong goes into `errors`. */
export function readPerson(
  typed: PersonTyped,
  places: KnownPlaces,
  today: CivilDate,
  errors: PersonFaults,
): Identity | undefined {
  const fiscalCode = checkFiscalCode(typed.fiscalCode);
  if (!fiscalCode.ok) errors.set('fiscalCode', fiscalCode.faults.map((fault) => fault.message).join(' '));
  const surname = readName(typed.surname, 'cognome', (message) => errors.set('surname', message));
  const name = readName(typed.name, 'nome', (message) => errors.set('name', message));
  const birthDate = readBirthDate(typed.birthDate, today, (message) => errors.set('birthDate', message));
  if (typed.sex !== 'F' && typed.sex !== 'M') errors.set('sex', 'Indica il sesso, come sulla tessera sanitaria.');
  const place = readPlace(typed, places, fiscalCode.ok ? fiscalCode.code : undefined, errors);
  if (!fiscalCode.ok) return undefined;
  const person = {
    surname,
    name,
    birthDate: birthDate ?? ('1900-01-01' as CivilDate),
    sex: typed.sex === 'M' ? 'M' : 'F',
    birthPlaceCode: place?.code ?? '',
    birthPlace: place?.name ?? '',
  } as const;
  for (const { field, message } of fiscalCodeAgrees(fiscalCode.code, { ...person, placeCode: person.birthPlaceCode })) {
    const at = FIELD_OF[field];
    if (!errors.has(at) && !(at === 'birthPlace' && errors.has('birthPlaceOther'))) errors.set(at, message);
  }
  return errors.size === 0 ? { ...person, fiscalCode: fiscalCode.code.value } : undefined;
}

const FIELD_OF: Readonly<Record<Disagreement['field'], keyof PersonTyped>> = {
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
  else if (ageOn(date, today) < LEAST_AGE) refuse(`Per avere un’utenza bisogna avere almeno ${LEAST_AGE} anni.`);
  return date;
}

/**
 * The place from the list, or the one written by hand. By hand only where the registry does not know the place that the
 * fiscal code names (municipalities abolished long ago): then the code itself says which it is.
 */
function readPlace(
  typed: PersonTyped,
  places: KnownPlaces,
  fiscalCode: FiscalCode | undefined,
  errors: PersonFaults,
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
