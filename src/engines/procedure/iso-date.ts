import { parseCivilDate } from '../../kernel/civil-date.ts';

/** Whether a text is a day as it is stored: 'YYYY-MM-DD', and it exists. */
export function isIsoDate(value: string): boolean {
  return /^\d{4}-/.test(value) && parseCivilDate(value) === value;
}

/** Whether a text is a school year as it is stored: '2024/25'. */
export function isSchoolYear(value: string): boolean {
  const match = /^(\d{4})\/(\d{2})$/.exec(value);
  return match !== null && (Number(match[1]) + 1) % 100 === Number(match[2]);
}

/** '2026-03-16' → '16/3/2026'. */
export function inFull(date: string): string {
  return date.split('-').map(Number).reverse().join('/');
}
