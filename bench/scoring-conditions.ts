import { compileCondition } from '../src/engines/scoring/compile-condition.ts';
import type { Position, Related } from '../src/engines/scoring/facts.ts';
import { isShared } from '../src/engines/scoring/one-predicate.ts';
import { type Condition, type FieldCondition, holds, namesUsed } from '../src/kernel/condition.ts';
import { isAnswered } from '../src/kernel/scope.ts';
import type { ProgramData } from './scoring-columns.ts';

/** Conditions as one would write them by hand about row `r` of application `a`. */
export class ConditionText {
  readonly #data: ProgramData;
  readonly #related: Related;

  constructor(data: ProgramData, related: Related) {
    this.#data = data;
    this.#related = related;
  }

  of(condition: Condition, kind: string): string {
    if ('all' in condition) return `(${condition.all.map((each) => this.of(each, kind)).join(' && ') || 'true'})`;
    if ('any' in condition) return `(${condition.any.map((each) => this.of(each, kind)).join(' || ') || 'false'})`;
    if ('not' in condition) return `!${this.of(condition.not, kind)}`;
    const own = 'field' in condition ? this.#field(condition, kind) : undefined;
    if (own !== undefined) return own;
    return this.#asked(condition, kind);
  }

  /** What columns cannot say is asked of the fact, and where it is about the application only, once of each. */
  #asked(condition: Condition, kind: string): string {
    const test = compileCondition(condition, this.#related);
    const { applications } = this.#data.batch;
    if (namesUsed(condition).every(isShared)) {
      const answers = Uint8Array.from(applications, ({ position }) => (test({}, position) ? 1 : 0));
      return `(${this.#data.put(answers)}[a] === 1)`;
    }
    const facts = this.#data.batch.rowsOf(kind)?.facts ?? [];
    const asks = (row: number, application: number) =>
      test(facts[row]?.values ?? {}, applications[application]?.position as Position);
    return `${this.#data.put(asks)}(r, a)`;
  }

  #field(condition: FieldCondition, kind: string): string | undefined {
    const { field, is, in: among, is_field, has_field, related } = condition;
    const alone = is_field === undefined && has_field === undefined && related === undefined;
    const words = Object.values(condition).filter((value) => value !== undefined).length;
    const bound = condition.above ?? condition.at_least ?? condition.below ?? condition.at_most;
    const compared = is !== undefined || among !== undefined || typeof bound === 'number';
    if (alone && (words !== 2 || !compared)) return this.#byValue(condition, kind);
    if (words !== 2) return undefined;
    if (is !== undefined) return `(${this.#data.codes(kind, field)} === ${this.#data.code(is)})`;
    if (among !== undefined) {
      const column = this.#data.codes(kind, field);
      return `(${among.map((value) => `${column} === ${this.#data.code(value)}`).join(' || ')})`;
    }
    if (has_field !== undefined) {
      const list = this.#data.column(kind, 'raw', field);
      return `(${list} !== undefined && ${list}.includes(${this.#data.column(kind, 'raw', has_field)}))`;
    }
    if (is_field !== undefined) return this.#same(kind, field, is_field);
    if (related !== undefined) return this.#relation(kind, field, related);
    const operator =
      condition.above === undefined
        ? condition.at_least === undefined
          ? condition.below === undefined
            ? '<='
            : '<'
          : '>='
        : '>';
    return `(${this.#data.column(kind, 'number', field)} ${operator} ${bound})`;
  }

  /** Asked once of each value there is; of each fact where some are lists. */
  #byValue(condition: FieldCondition, kind: string): string | undefined {
    const column = isShared(condition.field)
      ? this.#data.batch.shared('code', condition.field)
      : this.#data.batch.column(kind, 'code', condition.field);
    if (this.#data.batch.codes.hasObjects(column)) return undefined;
    const answers = Uint8Array.from(this.#data.batch.codes.values, (value) =>
      typeof value !== 'symbol' && holds(condition, { value: () => value, items: () => [] }) ? 1 : 0,
    );
    return `(${this.#data.put(answers)}[${this.#data.codes(kind, condition.field)}] === 1)`;
  }

  #same(kind: string, field: string, other: string): string {
    const [left, right] = [this.#data.codes(kind, field), this.#data.codes(kind, other)];
    const comparable = Uint8Array.from(this.#data.batch.codes.values, (value) =>
      typeof value !== 'symbol' && isAnswered(value) ? 1 : 0,
    );
    return `(${left} === ${right} && ${this.#data.put(comparable)}[${left}] === 1)`;
  }

  #relation(kind: string, field: string, { by, to }: { by: string; to: string }): string {
    const [left, right] = [this.#data.codes(kind, field), this.#data.codes(kind, to)];
    const { values } = this.#data.batch.codes;
    const asked = (one: unknown, other: unknown) =>
      typeof one === 'string' && typeof other === 'string' && (one === other || this.#related(by, one, other));
    const table = values.map((other) => Uint8Array.from(values, (one) => (asked(one, other) ? 1 : 0)));
    return `(${this.#data.put(table, `relation ${by}`)}[${right}][${left}] === 1)`;
  }
}
