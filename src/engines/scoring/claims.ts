import { holds } from '../../kernel/condition.ts';
import { formatPoints, type Points } from '../../kernel/points.ts';
import { type Fact, member, type Position, type Related, scopeOf } from './facts.ts';
import { asMark, rescale } from './mark.ts';
import { distinctDays, monthsIn, type Period, periodOf } from './months.ts';
import type { RuleOf, TableItem } from './table-schema.ts';

/** What one item gives for one title (or for the services of one year), before limits. */
export interface Claim {
  readonly points: Points;
  /** How much of it there is, in Italian: "6 mesi (182 giorni)", "voto 95/100". */
  readonly quantity: string;
  readonly facts: readonly Fact[];
  /** The school year, for claims made of a year's services. */
  readonly year?: string;
}

/** What an item gives for the facts it values. The facts are those the table did not discard. */
export function claimsOf(
  item: TableItem,
  facts: readonly Fact[],
  position: Position,
  related: Related,
): readonly Claim[] {
  const { rule, when } = item;
  const valued = facts.filter(
    (fact) => fact.kind === item.of && (when === undefined || holds(when, scopeOf(fact.values, position, related))),
  );
  if (rule.kind === 'months') return monthClaims(item, rule, valued, position, related);
  return valued.map((fact) => {
    const { points, quantity } = worth(rule, fact);
    return { ...multiplied(points, quantity, factorOf(item, fact, position, related)), facts: [fact] };
  });
}

/** The product of the factors that hold for a fact: 0.5 for service in schools not equated, for instance. */
export function factorOf(item: TableItem, fact: Fact, position: Position, related: Related): number {
  const scope = scopeOf(fact.values, position, related);
  return item.factors.reduce((product, factor) => (holds(factor.when, scope) ? product * factor.by : product), 1);
}

type Worth = Pick<Claim, 'points' | 'quantity'>;

function multiplied(points: Points, quantity: string, factor: number): Worth {
  if (factor === 1) return { points, quantity };
  const said = String(factor).replace('.', ',');
  return { points: Math.round(points * factor), quantity: `${quantity}, per ${said}` };
}

function worth(rule: Exclude<TableItem['rule'], { kind: 'months' }>, fact: Fact): Worth {
  switch (rule.kind) {
    case 'each':
      return { points: rule.points, quantity: '1' };
    case 'amount':
      return amountWorth(rule, member(fact.values, rule.field));
    case 'lookup':
      return lookupWorth(rule, member(fact.values, rule.field));
    case 'band':
      return bandWorth(rule, member(fact.values, rule.mark));
    case 'above':
      return aboveWorth(rule, member(fact.values, rule.mark));
  }
}

function amountWorth(rule: RuleOf<'amount'>, value: unknown): Worth {
  const amount = amountOf(value);
  return { points: amountPoints(rule, amount), quantity: `${amount} ${amount === 1 ? rule.unit.one : rule.unit.many}` };
}

export function amountOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}

/** Flat rate, or progressive: each step pays the units up to its bound at its own rate. */
export function amountPoints(rule: RuleOf<'amount'>, amount: number): Points {
  if (rule.steps === undefined) return Math.round(amount * (rule.points ?? 0));
  let paid = 0;
  let points = 0;
  for (const step of rule.steps) {
    const upTo = Math.min(amount, step.up_to ?? amount);
    if (upTo > paid) points += (upTo - paid) * step.points;
    paid = Math.max(paid, upTo);
  }
  return Math.round(points);
}

function lookupWorth(rule: RuleOf<'lookup'>, value: unknown): Worth {
  const points = typeof value === 'string' ? member(rule.points, value) : undefined;
  return { points: typeof points === 'number' ? points : 0, quantity: typeof value === 'string' ? value : '–' };
}

function bandWorth(rule: RuleOf<'band'>, value: unknown): Worth {
  const mark = asMark(value);
  if (mark === undefined) return { points: rule.no_mark ?? 0, quantity: 'titolo senza voto' };
  const rescaled = rescale(mark, rule.scale);
  return { points: bandPoints(rule, rescaled), quantity: `voto ${rescaled}/${rule.scale}` };
}

/** The highest band the mark reaches; below all of them, nothing. */
export function bandPoints(rule: RuleOf<'band'>, rescaled: number): Points {
  let best = { from: Number.NEGATIVE_INFINITY, points: 0 };
  for (const band of rule.bands) if (band.from <= rescaled && band.from > best.from) best = band;
  return best.points;
}

function aboveWorth(rule: RuleOf<'above'>, value: unknown): Worth {
  const mark = asMark(value);
  if (mark === undefined) return { points: rule.no_mark ?? 0, quantity: 'titolo senza voto' };
  const rescaled = rescale(mark, rule.scale);
  return {
    points: abovePoints(rule, rescaled, mark.lode),
    quantity: `voto ${rescaled}/${rule.scale}${mark.lode ? ` e lode (${formatPoints(rule.lode)})` : ''}`,
  };
}

export function abovePoints(rule: RuleOf<'above'>, rescaled: number, lode: boolean): Points {
  return rule.base + Math.max(0, rescaled - rule.threshold) * rule.per_point + (lode ? rule.lode : 0);
}

/** Services of the same school year and worth are one claim: their days are summed before months are counted. */
function monthClaims(
  item: TableItem,
  rule: RuleOf<'months'>,
  facts: readonly Fact[],
  position: Position,
  related: Related,
): readonly Claim[] {
  const groups = Map.groupBy(facts, (fact) => `${yearOf(rule, fact)}|${factorOf(item, fact, position, related)}`);
  return [...groups.values()].map((group) => {
    const [first] = group as [Fact, ...Fact[]];
    const full = group.some((fact) => isFullYear(rule, fact, position, related));
    const days = distinctDays(group.map((fact) => periodIn(rule, fact)).filter((period) => period !== undefined));
    const months = full ? rule.max_months : monthsIn(days, rule);
    const quantity = `${months} ${months === 1 ? 'mese' : 'mesi'} (${full ? 'anno intero' : `${days} giorni`})`;
    const worthIt = multiplied(months * rule.points, quantity, factorOf(item, first, position, related));
    return { ...worthIt, facts: group, year: yearOf(rule, first) };
  });
}

export function yearOf(rule: RuleOf<'months'>, fact: Fact): string {
  const year = member(fact.values, rule.year);
  return typeof year === 'string' ? year : '';
}

function periodIn(rule: RuleOf<'months'>, fact: Fact): Period | undefined {
  return periodOf(member(fact.values, rule.from), member(fact.values, rule.to));
}

function isFullYear(rule: RuleOf<'months'>, fact: Fact, position: Position, related: Related): boolean {
  return rule.full_when !== undefined && holds(rule.full_when, scopeOf(fact.values, position, related));
}
