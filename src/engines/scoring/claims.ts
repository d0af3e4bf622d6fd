import { holds } from '../../kernel/condition.ts';
import type { Points } from '../../kernel/points.ts';
import { type Fact, type Position, type Related, scopeOf, valueIn } from './facts.ts';
import { distinctDays, monthsIn, type Period, periodOf } from './months.ts';
import { dayPoints, monthPoints } from './rule-points.ts';
import type { RuleOf } from './rule-schema.ts';
import type { TableItem } from './table-schema.ts';
import { type Worth, worthOf } from './worth.ts';

/** What one item gives for one title (or for the services of one year), before limits. */
export interface Claim {
  readonly points: Points;
  /** How much of it there is, in Italian: "6 mesi (182 giorni)", "voto 95/100". */
  readonly quantity: string;
  readonly facts: readonly Fact[];
  /** The school year, for claims made of a year's services. */
  readonly year?: string | undefined;
}

/** One valuation: which item, in which position, with which relations. */
interface Valuing {
  readonly item: TableItem;
  readonly position: Position;
  readonly related: Related;
}

/** What an item gives for the facts it values. The facts are those the table did not discard. */
export function claimsOf(
  item: TableItem,
  facts: readonly Fact[],
  position: Position,
  related: Related,
): readonly Claim[] {
  const { rule, when } = item;
  const valuing = { item, position, related };
  const valued = facts.filter(
    (fact) => fact.kind === item.of && (when === undefined || holds(when, scopeOf(fact.values, position, related))),
  );
  if (rule.kind === 'months') return monthClaims(valuing, rule, valued);
  if (rule.kind === 'days') return dayClaims(valuing, rule, valued);
  return valued.map((fact) => {
    const worth = worthOf(rule, fact, position, related);
    return { ...multiplied(worth, factorOf(valuing, fact)), facts: [fact] };
  });
}

/** The product of the factors that hold for a fact: 0.5 for service in schools not equated, for instance. */
function factorOf({ item, position, related }: Valuing, fact: Fact): number {
  if (item.factors.length === 0) return 1;
  const scope = scopeOf(fact.values, position, related);
  return item.factors.reduce((product, factor) => (holds(factor.when, scope) ? product * factor.by : product), 1);
}

function multiplied({ points, quantity }: Worth, factor: number): Worth {
  if (factor === 1) return { points, quantity };
  const said = String(factor).replace('.', ',');
  return { points: Math.round(points * factor), quantity: `${quantity}, per ${said}` };
}

/** Services of the same school year and worth are one claim: their days are summed before months are counted. */
function monthClaims(valuing: Valuing, rule: RuleOf<'months'>, facts: readonly Fact[]): readonly Claim[] {
  const groups = Map.groupBy(facts, (fact) =>
    rule.sum_days ? `${yearOf(valuing, rule, fact)}|${factorOf(valuing, fact)}` : fact.id,
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [Fact, ...Fact[]];
    const full = group.some((fact) => isFullYear(valuing, rule, fact));
    const days = daysOf(rule, group, valuing.position);
    const months = full ? (rule.max_months ?? 0) : monthsIn(days, rule);
    const { one, many } = rule.unit ?? MONTH;
    const quantity = `${months} ${months === 1 ? one : many} (${full ? 'anno intero' : `${days} giorni`})`;
    const worth = multiplied({ points: monthPoints(rule, months), quantity }, factorOf(valuing, first));
    return { ...worth, facts: group, year: rule.year === undefined ? undefined : yearOf(valuing, rule, first) };
  });
}

const MONTH = { one: 'mese', many: 'mesi' };

/** All the days of equal worth are one claim; a day served twice is one day. */
function dayClaims(valuing: Valuing, rule: RuleOf<'days'>, facts: readonly Fact[]): readonly Claim[] {
  const groups = Map.groupBy(facts, (fact) => factorOf(valuing, fact));
  return [...groups].map(([factor, group]) => {
    const days = daysOf(rule, group, valuing.position);
    const quantity = `${days} ${days === 1 ? 'giorno' : 'giorni'}`;
    return { ...multiplied({ points: dayPoints(rule, days), quantity }, factor), facts: group };
  });
}

function daysOf(rule: { from: string; to: string }, facts: readonly Fact[], position: Position): number {
  const periods = facts.map(({ values }) =>
    periodOf(valueIn(values, position, rule.from), valueIn(values, position, rule.to)),
  );
  return distinctDays(periods.filter((period): period is Period => period !== undefined));
}

function yearOf({ position }: Valuing, rule: RuleOf<'months'>, fact: Fact): string {
  const year = rule.year === undefined ? '' : valueIn(fact.values, position, rule.year);
  return typeof year === 'string' ? year : '';
}

function isFullYear({ position, related }: Valuing, rule: RuleOf<'months'>, fact: Fact): boolean {
  return rule.full_when !== undefined && holds(rule.full_when, scopeOf(fact.values, position, related));
}
