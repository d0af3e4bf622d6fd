import { civilDate, fullYear, parseCivilDate } from '../../kernel/civil-date.ts';
import type { Posted } from './answers.ts';
import { cleanLine, firstText } from './clean-text.ts';
import type { Field } from './field.ts';
import type { Outcome } from './outcome.ts';
import { own } from './records.ts';
import { unreadable, type Wrong } from './wrong.ts';

/** A date posted whole or in three boxes. */
export function readDate(field: Field, body: Posted): Outcome {
  const whole = cleanLine(firstText(own(body, field.id)).slice(0, 100));
  const parts = dateParts(field.id, body);
  if (whole === '' && parts.every((part) => part === '')) return undefined;
  const value = whole === '' ? dateFrom(parts) : parseCivilDate(whole);
  if (value !== undefined) return { value };
  return { wrong: parts.some((part) => part !== '') ? wrongDate(field, parts) : unreadable(field) };
}

/** What was typed in the three boxes of a date, `id.day` and so on. */
export function dateParts(id: string, body: Posted): readonly string[] {
  return ['day', 'month', 'year'].map((part) => cleanLine(firstText(own(body, `${id}.${part}`)).slice(0, 100)));
}

/** The day the three boxes name, if there is such a day. */
export function dateFrom([day = '', month = '', year = '']: readonly string[]) {
  const readable = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^(\d{2}|\d{4})$/.test(year);
  return readable ? civilDate(fullYear(year), Number(month), Number(day)) : undefined;
}

/** Points at the part that is missing or impossible. */
export function wrongDate(field: Field, [day = '', month = '', year = '']: readonly string[]): Wrong {
  const dayWrong = !/^\d{1,2}$/.test(day) || Number(day) < 1 || Number(day) > 31;
  const monthWrong = !/^\d{1,2}$/.test(month) || Number(month) < 1 || Number(month) > 12;
  const yearWrong = !/^(\d{2}|\d{4})$/.test(year);
  const part = dayWrong ? 'day' : monthWrong ? 'month' : yearWrong ? 'year' : 'day';
  const names = { day: 'il giorno', month: 'il mese', year: "l'anno" };
  if (dayWrong || monthWrong || yearWrong) {
    return {
      code: 'unreadable',
      part,
      message: `«${field.label}»: controlla ${names[part]}. Una data si scrive, per esempio, 27 3 2007.`,
    };
  }
  return {
    code: 'unreadable',
    part,
    message: `«${field.label}»: questo giorno non esiste nel calendario. Controlla giorno, mese e anno.`,
  };
}
