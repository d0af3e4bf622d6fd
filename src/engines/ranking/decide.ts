import { formatDate, parseCivilDate } from '../../kernel/civil-date.ts';
import { holds } from '../../kernel/condition.ts';
import { formatPoints } from '../../kernel/points.ts';
import type { Criterion, CriterionOf } from '../../kernel/ranking-criteria.ts';
import { type Contender, codesOf, conditionIn, numberOf } from './contender.ts';
import { labelOf, priorityLabel } from './criterion-label.ts';
import { lotOf } from './draw.ts';

/** Why one person stands before another: the first criterion in which they differ, with the values of both. */
export interface Decision {
  readonly above: string;
  readonly below: string;
  /** Place of the criterion in the list, and what it is; none when they are equal in all. */
  readonly criterion: number;
  readonly by: Criterion['by'];
  readonly norm?: string | undefined;
  /** In Italian: "Più punti: 64,50 contro 62,00." */
  readonly words: string;
}

/**
 * Compares two people criterion by criterion, reading their answers afresh, and says in words what decides. Nothing when
 * they are equal in every criterion. Slower than the sort keys of a whole ranking, and written apart from them.
 */
export function decide(
  one: Contender,
  other: Contender,
  criteria: readonly Criterion[],
  seed: string,
): Decision | undefined {
  for (const [place, criterion] of criteria.entries()) {
    const said = compare(criterion, one, other, seed);
    if (said === undefined) continue;
    const [above, below] = said.first ? [one, other] : [other, one];
    return {
      above: above.id,
      below: below.id,
      criterion: place,
      by: criterion.by,
      norm: criterion.norm,
      words: `${said.what}: ${said.first ? said.one : said.other} contro ${said.first ? said.other : said.one}.`,
    };
  }
  return undefined;
}

/** Who comes first by one criterion, and what each of the two has. */
interface Comparison {
  readonly first: boolean;
  readonly what: string;
  readonly one: string;
  readonly other: string;
}

function compare(criterion: Criterion, one: Contender, other: Contender, seed: string): Comparison | undefined {
  switch (criterion.by) {
    case 'points':
      return byNumber(labelOf(criterion), one.points, other.points, true, formatPoints);
    case 'section_points': {
      const [left, right] = [one, other].map(({ sections }) => sections[criterion.section] ?? 0);
      return byNumber(labelOf(criterion), left, right, true, formatPoints);
    }
    case 'tier':
      return byTier(criterion, one, other);
    case 'codes':
      return byCodes(criterion, one, other);
    case 'priority':
      return byPriority(criterion, one, other);
    case 'yes': {
      const [left, right] = [one, other].map(({ scope }) => scope.value(criterion.field) === true);
      return byYes(labelOf(criterion), left === true, right === true);
    }
    case 'number': {
      const [left, right] = [one, other].map((person) => numberOf(criterion, person));
      const higher = criterion.first === 'higher';
      return byNumber(labelOf(criterion), left, right, higher, decimal);
    }
    case 'date':
      return byDate(criterion, one, other);
    case 'draw':
      return byNumber(labelOf(criterion), lotOf(seed, one.id), lotOf(seed, other.id), true, (lot) => `numero ${lot}`);
  }
}

export const NOTHING = 'nessuna risposta';

function byNumber(
  what: string,
  one: number | undefined,
  other: number | undefined,
  higher: boolean,
  words: (value: number) => string,
): Comparison | undefined {
  if (one === other) return undefined;
  const first = one !== undefined && (other === undefined || (higher ? one > other : one < other));
  const said = (value: number | undefined) => (value === undefined ? NOTHING : words(value));
  return { first, what, one: said(one), other: said(other) };
}

function byTier(criterion: CriterionOf<'tier'>, one: Contender, other: Contender) {
  const { field, order } = criterion;
  const [left, right] = [one, other].map(({ scope }) => {
    const value = scope.value(field);
    const place = typeof value === 'string' ? order.indexOf(value) : -1;
    return place < 0 ? undefined : place;
  });
  return byNumber(labelOf(criterion), left, right, false, (place) => order[place] ?? '');
}

function byCodes(criterion: CriterionOf<'codes'>, one: Contender, other: Contender) {
  const { field, order } = criterion;
  const [left, right] = [one, other].map(({ scope }) => codesOf(scope.value(field)));
  const deciding = order.find((code) => left?.includes(code) !== right?.includes(code));
  if (deciding === undefined) return undefined;
  const what = labelOf(criterion);
  const [has, lacks] = [deciding, `senza ${deciding}`];
  return left?.includes(deciding)
    ? { first: true, what, one: has, other: lacks }
    : { first: false, what, one: lacks, other: has };
}

function byPriority(criterion: CriterionOf<'priority'>, one: Contender, other: Contender) {
  for (const [place, each] of criterion.order.entries()) {
    const [left, right] = [one, other].map(({ scope }) => holds(conditionIn(each), scope));
    if (left === right) continue;
    return byYes(priorityLabel(criterion, place), left === true, right === true);
  }
  return undefined;
}

function byYes(what: string, one: boolean, other: boolean): Comparison | undefined {
  if (one === other) return undefined;
  return { first: one, what, one: one ? 'sì' : 'no', other: other ? 'sì' : 'no' };
}

function byDate(criterion: CriterionOf<'date'>, one: Contender, other: Contender) {
  const { field, first } = criterion;
  const [left, right] = [one, other].map(({ scope }) => asDate(scope.value(field)));
  if (left === right) return undefined;
  const younger = first === 'younger';
  const ahead = left !== undefined && (right === undefined || (younger ? left > right : left < right));
  const said = (date: typeof left) => (date === undefined ? NOTHING : formatDate(date));
  return { first: ahead, what: labelOf(criterion), one: said(left), other: said(right) };
}

/** Only a date written as dates are kept: the sort keys read no other. */
export function asDate(value: unknown) {
  const date = typeof value === 'string' ? parseCivilDate(value) : undefined;
  return date === value ? date : undefined;
}

/** A number as it is written here. */
export function decimal(value: number): string {
  return String(value).replace('.', ',');
}
