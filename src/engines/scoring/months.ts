import { dayNumberOf } from '../../kernel/civil-date.ts';
import type { RuleOf } from './rule-schema.ts';

/** First and last day of a service as day numbers, both worked. */
export interface Period {
  readonly first: number;
  readonly last: number;
}

/** The period between two civil dates; nothing when one is missing or they are in the wrong order. */
export function periodOf(from: unknown, to: unknown): Period | undefined {
  const [first, last] = [dayOf(from), dayOf(to)];
  return first === undefined || last === undefined || last < first ? undefined : { first, last };
}

/** Distinct days in the periods: a day served twice is one day of service. */
export function distinctDays(periods: readonly Period[]): number {
  const [only] = periods;
  if (only !== undefined && periods.length === 1) return only.last - only.first + 1;
  let days = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const { first, last } of periods.toSorted((left, right) => left.first - right.first)) {
    if (last <= latest) continue;
    days += last - Math.max(first, latest + 1) + 1;
    latest = last;
  }
  return days;
}

/**
 * Months in the days of one school year: months of 30 days, and one more for a rest of at least 16
 * (OM 88/2024, notes to section C: 16–45 days are one month, 166 and more are six).
 */
export function monthsIn(days: number, rule: Pick<RuleOf<'months'>, 'month_days' | 'fraction' | 'max_months'>): number {
  const whole = Math.floor(days / rule.month_days);
  const rest = days % rule.month_days >= rule.fraction ? 1 : 0;
  return Math.min(rule.max_months ?? Number.POSITIVE_INFINITY, whole + rest);
}

function dayOf(value: unknown): number | undefined {
  return typeof value === 'string' ? dayNumberOf(value) : undefined;
}
