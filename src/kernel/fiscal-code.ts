import { ageOn, type CivilDate, civilDate } from './civil-date.ts';
import {
  checkLetter,
  DIGIT_POSITIONS,
  FEMALE_DAY_OFFSET,
  HOMONYM_LETTERS,
  MONTH_LETTERS,
} from './fiscal-code-tables.ts';

export type Sex = 'F' | 'M';

/** What a well-made fiscal code says about the person. */
export interface FiscalCode {
  /** The sixteen characters, in capitals, as given to the person (letters of omocodia kept). */
  readonly value: string;
  /** The same with the digits back in place: two people never share `value`, they may share this. */
  readonly plain: string;
  readonly birth: BirthInCode;
  readonly sex: Sex;
  /** Cadastral code of the municipality or foreign state of birth, e.g. H501 or Z129. */
  readonly placeCode: string;
  /** How many of the seven digits are letters, 0 for nearly everyone. */
  readonly omocodia: number;
}

/** The day of birth as the code holds it: the century is not there, see {@link birthDateOf}. */
export interface BirthInCode {
  readonly yearOfCentury: number;
  readonly month: number;
  readonly day: number;
}

export interface FiscalCodeFault {
  readonly kind:
    | 'missing'
    | 'temporary'
    | 'length'
    | 'characters'
    | 'surname'
    | 'name'
    | 'month'
    | 'day'
    | 'place'
    | 'check';
  /** In Italian, for the person who typed it: what is wrong and how to put it right. */
  readonly message: string;
}

export type FiscalCodeCheck =
  | { readonly ok: true; readonly code: FiscalCode }
  | { readonly ok: false; readonly faults: readonly FiscalCodeFault[] };

const LETTERS_AT = 'LLLLLLDDLDDLDDDL';
/** Consonants first, then vowels, then X to fill: the only order the rules can produce. */
const TRIPLET = /^[B-DF-HJ-NP-TV-Z]{0,3}[AEIOU]{0,3}X{0,2}$/;

/** Checks what a person typed as their fiscal code; spaces and small letters are forgiven. Never throws. */
export function checkFiscalCode(text: string): FiscalCodeCheck {
  const value = normalizeFiscalCode(text);
  const shape = shapeFault(value);
  if (shape !== undefined) return { ok: false, faults: [shape] };
  const code = read(value);
  const faults = contentFaults(code);
  return faults.length === 0 ? { ok: true, code } : { ok: false, faults };
}

/** Capitals, without the spaces people put between the groups. For looking up; says nothing about validity. */
export function normalizeFiscalCode(text: string): string {
  return text.replace(/\s+/gu, '').toUpperCase();
}

/**
 * The day of birth: the latest one the code can mean that makes the person at least `minimumAge` years old on `day`.
 * Nothing when there is none (29 February of a common year).
 */
export function birthDateOf(code: FiscalCode, day: CivilDate, minimumAge = 0): CivilDate | undefined {
  const { yearOfCentury, month, day: dayOfMonth } = code.birth;
  const thisCentury = Math.floor(Number(day.slice(0, 4)) / 100) * 100;
  for (const century of [thisCentury, thisCentury - 100, thisCentury - 200]) {
    const birth = civilDate(century + yearOfCentury, month, dayOfMonth);
    if (birth !== undefined && birth <= day && ageOn(birth, day) >= minimumAge) return birth;
  }
  return undefined;
}

function shapeFault(value: string): FiscalCodeFault | undefined {
  if (value === '')
    return { kind: 'missing', message: 'Scrivi il tuo codice fiscale: 16 caratteri, sulla tessera sanitaria.' };
  if (/^\d{11}$/.test(value)) {
    return {
      kind: 'temporary',
      message:
        'Questo è un codice fiscale provvisorio, di 11 cifre: qui serve quello definitivo, di 16 caratteri. Chiedilo all’Agenzia delle Entrate.',
    };
  }
  const length = [...value].length;
  if (length !== 16) {
    return {
      kind: 'length',
      message: `Il codice fiscale ha 16 caratteri, ne hai scritti ${length}. Copialo dalla tessera sanitaria.`,
    };
  }
  return characterFault(value);
}

function characterFault(value: string): FiscalCodeFault | undefined {
  for (const [index, character] of [...value].entries()) {
    const wanted = LETTERS_AT[index] ?? 'L';
    const fits = wanted === 'L' ? /[A-Z]/.test(character) : /[\dLMNP-V]/.test(character);
    if (fits) continue;
    const what = wanted === 'L' ? 'una lettera' : 'un numero';
    const message = `Il carattere numero ${index + 1} («${character}») dovrebbe essere ${what}. Controlla di non avere scambiato O e 0, I e 1.`;
    return { kind: 'characters', message };
  }
  return undefined;
}

/** Takes the parts out of sixteen characters of the right kinds. */
function read(value: string): FiscalCode {
  const characters = [...value];
  let omocodia = 0;
  for (const position of DIGIT_POSITIONS) {
    const digit = HOMONYM_LETTERS.indexOf(characters[position] ?? '');
    if (digit === -1) continue;
    characters[position] = String(digit);
    omocodia += 1;
  }
  const plain = characters.join('');
  const day = Number(plain.slice(9, 11));
  return {
    value,
    plain: `${plain.slice(0, 15)}${checkLetter(plain)}`,
    birth: {
      yearOfCentury: Number(plain.slice(6, 8)),
      month: MONTH_LETTERS.indexOf(plain.charAt(8)) + 1,
      day: day > FEMALE_DAY_OFFSET ? day - FEMALE_DAY_OFFSET : day,
    },
    sex: day > FEMALE_DAY_OFFSET ? 'F' : 'M',
    placeCode: plain.slice(11, 15),
    omocodia,
  };
}

function contentFaults(code: FiscalCode): FiscalCodeFault[] {
  const { value, birth } = code;
  const faults: FiscalCodeFault[] = [];
  if (!TRIPLET.test(value.slice(0, 3))) {
    faults.push({
      kind: 'surname',
      message: `Le prime tre lettere («${value.slice(0, 3)}») non possono venire da un cognome. Ricopiale dalla tessera sanitaria.`,
    });
  }
  if (!TRIPLET.test(value.slice(3, 6))) {
    faults.push({
      kind: 'name',
      message: `Le lettere dalla quarta alla sesta («${value.slice(3, 6)}») non possono venire da un nome. Ricopiale dalla tessera sanitaria.`,
    });
  }
  faults.push(...dateFaults(value, birth));
  if (code.placeCode.endsWith('000')) {
    faults.push({
      kind: 'place',
      message: `Il codice del luogo di nascita («${value.slice(11, 15)}», caratteri da 12 a 15) non esiste. Ricopialo dalla tessera sanitaria.`,
    });
  }
  if (checkLetter(value) !== value.charAt(15)) {
    faults.push({
      kind: 'check',
      message:
        'Il codice fiscale contiene un errore: l’ultima lettera non corrisponde alle altre. Confronta ogni carattere con la tessera sanitaria.',
    });
  }
  return faults;
}

function dateFaults(value: string, birth: BirthInCode): FiscalCodeFault[] {
  if (birth.month === 0) {
    return [
      {
        kind: 'month',
        message: `La nona lettera («${value.charAt(8)}») non indica nessun mese: sono ammesse A, B, C, D, E, H, L, M, P, R, S, T.`,
      },
    ];
  }
  // The century is unknown: 29 February 00 is good because of 2000, 29 February 01 in no century.
  const exists = [1800, 1900, 2000].some((century) => civilDate(century + birth.yearOfCentury, birth.month, birth.day));
  if (exists) return [];
  return [
    {
      kind: 'day',
      message: `Il giorno di nascita scritto nel codice («${value.slice(9, 11)}», caratteri 10 e 11) non esiste. Per le donne al giorno si aggiunge 40.`,
    },
  ];
}
