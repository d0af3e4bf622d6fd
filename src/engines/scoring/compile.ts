import type { Points } from '../../kernel/points.ts';
import type { Claim } from './claims.ts';
import { compileCondition, pinnedFields, possibleValues, type Test } from './compile-condition.ts';
import { compileFormula } from './compile-formula.ts';
import { compileName } from './compile-name.ts';
import { type Fact, type FactValues, member, type Position, type Related, valueIn } from './facts.ts';
import { type Entry, isAmong, limitItem, limitSection, limitTable, sumOf } from './limits.ts';
import { asMark, type DeclaredMark, rescale, scaledMark } from './mark.ts';
import { distinctDays, monthsIn, type Period, periodOf } from './months.ts';
import {
  abovePoints,
  amountOf,
  amountPoints,
  bandPoints,
  dayPoints,
  monthPoints,
  scaledPoints,
  valuePoints,
} from './rule-points.ts';
import type { Rule } from './rule-schema.ts';
import type { ScoringTable, TableItem, TableSection } from './table-schema.ts';
import { lookupKey } from './worth.ts';

/** Points only, for whoever scores a whole province: same totals as `score`, no explanation. */
export type PointsOf = (facts: readonly Fact[], position: Position) => Points;

interface CompiledItem {
  readonly section: TableSection;
  readonly item: TableItem;
  readonly index: number;
  readonly test: Test;
  readonly factor: (values: FactValues, position: Position) => number;
  readonly worth: (values: FactValues, position: Position) => Points;
  readonly full: Test;
  /** No limit of its own or of its section touches it: its claims are simply added. */
  readonly plain: boolean;
}

/** Turns a table into a function, once. The conditions become closures, the items are found by what they ask for. */
export function compileTable(table: ScoringTable, related: Related): PointsOf {
  const items = table.sections.flatMap((section) => section.items.map((item) => ({ section, item })));
  const compiled = items.map(({ section, item }, index) => compileItem(table, section, item, index, related));
  const route = routeOf(compiled);
  const discards = table.discard.map((each) => ({ of: each.of, test: compileCondition(each.when, related) }));
  return (facts, position) => {
    const buckets: (Fact[] | undefined)[] = [];
    for (const fact of facts) {
      const discarded = discards.some((each) => each.of === fact.kind && each.test(fact.values, position));
      for (const each of route(fact)) {
        if (discarded && !each.item.reusable) continue;
        if (each.test(fact.values, position)) add(buckets, each.index, fact);
      }
    }
    return total(table, compiled, buckets, position);
  };
}

function add(buckets: (Fact[] | undefined)[], index: number, fact: Fact): void {
  const bucket = buckets[index];
  if (bucket === undefined) buckets[index] = [fact];
  else bucket.push(fact);
}

function total(
  table: ScoringTable,
  compiled: readonly CompiledItem[],
  buckets: readonly (Fact[] | undefined)[],
  position: Position,
): Points {
  let plain = 0;
  const bySection = new Map<TableSection, Entry[]>();
  for (const each of compiled) {
    const facts = buckets[each.index];
    if (facts === undefined) continue;
    if (each.plain) {
      for (const fact of facts) plain += each.worth(fact.values, position) * each.factor(fact.values, position);
      continue;
    }
    const entries = limitItem(each.item, entriesOf(each, facts, position));
    const known = bySection.get(each.section);
    if (known === undefined) bySection.set(each.section, [...entries]);
    else known.push(...entries);
  }
  return plain + limitedTotal(table, bySection);
}

function limitedTotal(table: ScoringTable, bySection: ReadonlyMap<TableSection, readonly Entry[]>): Points {
  const all: Entry[] = [];
  for (const [section, entries] of bySection) {
    limitSection(section, entries);
    all.push(...entries);
  }
  limitTable(table, all);
  return sumOf(all);
}

function entriesOf(each: CompiledItem, facts: readonly Fact[], position: Position): Entry[] {
  const { section, item } = each;
  const claims =
    item.rule.kind === 'months' || item.rule.kind === 'days'
      ? timeClaims(each, facts, position)
      : facts.map((fact) => claimOf(each, fact, position));
  return claims.map((claim) => ({ section, item, claim, points: claim.points }));
}

function claimOf(each: CompiledItem, fact: Fact, position: Position): Claim {
  const points = Math.round(each.worth(fact.values, position) * each.factor(fact.values, position));
  return { points, quantity: '', facts: [fact] };
}

interface TimeGroup {
  readonly facts: Fact[];
  readonly periods: Period[];
  readonly factor: number;
  readonly year: string | undefined;
  full: boolean;
}

function timeClaims(each: CompiledItem, facts: readonly Fact[], position: Position): readonly Claim[] {
  const { rule } = each.item;
  if (rule.kind !== 'months' && rule.kind !== 'days') return [];
  const groups = new Map<string, TimeGroup>();
  for (const fact of facts) {
    const factor = each.factor(fact.values, position);
    const year = rule.kind === 'months' && rule.year !== undefined ? textIn(fact, rule.year) : undefined;
    const key = rule.kind === 'months' && !rule.sum_days ? fact.id : `${year}|${factor}`;
    const group = groups.get(key) ?? { facts: [], periods: [], factor, year, full: false };
    groups.set(key, group);
    group.facts.push(fact);
    group.full ||= each.full(fact.values, position);
    const period = periodOf(valueIn(fact.values, position, rule.from), valueIn(fact.values, position, rule.to));
    if (period !== undefined) group.periods.push(period);
  }
  return [...groups.values()].map((group) => {
    const days = distinctDays(group.periods);
    const whole =
      rule.kind === 'days'
        ? dayPoints(rule, days)
        : monthPoints(rule, group.full ? (rule.max_months ?? 0) : monthsIn(days, rule));
    return { points: Math.round(whole * group.factor), quantity: '', facts: group.facts, year: group.year };
  });
}

function textIn(fact: Fact, field: string): string {
  const value = member(fact.values, field);
  return typeof value === 'string' ? value : '';
}

function compileItem(
  table: ScoringTable,
  section: TableSection,
  item: TableItem,
  index: number,
  related: Related,
): CompiledItem {
  const { rule } = item;
  const factors = item.factors.map(({ when, by }) => ({ test: compileCondition(when, related), by }));
  return {
    section,
    item,
    index,
    test: compileCondition(item.when, related),
    factor:
      factors.length === 0
        ? () => 1
        : (values, position) =>
            factors.reduce((product, { test, by }) => (test(values, position) ? product * by : product), 1),
    worth: compileRule(rule, related),
    full:
      rule.kind === 'months' && rule.full_when !== undefined ? compileCondition(rule.full_when, related) : () => false,
    plain: factors.length === 0 && isUnlimited(table, section, item),
  };
}

function isUnlimited(table: ScoringTable, section: TableSection, item: TableItem): boolean {
  const ofItem = [item.one_per, item.max_count, item.cap, item.cap_per];
  const ofSection = [section.cap, section.cap_per, table.cap];
  const grouped = section.groups.some((group) => group.items.includes(item.id));
  const across = table.groups.some((group) => isAmong(group, section.id, item.id));
  const alone = item.rule.kind !== 'months' && item.rule.kind !== 'days';
  return alone && !grouped && !across && [...ofItem, ...ofSection].every((limit) => limit === undefined);
}

function compileRule(rule: Rule, related: Related): (values: FactValues, position: Position) => Points {
  switch (rule.kind) {
    case 'each':
      return () => rule.points;
    case 'amount': {
      const read = rule.per === undefined ? compileName(rule.field ?? '') : compileFormula(rule.per, related);
      return (values, position) => amountPoints(rule, amountOf(read(values, position)));
    }
    case 'value': {
      const formula = compileFormula(rule.formula, related);
      return (values, position) => valuePoints(rule, formula(values, position));
    }
    case 'lookup': {
      const points = new Map<unknown, Points>(Object.entries(rule.points));
      return (values, position) => points.get(lookupKey(valueIn(values, position, rule.field))) ?? 0;
    }
    case 'band':
      return ofMark(rule, (mark) => bandPoints(rule, rescale(mark, rule.scale)));
    case 'above':
      return ofMark(rule, (mark) => abovePoints(rule, rescale(mark, rule.scale), mark.lode));
    case 'scaled':
      return ofMark(rule, (mark) => scaledPoints(rule, scaledMark(mark, rule.scale, rule.decimals)));
    case 'months':
    case 'days':
      return () => 0;
  }
}

function ofMark(
  rule: { readonly mark: string; readonly no_mark?: Points | undefined },
  pointsOf: (mark: DeclaredMark) => Points,
): (values: FactValues, position: Position) => Points {
  return (values, position) => {
    const mark = asMark(valueIn(values, position, rule.mark));
    return mark === undefined ? (rule.no_mark ?? 0) : pointsOf(mark);
  };
}

/** Finds the items that may value a fact by the field most of them pin ("type is master"), without trying them all. */
function routeOf(compiled: readonly CompiledItem[]): (fact: Fact) => readonly CompiledItem[] {
  const byKind = Map.groupBy(compiled, (each) => each.item.of);
  const routes = new Map([...byKind].map(([kind, items]) => [kind, routeOfKind(items)]));
  return (fact) => routes.get(fact.kind)?.(fact.values) ?? [];
}

function routeOfKind(items: readonly CompiledItem[]): (values: FactValues) => readonly CompiledItem[] {
  const counts = Map.groupBy(
    items.flatMap((each) => pinnedFields(each.item.when)),
    (field) => field,
  );
  const [field] = [...counts].toSorted((left, right) => right[1].length - left[1].length)[0] ?? [];
  if (field === undefined) return () => items;
  const wanted = items.map((each) => ({ each, values: possibleValues(each.item.when, field) }));
  const always = wanted.filter(({ values }) => values === undefined).map(({ each }) => each);
  const byValue = new Map<unknown, readonly CompiledItem[]>();
  for (const value of new Set(wanted.flatMap(({ values }) => values ?? []))) {
    byValue.set(
      value,
      wanted.filter(({ values }) => values === undefined || values.includes(value)).map(({ each }) => each),
    );
  }
  return (values) => byValue.get(member(values, field)) ?? always;
}
