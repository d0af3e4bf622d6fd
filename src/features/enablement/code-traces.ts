import { type CivilDate, MONTHS, partsOf } from '../../kernel/civil-date.ts';

/** What is known of a person and could be guessed by who knows them. */
export interface KnownData {
  readonly surname: string;
  readonly name: string;
  readonly birthDate: CivilDate;
  readonly fiscalCode: string;
  readonly username: string;
  readonly email: string;
  readonly documentNumber: string;
  readonly phones: readonly string[];
}

/** Which of the person's own data a code is made from, in the words of the message; nothing when none. */
export function traceOf(code: string, person: KnownData): string | undefined {
  if (namesIn(code, person)) return 'il tuo nome o cognome';
  if (birthDateIn(code, person.birthDate)) return 'la tua data di nascita';
  if (sharesRun(code, plain(person.fiscalCode), 5)) return 'una parte del tuo codice fiscale';
  if (holds(code, plain(person.username), 4)) return 'il tuo nome utente';
  if (holds(code, plain(person.email.split('@')[0] ?? ''), 4)) return 'il tuo indirizzo e-mail';
  if (sharesRun(code, plain(person.documentNumber), 5)) return 'il numero del tuo documento';
  if (person.phones.some((phone) => sharesRun(code, plain(phone), 6))) return 'il tuo numero di telefono';
  return undefined;
}

/** Capitals without accents, and nothing but letters and digits. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

function namesIn(code: string, { surname, name }: KnownData): boolean {
  const words = [surname, name].flatMap((text) => [plain(text), ...text.split(/[\s'’-]+/u).map(plain)]);
  const letters = code.replace(/[0-9]/g, '');
  return words.some((word) => (word.length < 3 ? word !== '' && letters === word : holds(code, word, 3)));
}

/** True when the code holds the word, forwards or backwards, and the word is long enough to mean something. */
function holds(code: string, word: string, shortest: number): boolean {
  if (word.length < shortest) return false;
  return code.includes(word) || code.includes([...word].reverse().join(''));
}

/** True when code and secret have so many characters in a row in common. */
function sharesRun(code: string, secret: string, length: number): boolean {
  for (let start = 0; start + length <= secret.length; start += 1) {
    if (code.includes(secret.slice(start, start + length))) return true;
  }
  return false;
}

/** The day of birth in every usual writing, with and without leading zeros, also broken by letters ("15a03b1985"). */
function birthDateIn(code: string, birthDate: CivilDate): boolean {
  const { day, month, year } = partsOf(birthDate);
  const years = [String(year), String(year).slice(2)];
  const days = [String(day), String(day).padStart(2, '0')];
  const monthWord = (MONTHS[month - 1] ?? '').toUpperCase();
  const months = [String(month), String(month).padStart(2, '0'), monthWord, monthWord.slice(0, 3)];
  const digits = code.replace(/[A-Z]/g, '');
  const written = days.flatMap((d) =>
    months.flatMap((m) => years.flatMap((y) => [d + m + y, m + d + y, y + m + d, y + d + m])),
  );
  const withMonth = months.flatMap((m) => [m + year, year + m]);
  const longEnough = [...written, ...withMonth, String(year)].filter((text) => text.length >= 4);
  if (longEnough.some((text) => code.includes(text) || (/^\d{5,}$/.test(text) && digits.includes(text)))) return true;
  const short = days.flatMap((d) => months.flatMap((m) => [d + m, m + d]));
  return (code.match(/\d+/g) ?? []).some((run) => run.length >= 4 && short.includes(run));
}
