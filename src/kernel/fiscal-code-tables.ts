/** The tables of DM 23 December 1976 (n. 13813), which lays down how a fiscal code is made. */

/** Letter of the month of birth, January first. */
export const MONTH_LETTERS = 'ABCDEHLMPRST';

/** What is added to the day of birth of a woman. */
export const FEMALE_DAY_OFFSET = 40;

/** The letter that stands for each digit, 0 first, in codes changed because two people would share one (omocodia). */
export const HOMONYM_LETTERS = 'LMNPQRSTUV';

/** Positions (from 0) that hold digits and may hold those letters; letters are given from the last one backwards. */
export const DIGIT_POSITIONS = [6, 7, 9, 10, 12, 13, 14] as const;

/** Value of a character in an odd place (1st, 3rd …), for 0–9 and for A–Z alike: A counts as 0, B as 1 … */
const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
] as const;

/** The sixteenth character, computed from the first fifteen (capital letters and digits). */
export function checkLetter(first15: string): string {
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const value = rank(first15.charCodeAt(index));
    sum += index % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (sum % 26));
}

/** 0 → 0 … 9 → 9, A → 0 … Z → 25. */
function rank(charCode: number): number {
  return charCode >= 65 ? charCode - 65 : charCode - 48;
}
