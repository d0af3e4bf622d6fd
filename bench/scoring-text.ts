import type { Batch } from '../src/engines/scoring/batch.ts';
import { compileFormula } from '../src/engines/scoring/compile-formula.ts';
import { member, type Position, type Related } from '../src/engines/scoring/facts.ts';
import { rescale, scaledMark } from '../src/engines/scoring/mark.ts';
import { isShared } from '../src/engines/scoring/one-predicate.ts';
import { amountOf, amountPoints, bandPoints, scaledPoints, valuePoints } from '../src/engines/scoring/rule-points.ts';
import type { RuleOf } from '../src/engines/scoring/rule-schema.ts';
import type { TableItem } from '../src/engines/scoring/table-schema.ts';
import { ProgramData } from './scoring-columns.ts';
import { ConditionText } from './scoring-conditions.ts';
import { Days } from './scoring-days.ts';

/** The parts of a program over columns: what it says, and the data its names stand for. */
export class ProgramText {
  readonly data: ProgramData;
  readonly conditions: ConditionText;
  readonly #related: Related;
  readonly #counters: string[] = [];
  readonly #sums = new Map<TableItem, string>();

  constructor(batch: Batch, related: Related) {
    this.data = new ProgramData(batch);
    this.conditions = new ConditionText(this.data, related);
    this.#related = related;
  }

  /** Variables that begin at nothing for each application. */
  counters(): string {
    return this.#counters.length === 0 ? '' : `let ${this.#counters.map((name) => `${name} = 0`).join(', ')};`;
  }

  sum(item: TableItem): string {
    const known = this.#sums.get(item) ?? `p${this.#sums.size}`;
    this.#sums.set(item, known);
    return known;
  }

  /** What one item does with one row. */
  item(item: TableItem): string {
    const { of, when, rule } = item;
    const tests = [item.reusable ? '' : '!d', when === undefined ? '' : this.conditions.of(when, of)].filter(Boolean);
    const factors = item.factors.map((each) => `(${this.conditions.of(each.when, of)} ? ${each.by} : 1)`).join(' * ');
    const body =
      rule.kind === 'months' || rule.kind === 'days'
        ? this.#timed(item, rule, factors || '1')
        : `const w = ${factors === '' ? this.#worth(item) : `Math.round(${this.#worth(item)} * ${factors})`}; ${this.#added(item)}`;
    return `if (${tests.join(' && ') || 'true'}) { ${body} }`;
  }

  #worth(item: TableItem): string {
    const { rule, of } = item;
    switch (rule.kind) {
      case 'each':
        return String(rule.points);
      case 'lookup': {
        const column = this.data.codes(of, rule.field);
        const points = Int32Array.from(this.data.batch.codes.values, (value) =>
          typeof value === 'symbol' ? 0 : ((member(rule.points, String(value)) as number | undefined) ?? 0),
        );
        return `${this.data.put(points)}[${column}]`;
      }
      case 'amount':
        if (rule.field === undefined) break;
        if (rule.steps !== undefined)
          return `${this.data.put((value: number) => amountPoints(rule, amountOf(value)))}(${this.data.column(of, 'number', rule.field)})`;
        return `Math.round(Math.max(0, ${this.data.column(of, 'number', rule.field)} || 0) * ${rule.points ?? 0})`;
      case 'above':
        return this.#above(rule, of);
      default:
        break;
    }
    if (rule.kind === 'band' || rule.kind === 'scaled') return this.#marked(rule, of);
    return this.#worked(item);
  }

  /** People have few different marks: each was worked out once. */
  #marked(rule: RuleOf<'band'> | RuleOf<'scaled'>, kind: string): string {
    const { codes, marks } = isShared(rule.mark)
      ? this.data.batch.shared('mark', rule.mark)
      : this.data.batch.column(kind, 'mark', rule.mark);
    const points = Int32Array.from(marks, (mark) => {
      if (mark === undefined) return rule.no_mark ?? 0;
      if (rule.kind === 'band') return bandPoints(rule, rescale(mark, rule.scale));
      return scaledPoints(rule, scaledMark(mark, rule.scale, rule.decimals));
    });
    return `${this.data.put(points)}[${this.data.put(codes)}[${isShared(rule.mark) ? 'a' : 'r'}]]`;
  }

  /** Formulas are worked out of the fact. */
  #worked({ rule, of }: TableItem): string {
    const formula = rule.kind === 'value' ? rule.formula : rule.kind === 'amount' ? rule.per : undefined;
    if (formula === undefined) throw new Error(`no program for ${rule.kind}`);
    const compiled = compileFormula(formula, this.#related);
    const facts = this.data.batch.rowsOf(of)?.facts ?? [];
    const { applications } = this.data.batch;
    const points = (row: number, application: number) => {
      const value = compiled(facts[row]?.values ?? {}, applications[application]?.position as Position);
      return rule.kind === 'value' ? valuePoints(rule, value) : amountPoints(rule as never, amountOf(value));
    };
    return `${this.data.put(points)}(r, a)`;
  }

  #above(rule: RuleOf<'above'>, kind: string): string {
    const { values, bases, lodes } = isShared(rule.mark)
      ? this.data.batch.shared('mark', rule.mark)
      : this.data.batch.column(kind, 'mark', rule.mark);
    const [value, base, lode] = [values, bases, lodes].map(
      (column) => `${this.data.put(column)}[${isShared(rule.mark) ? 'a' : 'r'}]`,
    );
    const mark = `Math.floor((2 * Math.round(${value} * 100) * ${rule.scale} + 100 * ${base}) / (200 * ${base}))`;
    const points = `${rule.base} + Math.max(0, ${mark} - ${rule.threshold}) * ${rule.per_point} + ${lode} * ${rule.lode}`;
    return `(${base} === 0 ? ${rule.no_mark ?? 0} : ${points})`;
  }

  /** Adds the worth of a row to its item: all, the best of each key, or the first so many. */
  #added(item: TableItem): string {
    const sum = this.sum(item);
    const { one_per, max_count, cap_per } = item;
    if (one_per === undefined && max_count === undefined && cap_per === undefined) return `${sum} += w;`;
    const best = one_per === undefined ? undefined : this.#best(item, one_per.fields);
    if (max_count !== undefined) {
      const known = this.data.nameOf(`worths ${sum}`);
      const worths = known ?? this.data.put([], `worths ${sum}`);
      if (known === undefined) this.#counters.push(`n${sum}`);
      return best === undefined
        ? `${worths}[n${sum}++] = w;`
        : `if (${best.seen} !== turn) { ${best.seen} = turn; ${best.value} = n${sum}; ${worths}[n${sum}++] = w; } else if (w > ${worths}[${best.value}]) ${worths}[${best.value}] = w;`;
    }
    if (best !== undefined)
      return `if (${best.seen} !== turn) { ${best.seen} = turn; ${best.value} = 0; } if (w > ${best.value}) { ${sum} += w - ${best.value}; ${best.value} = w; }`;
    const left = this.data.slots(`[${this.data.column(item.of, 'text', cap_per?.field ?? '')}]`);
    return `if (${left.seen} !== turn) { ${left.seen} = turn; ${left.value} = ${cap_per?.points}; } { const g = Math.min(w, ${left.value}); ${left.value} -= g; ${sum} += g; }`;
  }

  #best(item: TableItem, fields: readonly string[]) {
    const [only = ''] = fields;
    const keys = this.data.batch.derived(item.of, JSON.stringify(fields), (values) => {
      const value = fields.length === 1 ? member(values, only) : undefined;
      return typeof value === 'string' ? value : JSON.stringify(fields.map((field) => member(values, field) ?? null));
    });
    return this.data.slots(`[${this.data.put(keys)}[r]]`);
  }

  /** The rest of a count: the best so many of what the rows gave. */
  counted(item: TableItem): string {
    const { max_count } = item;
    if (max_count === undefined || item.rule.kind === 'months' || item.rule.kind === 'days') return '';
    const [sum, worths] = [this.sum(item), this.#worthsOf(item)];
    const most = `Math.min(n${sum}, ${max_count})`;
    if (item.rule.kind === 'each' && item.factors.length === 0) return `${sum} = ${most} * ${item.rule.points};`;
    return `${worths}.length = n${sum}; ${worths}.sort((x, y) => y - x); for (let i = 0; i < ${most}; i += 1) ${sum} += ${worths}[i];`;
  }

  #worthsOf(item: TableItem): string {
    return this.data.nameOf(`worths ${this.sum(item)}`) ?? '';
  }

  #timed(item: TableItem, rule: RuleOf<'months'> | RuleOf<'days'>, factors: string): string {
    const year = rule.kind === 'months' && rule.year !== undefined ? this.data.column(item.of, 'word', rule.year) : '0';
    const full =
      rule.kind === 'months' && rule.full_when !== undefined ? this.conditions.of(rule.full_when, item.of) : 'false';
    const [from, to] = [this.data.column(item.of, 'day', rule.from), this.data.column(item.of, 'day', rule.to)];
    return `${this.#days(item)}.add(${year}, ${factors}, ${from}, ${to}, ${full});`;
  }

  #days(item: TableItem): string {
    const { rule, cap_per } = item;
    if (rule.kind !== 'months' && rule.kind !== 'days') return '';
    const key = `days ${this.sum(item)}`;
    return this.data.nameOf(key) ?? this.data.put(new Days(rule, cap_per?.points), key);
  }

  /** The points of all the years of one item. */
  closed(item: TableItem): string {
    const [days, sum] = [this.#days(item), this.sum(item)];
    return `for (let i = ${days}.close() - 1; i >= 0; i -= 1) ${sum} += ${days}.points[i];`;
  }

  /** Of several items, no more than so many points of each year together. */
  closedTogether(items: readonly TableItem[], cap: number): string {
    const left = this.data.slots('[y]');
    return items
      .map((item) => {
        const [days, sum] = [this.#days(item), this.sum(item)];
        return `for (let n = ${days}.close(), i = 0; i < n; i += 1) { const y = ${days}.years[i]; if (${left.seen} !== turn) { ${left.seen} = turn; ${left.value} = ${cap}; } const g = Math.min(${days}.points[i], ${left.value}); ${left.value} -= g; ${sum} += g; }`;
      })
      .join('\n    ');
  }

  /** At most so many points together. */
  lowered(sums: readonly string[], cap: number): string {
    return `{ let left = ${cap}; ${sums.map((sum) => `if (${sum} > left) ${sum} = left; left -= ${sum};`).join(' ')} }`;
  }

  /** Only the one worth most. */
  best(sums: readonly string[]): string {
    return `{ const m = Math.max(${sums.join(', ')}); let f = true; ${sums.map((sum) => `if (f && ${sum} === m) f = false; else ${sum} = 0;`).join(' ')} }`;
  }
}
