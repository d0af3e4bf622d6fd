import { monthsIn } from '../src/engines/scoring/months.ts';
import { dayPoints, monthPoints } from '../src/engines/scoring/rule-points.ts';
import type { RuleOf } from '../src/engines/scoring/rule-schema.ts';

type TimeRule = RuleOf<'months'> | RuleOf<'days'>;

/** What one would write by hand for services: their days by school year and worth, in arrays used over and over. */
export class Days {
  readonly #rule: TimeRule;
  readonly #perYear: number;
  #count = 0;
  readonly #years = new Int32Array(64);
  readonly #factors = new Float64Array(64);
  readonly #full = new Uint8Array(64);
  readonly #sizes = new Int32Array(64);
  readonly #firsts = new Int32Array(64 * 32);
  readonly #lasts = new Int32Array(64 * 32);
  readonly years = new Int32Array(64);
  readonly points = new Int32Array(64);

  /** `perYear`: the most points of one year. */
  constructor(rule: TimeRule, perYear = Number.POSITIVE_INFINITY) {
    this.#rule = rule;
    this.#perYear = perYear;
  }

  add(year: number, factor: number, first: number, last: number, full: boolean): void {
    const apart = this.#rule.kind === 'months' && !this.#rule.sum_days;
    let group = apart ? this.#count : 0;
    while (group < this.#count && !(this.#years[group] === year && this.#factors[group] === factor)) group += 1;
    if (group === this.#count) {
      this.#years[group] = year;
      this.#factors[group] = factor;
      this.#full[group] = 0;
      this.#sizes[group] = 0;
      this.#count += 1;
    }
    if (full) this.#full[group] = 1;
    if (last < first || first < -1e9 || last < -1e9) return;
    let at = group * 32 + (this.#sizes[group] as number);
    for (; at > group * 32 && (this.#firsts[at - 1] as number) > first; at -= 1) {
      this.#firsts[at] = this.#firsts[at - 1] as number;
      this.#lasts[at] = this.#lasts[at - 1] as number;
    }
    this.#firsts[at] = first;
    this.#lasts[at] = last;
    this.#sizes[group] = (this.#sizes[group] as number) + 1;
  }

  /** Points of each year, no more than the most; how many years there are. Begins anew. */
  close(): number {
    let years = 0;
    for (let group = 0; group < this.#count; group += 1) {
      const points = Math.round(this.#paid(group) * (this.#factors[group] as number));
      const year = this.#years[group] as number;
      let at = 0;
      while (at < years && this.years[at] !== year) at += 1;
      if (at === years) {
        this.years[at] = year;
        this.points[at] = 0;
        years += 1;
      }
      this.points[at] = Math.min(this.#perYear, (this.points[at] as number) + points);
    }
    this.#count = 0;
    return years;
  }

  #paid(group: number): number {
    const rule = this.#rule;
    if (rule.kind === 'months' && this.#full[group] === 1) return monthPoints(rule, rule.max_months ?? 0);
    let days = 0;
    let latest = Number.NEGATIVE_INFINITY;
    for (let at = group * 32; at < group * 32 + (this.#sizes[group] as number); at += 1) {
      const last = this.#lasts[at] as number;
      if (last <= latest) continue;
      days += last - Math.max(this.#firsts[at] as number, latest + 1) + 1;
      latest = last;
    }
    return rule.kind === 'days' ? dayPoints(rule, days) : monthPoints(rule, monthsIn(days, rule));
  }
}
