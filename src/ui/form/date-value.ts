export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** Splits `YYYY-MM-DD`, or the `day/month/year` text that `dateFromForm` keeps when it is no date. */
export function dateParts(value: string | undefined): DateParts {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value ?? '') ?? [];
  if (year !== '') return { day, month, year };
  const [first = '', second = '', third = ''] = (value ?? '').split('/');
  return { day: first, month: second, year: third };
}

/**
 * The three boxes of a `DateField` as one value: `YYYY-MM-DD` when they hold numbers of the right length ("1/2/80"
 * included: years 00–29 are of this century), empty when all are empty, else what was typed, as `day/month/year`,
 * so that it is refused by the reader of dates and shown again. Whether the day exists is not judged here.
 */
export function dateFromForm(form: Readonly<Record<string, unknown>>, name: string): string {
  const day = text(form[`${name}.day`]);
  const month = text(form[`${name}.month`]);
  const year = text(form[`${name}.year`]);
  if (day + month + year === '') return '';
  const numbers = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^(?:\d{2}|\d{4})$/.test(year);
  if (!numbers) return [day, month, year].map((part) => part.replaceAll('/', ' ')).join('/');
  return `${fullYear(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 20) : '';
}

function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 30 ? `20${year}` : `19${year}`;
}
