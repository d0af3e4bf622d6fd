import { type CivilDate, partsOf } from './civil-date.ts';
import type { FiscalCode, Sex } from './fiscal-code.ts';
import {
  checkLetter,
  DIGIT_POSITIONS,
  FEMALE_DAY_OFFSET,
  HOMONYM_LETTERS,
  MONTH_LETTERS,
} from './fiscal-code-tables.ts';

/** What a fiscal code is made from. */
export interface PersonOfCode {
  /** Surname at birth. */
  readonly surname: string;
  /** All given names of the birth record. */
  readonly name: string;
  readonly birthDate: CivilDate;
  readonly sex: Sex;
  /** Cadastral code of the place of birth. */
  readonly placeCode: string;
}

export interface Disagreement {
  readonly field: keyof PersonOfCode;
  /** In Italian, to stand at the field. */
  readonly message: string;
}

/** Every field that does not agree with the code; none when all is well. A name that gives two spellings may match either. */
export function fiscalCodeAgrees(code: FiscalCode, person: PersonOfCode): Disagreement[] {
  const found: Disagreement[] = [];
  if (!spellings(person.surname).some((text) => surnameLetters(text) === code.value.slice(0, 3))) {
    found.push({ field: 'surname', message: nameMessage('cognome', 'Scrivi il cognome di nascita', person.surname) });
  }
  if (!spellings(person.name).some((text) => nameLetters(text) === code.value.slice(3, 6))) {
    found.push({ field: 'name', message: nameMessage('nome', 'Scrivi tutti i tuoi nomi', person.name) });
  }
  const { year, month, day } = partsOf(person.birthDate);
  const { birth } = code;
  if (year % 100 !== birth.yearOfCentury || month !== birth.month || day !== birth.day) {
    found.push({
      field: 'birthDate',
      message: 'La data di nascita non corrisponde al codice fiscale. Controlla l’una e l’altro.',
    });
  }
  if (person.sex !== code.sex) {
    found.push({
      field: 'sex',
      message: 'Il sesso indicato non corrisponde al codice fiscale. Controlla l’uno e l’altro.',
    });
  }
  if (person.placeCode !== code.placeCode) {
    found.push({
      field: 'placeCode',
      message:
        'Il luogo di nascita non corrisponde al codice fiscale. Scegli il comune con il nome che aveva quando sei nato, o lo Stato estero.',
    });
  }
  return found;
}

function nameMessage(what: string, advice: string, typed: string): string {
  if (spellings(typed).every((text) => text === '')) {
    return `Scrivi il ${what} con le lettere dell’alfabeto latino, come sulla tessera sanitaria.`;
  }
  return `Il ${what} non corrisponde al codice fiscale. ${advice}, come sulla tessera sanitaria.`;
}

/**
 * The code these data give. Throws on a name with no Latin letter or a malformed place: it is for tests and
 * invented people; real codes are given out by the Agenzia delle Entrate alone.
 */
export function deriveFiscalCode(person: PersonOfCode): string {
  const surname = surnameLetters(latin(person.surname));
  const name = nameLetters(latin(person.name));
  if (surname === '' || name === '') throw new RangeError('a fiscal code needs a surname and a name in Latin letters');
  if (!/^[A-Z]\d{3}$/.test(person.placeCode)) throw new RangeError(`no cadastral code: ${person.placeCode}`);
  const { year, month, day } = partsOf(person.birthDate);
  const dayInCode = person.sex === 'F' ? day + FEMALE_DAY_OFFSET : day;
  const first15 = `${surname}${name}${two(year % 100)}${MONTH_LETTERS.charAt(month - 1)}${two(dayInCode)}${person.placeCode}`;
  return first15 + checkLetter(first15);
}

/** The code with its last `level` digits (0–7) turned into letters, as when another person had it first. */
export function homonymCode(code: string, level: number): string {
  const characters = [...code];
  for (const position of DIGIT_POSITIONS.slice(DIGIT_POSITIONS.length - level)) {
    characters[position] = HOMONYM_LETTERS.charAt(Number(characters[position]));
  }
  const first15 = characters.slice(0, 15).join('');
  return first15 + checkLetter(first15);
}

/** Consonants in order, then vowels, then X up to three; nothing from nothing. */
function surnameLetters(letters: string): string {
  if (letters === '') return '';
  return `${consonants(letters)}${letters.replace(/[^AEIOU]/g, '')}XX`.slice(0, 3);
}

/** As the surname, but of four or more consonants the first, third and fourth count. */
function nameLetters(letters: string): string {
  const found = consonants(letters);
  return found.length >= 4 ? `${found.charAt(0)}${found.charAt(2)}${found.charAt(3)}` : surnameLetters(letters);
}

function consonants(letters: string): string {
  return letters.replace(/[AEIOU]/g, '');
}

/** Letters with no accent to take away, and how they are written without them. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Ł: 'L',
  Þ: 'TH',
  Ħ: 'H',
  ẞ: 'SS',
  ß: 'SS',
  Ŋ: 'N',
  Ŧ: 'T',
  İ: 'I',
  ı: 'I',
  Ə: 'E',
};

/** The same, as passports and some registry offices do with letters of German and of the Nordic languages. */
const PASSPORT: Readonly<Record<string, string>> = { Ä: 'AE', Ö: 'OE', Ü: 'UE', Å: 'AA', Ø: 'OE' };

function spellings(text: string): readonly string[] {
  const upper = text.normalize('NFC').toUpperCase();
  return [latin(upper), latin(upper.replace(/[ÄÖÜÅØ]/g, (letter) => PASSPORT[letter] ?? letter))];
}

/** Only A–Z: accents, apostrophes, hyphens and spaces do not count ("De Luca" is DELUCA). */
function latin(text: string): string {
  const upper = text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^A-Z]/gu, (letter) => WRITTEN_OUT[letter] ?? letter);
  return upper.normalize('NFD').replace(/[^A-Z]/g, '');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
