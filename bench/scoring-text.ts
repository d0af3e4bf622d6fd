import type { Batch } from '../src/engines/scoring/batch.ts';
import type { Related } from '../src/engines/scoring/facts.ts';
import { member } from '../src/engines/scoring/facts.ts';
import { isShared } from '../src/engines/scoring/one-predicate.ts';
import { Predicates } from '../src/engines/scoring/predicate.ts';
import { rowPoints } from '../src/engines/scoring/row-points.ts';
import { amountOf, amountPoints } from '../src/engines/scoring/rule-points.ts';
import type { RuleOf } from '../src/engines/scoring/rule-schema.ts';
import type { TableItem } from '../src/engines/scoring/table-schema.ts';
import type { Condition, FieldCondition } from '../src/kernel/condition.ts';
import { Days } from './scoring-days.ts';

/** The parts of a program over columns: what it says, and the data its names stand for. */
export class ProgramText {
  readonly #batch: Batch;
  readonly #related: Related;
  readonly #data = new Map<string, unknown>();
  readonly #known = new Map<string, string>();
  readonly #counters: string[] = [];
  readonly #sums = new Map<TableItem, string>();

  constructor(batch: Batch, related: Related) {
    this.#batch = batch;
    this.#related = related;
  }

  names(): readonly string[] {
    return [...this.#data.keys()];
  }

  data(): readonly unknown[] {
    return [...this.#data.values()];
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

  #put(value: unknown, key?: string): string {
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known !== undefined) return known;
    const name = `c${this.#data.size}`;
    this.#data.set(name, value);
    if (key !== undefined) this.#known.set(key, name);
    return name;
  }

  offsets(kind: string): string | undefined {
    const offsets = this.#batch.rowsOf(kind)?.offsets;
    return offsets && this.#put(offsets);
  }

  code(value: unknown): number {
    return this.#batch.codes.codeOf(value);
  }

  #column(kind: string, type: 'code' | 'word' | 'number' | 'day' | 'raw' | 'text', name: string): string {
    const shared = isShared(name);
    const column = shared ? this.#batch.shared(type, name) : this.#batch.column(kind, type, name);
    return `${this.#put(column, `${shared ? '' : kind} ${type} ${name}`)}[${shared ? 'a' : 'r'}]`;
  }

  codes(kind: string, name: string): string {
    return this.#column(kind, 'code', name);
  }

  condition(condition: Condition, kind: string): string {
    if ('all' in condition)
      return `(${condition.all.map((each) => this.condition(each, kind)).join(' && ') || 'true'})`;
    if ('any' in condition)
      return `(${condition.any.map((each) => this.condition(each, kind)).join(' || ') || 'false'})`;
    if ('not' in condition) return `!${this.condition(condition.not, kind)}`;
    const own = 'field' in condition ? this.#field(condition, kind) : undefined;
    if (own !== undefined) return own;
    const asked = new Predicates([], this.#related).of(condition, kind)(this.#batch);
    return `${this.#put(asked)}(r, a)`;
  }

  #field(condition: FieldCondition, kind: string): string | undefined {
    const { field, is, in: among, has_field, related } = condition;
    if (Object.values(condition).filter((value) => value !== undefined).length !== 2) return undefined;
    const bound = condition.above ?? condition.at_least ?? condition.below ?? condition.at_most;
    if (is !== undefined) return `(${this.codes(kind, field)} === ${this.code(is)})`;
    if (among !== undefined) {
      const column = this.codes(kind, field);
      return `(${among.map((value) => `${column} === ${this.code(value)}`).join(' || ')})`;
    }
    if (has_field !== undefined) {
      const list = this.#column(kind, 'raw', field);
      return `(${list} !== undefined && ${list}.includes(${this.#column(kind, 'raw', has_field)}))`;
    }
    if (related !== undefined) return this.#relation(kind, field, related);
    if (typeof bound !== 'number') return undefined;
    const operator =
      condition.above === undefined
        ? condition.at_least === undefined
          ? condition.below === undefined
            ? '<='
            : '<'
          : '>='
        : '>';
    return `(${this.#column(kind, 'number', field)} ${operator} ${bound})`;
  }

  #relation(kind: string, field: string, { by, to }: { by: string; to: string }): string {
    const [left, right] = [this.codes(kind, field), this.codes(kind, to)];
    const { values } = this.#batch.codes;
    const asked = (one: unknown, other: unknown) =>
      typeof one === 'string' && typeof other === 'string' && (one === other || this.#related(by, one, other));
    const table = values.map((other) => Uint8Array.from(values, (one) => (asked(one, other) ? 1 : 0)));
    return `(${this.#put(table, `relation ${by}`)}[${right}][${left}] === 1)`;
  }

  /** What one item does with one row. */
  item(item: TableItem): string {
    const { of, when, rule } = item;
    const tests = [item.reusable ? '' : '!d', when === undefined ? '' : this.condition(when, of)].filter(Boolean);
    const factors = item.factors.map((each) => `(${this.condition(each.when, of)} ? ${each.by} : 1)`).join(' * ');
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
        const column = this.codes(of, rule.field);
        const points = Int32Array.from(this.#batch.codes.values, (value) =>
          typeof value === 'symbol' ? 0 : ((member(rule.points, String(value)) as number | undefined) ?? 0),
        );
        return `${this.#put(points)}[${column}]`;
      }
      case 'amount':
        if (rule.field === undefined) break;
        if (rule.steps !== undefined)
          return `${this.#put((value: number) => amountPoints(rule, amountOf(value)))}(${this.#column(of, 'number', rule.field)})`;
        return `Math.round(Math.max(0, ${this.#column(of, 'number', rule.field)} || 0) * ${rule.points ?? 0})`;
      case 'above':
        return this.#above(rule, of);
      default:
        break;
    }
    return `${this.#put(rowPoints(rule as never, of, this.#related)(this.#batch))}(r, a)`;
  }

  #above(rule: RuleOf<'above'>, kind: string): string {
    const { values, bases, lodes } = isShared(rule.mark)
      ? this.#batch.shared('mark', rule.mark)
      : this.#batch.column(kind, 'mark', rule.mark);
    const [value, base, lode] = [values, bases, lodes].map(
      (column) => `${this.#put(column)}[${isShared(rule.mark) ? 'a' : 'r'}]`,
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
      const known = this.#known.get(`worths ${sum}`);
      const worths = known ?? this.#put([], `worths ${sum}`);
      if (known === undefined) this.#counters.push(`n${sum}`);
      return best === undefined
        ? `${worths}[n${sum}++] = w;`
        : `if (${best.seen} !== turn) { ${best.seen} = turn; ${best.value} = n${sum}; ${worths}[n${sum}++] = w; } else if (w > ${worths}[${best.value}]) ${worths}[${best.value}] = w;`;
    }
    if (best !== undefined)
      return `if (${best.seen} !== turn) { ${best.seen} = turn; ${best.value} = 0; } if (w > ${best.value}) { ${sum} += w - ${best.value}; ${best.value} = w; }`;
    const left = this.#slots(`[${this.#column(item.of, 'text', cap_per?.field ?? '')}]`);
    return `if (${left.seen} !== turn) { ${left.seen} = turn; ${left.value} = ${cap_per?.points}; } { const g = Math.min(w, ${left.value}); ${left.value} -= g; ${sum} += g; }`;
  }

  #best(item: TableItem, fields: readonly string[]) {
    const [only = ''] = fields;
    const keys = this.#batch.derived(item.of, JSON.stringify(fields), (values) => {
      const value = fields.length === 1 ? member(values, only) : undefined;
      return typeof value === 'string' ? value : JSON.stringify(fields.map((field) => member(values, field) ?? null));
    });
    return this.#slots(`[${this.#put(keys)}[r]]`);
  }

  #slots(at: string) {
    const size = this.#batch.codes.values.length + 1000;
    return { seen: `${this.#put(new Uint32Array(size))}${at}`, value: `${this.#put(new Int32Array(size))}${at}` };
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
    return this.#known.get(`worths ${this.sum(item)}`) ?? '';
  }

  #timed(item: TableItem, rule: RuleOf<'months'> | RuleOf<'days'>, factors: string): string {
    const year = rule.kind === 'months' && rule.year !== undefined ? this.#column(item.of, 'word', rule.year) : '0';
    const full =
      rule.kind === 'months' && rule.full_when !== undefined ? this.condition(rule.full_when, item.of) : 'false';
    const [from, to] = [this.#column(item.of, 'day', rule.from), this.#column(item.of, 'day', rule.to)];
    return `${this.#days(item)}.add(${year}, ${factors}, ${from}, ${to}, ${full});`;
  }

  #days(item: TableItem): string {
    const { rule, cap_per } = item;
    if (rule.kind !== 'months' && rule.kind !== 'days') return '';
    const key = `days ${this.sum(item)}`;
    return this.#known.get(key) ?? this.#put(new Days(rule, cap_per?.points), key);
  }

  /** The points of all the years of one item. */
  closed(item: TableItem): string {
    const [days, sum] = [this.#days(item), this.sum(item)];
    return `for (let i = ${days}.close() - 1; i >= 0; i -= 1) ${sum} += ${days}.points[i];`;
  }

  /** Of several items, no more than so many points of each year together. */
  closedTogether(items: readonly TableItem[], cap: number): string {
    const left = this.#slots('[y]');
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
