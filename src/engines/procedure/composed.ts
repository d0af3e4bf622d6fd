import type { Payment, Period, Person } from './answers.ts';
import { own } from './records.ts';

/** Whether a stored value has the shape of a period. */
export function isPeriod(value: unknown): value is Period {
  return hasTexts(value, ['from', 'to']);
}

/** Whether a stored value has the shape of somebody named. */
export function isPerson(value: unknown): value is Person {
  return (
    hasTexts(value, ['surname', 'name', 'fiscal_code']) && own(value, 'surname') !== '' && own(value, 'name') !== ''
  );
}

/** Whether a stored value has the shape of a payment. */
export function isPayment(value: unknown): value is Payment {
  return hasTexts(value, ['notice', 'date']);
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return names.every((name) => typeof own(value, name) === 'string');
}
