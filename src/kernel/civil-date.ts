/** A day of the calendar, 'YYYY-MM-DD', known to exist. Compare with `<`: the text sorts as time does. */
export type CivilDate = string & { readonly __civilDate: never };

const DAY_MS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
/** "1/2/80", "01-02-1980", "1 2 1980": day first, as it is written in Italy. */
const ITALIAN = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$/;

export interface DateParts {
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

/** The day with these parts, or nothing when the calendar has no such day (31/4, 29/2 of a common year). */
export function civilDate(year: number, month: number, day: number): CivilDate | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 1 || year > 9999) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDate;
}

/** Reads 'YYYY-MM-DD' or the way people write it; two-digit years after `pivot` (default 30) are of the 1900s. */
export function parseCivilDate(text: string, pivot = 30): CivilDate | undefined {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) return civilDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const italian = ITALIAN.exec(trimmed);
  if (italian === null) return undefined;
  return civilDate(fullYear(italian[3] ?? '', pivot), Number(italian[2]), Number(italian[1]));
}

/** The year a person meant: "80" is 1980, "24" is 2024, "1980" is itself. */
export function fullYear(text: string, pivot = 30): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year > pivot ? 1900 + year : 2000 + year;
}

export function partsOf(date: CivilDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Days from one date to the other, the first not counted: the day after is 1. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  const moved = new Date((dayNumber(date) + days) * DAY_MS);
  return moved.toISOString().slice(0, 10) as CivilDate;
}

/** Days since 1 January 1970; negative before. */
export function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date);
  return daysFromCivil(year, month, day);
}

/** The day number of a text that is exactly a civil date; nothing for any other text. Makes no objects: called by millions. */
export function dayNumberOf(text: string): number | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return undefined;
  return daysFromCivil(year, month, day);
}

const HYPHEN = 45;
const ZERO = 48;

/** The number written between two places of a text; NaN when a character is no digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Years counted from March, so that the leap day comes last; eras of 400 years have 146,097 days (H. Hinnant). */
function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The school year (1 September – 31 August) the day falls in: '2024/25'. */
export function schoolYearOf(date: CivilDate): string {
  const { year, month } = partsOf(date);
  return schoolYear(month >= 9 ? year : year - 1);
}

/** The school year that begins in this year: 2024 → '2024/25'. */
export function schoolYear(startYear: number): string {
  return `${pad(startYear, 4)}/${pad((startYear + 1) % 100, 2)}`;
}

/** Completed years on the given day; a birthday on 29 February is completed on 1 March of common years. */
export function ageOn(birth: CivilDate, day: CivilDate): number {
  const from = partsOf(birth);
  const to = partsOf(day);
  const reached = to.month > from.month || (to.month === from.month && to.day >= from.day);
  return to.year - from.year - (reached ? 0 : 1);
}

/** "16 marzo 2026". */
export function formatDate(date: CivilDate): string {
  const { day, month, year } = partsOf(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

export const MONTHS = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
] as const;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
