import type { Points } from '../../kernel/points.ts';
import { NO_DAY } from './columns.ts';
import type { Entries } from './entries.ts';
import type { ItemRows } from './item-rows.ts';
import { monthsIn } from './months.ts';
import type { Bind } from './one-predicate.ts';
import type { Predicate } from './predicate.ts';
import type { Predicates } from './predicates.ts';
import { dayPoints, monthPoints } from './rule-points.ts';
import type { RuleOf } from './rule-schema.ts';

type TimeRule = RuleOf<'months'> | RuleOf<'days'>;

/** Compiles a rule that looks at several rows together, over the columns of its facts. */
export function timePoints(rule: TimeRule, kind: string, asking: Predicates): Bind<(item: ItemRows) => TimePoints> {
  const full = rule.kind === 'months' && rule.full_when !== undefined ? asking.of(rule.full_when, kind) : undefined;
  const year = rule.kind === 'months' ? rule.year : undefined;
  return (batch) => {
    const groups = new DayGroups(batch.column(kind, 'day', rule.from), batch.column(kind, 'day', rule.to));
    const years = year === undefined ? undefined : batch.column(kind, 'word', year);
    const isFull = full?.(batch);
    return (item) => new TimePoints(rule, item, { groups, years, isFull });
  };
}

interface TimeColumns {
  readonly groups: DayGroups;
  readonly years: Int32Array | undefined;
  readonly isFull: Predicate | undefined;
}

/** Rows of equal year and worth are one entry: their distinct days are counted, then months or days are paid. */
export class TimePoints {
  readonly #rule: TimeRule;
  readonly #item: ItemRows;
  readonly #columns: TimeColumns;
  readonly #full: Uint8Array;
  readonly #apart: boolean;

  constructor(rule: TimeRule, item: ItemRows, columns: TimeColumns) {
    this.#rule = rule;
    this.#item = item;
    this.#columns = columns;
    this.#full = new Uint8Array(item.block.room);
    this.#apart = rule.kind === 'months' && !rule.sum_days;
  }

  /** Asks, of all the chosen rows, which count as a whole year. */
  ask(): void {
    const { isFull } = this.#columns;
    if (isFull === undefined) return;
    const { rows, count } = this.#item;
    this.#full.fill(1, 0, count);
    isFull.sift(rows, count, this.#full);
  }

  /** Adds to the entries what the rows of one application give, from one place of the chosen rows to another. */
  add(from: number, to: number, entries: Entries): void {
    const { groups, years } = this.#columns;
    const { rows, products } = this.#item;
    groups.clear();
    for (let at = from; at < to; at += 1) {
      const row = rows[at] as number;
      const year = years === undefined ? NO_YEAR : (years[row] as number);
      const group = groups.groupOf(row, year, products[at] as number, this.#apart);
      if (this.#full[at] === 1) groups.full[group] = 1;
    }
    for (let group = 0; group < groups.count; group += 1) {
      const points = this.#paid(group);
      const by = groups.factors[group] as number;
      const whole = by === 1 ? points : Math.round(points * by);
      entries.add(whole, groups.firstRows[group] as number, groups.years[group] as number);
    }
  }

  #paid(group: number): Points {
    const [rule, { groups }] = [this.#rule, this.#columns];
    if (rule.kind === 'days') return dayPoints(rule, groups.daysOf(group));
    const full = groups.full[group] === 1;
    return monthPoints(rule, full ? (rule.max_months ?? 0) : monthsIn(groups.daysOf(group), rule));
  }
}

/** In a column of years: none, as where the rule has no year. */
export const NO_YEAR = -1;

const MOST = 64;

/** The rows of one application by year and factor, with their periods; its arrays are used over and over. */
class DayGroups {
  count = 0;
  years = new Int32Array(MOST);
  factors = new Float64Array(MOST);
  firstRows = new Int32Array(MOST);
  full = new Uint8Array(MOST);
  /** The last row of each group, and for each row given the one before it in its group: lists without objects. */
  #heads = new Int32Array(MOST);
  #before = new Int32Array(MOST);
  #rows = new Int32Array(MOST);
  #given = 0;
  #firsts = new Int32Array(MOST);
  #lasts = new Int32Array(MOST);
  readonly #from: Int32Array;
  readonly #to: Int32Array;

  constructor(from: Int32Array, to: Int32Array) {
    this.#from = from;
    this.#to = to;
  }

  clear(): void {
    this.count = 0;
    this.#given = 0;
  }

  groupOf(row: number, year: number, factor: number, apart: boolean): number {
    let group = apart ? this.count : 0;
    while (group < this.count && !(this.years[group] === year && this.factors[group] === factor)) group += 1;
    if (group === this.count) this.#open(row, year, factor);
    if (this.#given === this.#rows.length) this.#grow();
    this.#rows[this.#given] = row;
    this.#before[this.#given] = this.#heads[group] as number;
    this.#heads[group] = this.#given;
    this.#given += 1;
    return group;
  }

  #open(row: number, year: number, factor: number): void {
    if (this.count === this.years.length) this.#grow();
    this.years[this.count] = year;
    this.factors[this.count] = factor;
    this.firstRows[this.count] = row;
    this.full[this.count] = 0;
    this.#heads[this.count] = -1;
    this.count += 1;
  }

  #grow(): void {
    const longer = this.#rows.length * 2;
    const copy = <T extends Int32Array | Float64Array | Uint8Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.years = copy(this.years, new Int32Array(longer));
    this.factors = copy(this.factors, new Float64Array(longer));
    this.firstRows = copy(this.firstRows, new Int32Array(longer));
    this.full = copy(this.full, new Uint8Array(longer));
    this.#heads = copy(this.#heads, new Int32Array(longer));
    this.#before = copy(this.#before, new Int32Array(longer));
    this.#rows = copy(this.#rows, new Int32Array(longer));
    this.#firsts = new Int32Array(longer);
    this.#lasts = new Int32Array(longer);
  }

  /** Distinct days in the periods of a group: a day served twice is one day. */
  daysOf(group: number): number {
    const periods = this.#periodsOf(group);
    let days = 0;
    let latest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < periods; at += 1) {
      const first = this.#firsts[at] as number;
      const last = this.#lasts[at] as number;
      if (last <= latest) continue;
      days += last - Math.max(first, latest + 1) + 1;
      latest = last;
    }
    return days;
  }

  /** Puts the periods of a group in order of their first day; says how many there are. */
  #periodsOf(group: number): number {
    const firsts = this.#firsts;
    const lasts = this.#lasts;
    let count = 0;
    for (let at = this.#heads[group] as number; at >= 0; at = this.#before[at] as number) {
      const row = this.#rows[at] as number;
      const first = this.#from[row] as number;
      const last = this.#to[row] as number;
      if (first === NO_DAY || last === NO_DAY || last < first) continue;
      let place = count;
      for (; place > 0 && (firsts[place - 1] as number) > first; place -= 1) {
        firsts[place] = firsts[place - 1] as number;
        lasts[place] = lasts[place - 1] as number;
      }
      firsts[place] = first;
      lasts[place] = last;
      count += 1;
    }
    return count;
  }
}
