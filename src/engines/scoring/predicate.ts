import { type Condition, type FieldCondition, namesUsed } from '../../kernel/condition.ts';
import { isAnswered } from '../../kernel/scope.ts';
import type { Batch, Valued } from './batch.ts';
import { compileCondition } from './compile-condition.ts';
import type { Fact, Related } from './facts.ts';

/** Whether a condition holds for one row of a kind of facts, in one application. */
export type Predicate = (row: number, application: number) => boolean;

/** A condition over columns: bound once to a batch, then asked of its rows. Same answers as `holds`. */
export type Bind<T> = (batch: Batch) => T;

/** Compiles the conditions of one table; what several items ask is asked once of each row. */
export class Predicates {
  readonly #related: Related;
  readonly #known = new Map<string, Bind<Predicate>>();
  readonly #seen: ReadonlyMap<string, number>;

  /** The conditions are all those of the table, whatever their facts. */
  constructor(conditions: readonly Condition[], related: Related) {
    this.#related = related;
    const seen = new Map<string, number>();
    for (const key of conditions.flatMap(compositeKeys)) seen.set(key, (seen.get(key) ?? 0) + 1);
    this.#seen = seen;
  }

  /** A condition for the facts of one kind. What columns cannot say is asked of the facts themselves. */
  of(condition: Condition, kind: string): Bind<Predicate> {
    const key = isComposite(condition) ? JSON.stringify(condition) : '';
    if ((this.#seen.get(key) ?? 0) < 2) return this.#compile(condition, kind);
    const place = `${kind} ${key}`;
    const known = this.#known.get(place) ?? onceEachRow(this.#compile(condition, kind));
    this.#known.set(place, known);
    return known;
  }

  #compile(condition: Condition, kind: string): Bind<Predicate> {
    if ('not' in condition) return negated(this.of(condition.not, kind));
    if ('all' in condition)
      return joined(
        condition.all.map((each) => this.of(each, kind)),
        true,
      );
    if ('any' in condition)
      return joined(
        condition.any.map((each) => this.of(each, kind)),
        false,
      );
    return predicateOf(condition, kind, this.#related);
  }
}

function isComposite(condition: Condition): boolean {
  return 'all' in condition || 'any' in condition;
}

function compositeKeys(condition: Condition): readonly string[] {
  if ('not' in condition) return compositeKeys(condition.not);
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined;
  return parts === undefined ? [] : [JSON.stringify(condition), ...parts.flatMap(compositeKeys)];
}

/** Rows come in order, item after item: whoever asks about the same row again gets the same answer. */
function onceEachRow(bind: Bind<Predicate>): Bind<Predicate> {
  const bound = new WeakMap<Batch, Predicate>();
  return (batch) => {
    const known = bound.get(batch);
    if (known !== undefined) return known;
    const test = bind(batch);
    let last = -1;
    let answer = false;
    const once: Predicate = (row, application) => {
      if (row === last) return answer;
      last = row;
      answer = test(row, application);
      return answer;
    };
    bound.set(batch, once);
    return once;
  };
}

function negated(inner: Bind<Predicate>): Bind<Predicate> {
  return (batch) => {
    const test = inner(batch);
    return (row, application) => !test(row, application);
  };
}

function predicateOf(condition: Condition, kind: string, related: Related): Bind<Predicate> {
  const own = 'field' in condition ? fieldPredicate(condition, kind, related) : undefined;
  return own ?? plainPredicate(condition, kind, related);
}

/** All of them, or any of them. Two and three are spelled out: they are most. */
function joined(parts: readonly Bind<Predicate>[], all: boolean): Bind<Predicate> {
  return (batch) => {
    const tests = parts.map((part) => part(batch));
    const [first, second, ...rest] = tests;
    if (first === undefined) return () => all;
    if (second === undefined) return first;
    if (rest.length === 0 && all) return (row, application) => first(row, application) && second(row, application);
    if (rest.length === 0) return (row, application) => first(row, application) || second(row, application);
    return (row, application) => {
      for (const test of tests) if (test(row, application) !== all) return !all;
      return all;
    };
  };
}

function plainPredicate(condition: Condition, kind: string, related: Related): Bind<Predicate> {
  const test = compileCondition(condition, related);
  if (namesUsed(condition).every(isShared)) {
    return ({ applications }) => {
      const answers = Uint8Array.from(applications, ({ position }) => (test({}, position) ? 1 : 0));
      return (_, application) => answers[application] === 1;
    };
  }
  return (batch) => {
    const facts = batch.rowsOf(kind)?.facts ?? [];
    const { applications } = batch;
    return (row, application) => test((facts[row] as Fact).values, (applications[application] as Valued).position);
  };
}

/** Names with one value for each application. */
export function isShared(name: string): boolean {
  return /^(position|target|applicant)\./.test(name);
}

function fieldPredicate(condition: FieldCondition, kind: string, related: Related): Bind<Predicate> | undefined {
  const words = Object.keys(condition).filter((word) => condition[word as keyof FieldCondition] !== undefined);
  if (words.length !== 2) return undefined;
  const { field, is, in: among, has_field, is_field, related: relation } = condition;
  if (is !== undefined) return equals(kind, field, is);
  if (among !== undefined) return isAmong(kind, field, among);
  if (has_field !== undefined) return contains(kind, field, has_field);
  if (is_field !== undefined) return sameAs(kind, field, is_field);
  if (relation !== undefined) return relatedTo(kind, field, relation, related);
  return undefined;
}

/** The codes of a name: one for each row, or one for each application. */
function codesOf(batch: Batch, kind: string, name: string): { codes: Int32Array; shared: boolean } {
  const shared = isShared(name);
  return { codes: shared ? batch.shared('code', name) : batch.column(kind, 'code', name), shared };
}

function equals(kind: string, field: string, value: unknown): Bind<Predicate> {
  return (batch) => {
    const { codes, shared } = codesOf(batch, kind, field);
    const wanted = batch.codes.codeOf(value);
    return shared ? (_, application) => codes[application] === wanted : (row) => codes[row] === wanted;
  };
}

function isAmong(kind: string, field: string, among: readonly unknown[]): Bind<Predicate> {
  return (batch) => {
    const { codes, shared } = codesOf(batch, kind, field);
    const wanted = among.map((value) => batch.codes.codeOf(value));
    const known = new Uint8Array(Math.max(0, ...wanted) + 1);
    for (const code of wanted) known[code] = 1;
    return shared
      ? (_, application) => known[codes[application] as number] === 1
      : (row) => known[codes[row] as number] === 1;
  };
}

function contains(kind: string, field: string, member: string): Bind<Predicate> | undefined {
  if (isShared(field) || !isShared(member)) return undefined;
  return (batch) => {
    const lists = batch.column(kind, 'raw', field);
    const members = batch.shared('raw', member);
    return (row, application) => {
      const list = lists[row];
      if (!Array.isArray(list)) return false;
      const wanted = members[application];
      return isAnswered(wanted) && list.includes(wanted);
    };
  };
}

/** Equal answers; a list, a mark or no answer is equal to nothing. */
function sameAs(kind: string, field: string, other: string): Bind<Predicate> {
  return (batch) => {
    const [left, right] = [codesOf(batch, kind, field), codesOf(batch, kind, other)];
    const comparable = batch.codes.values.map((value) => isComparable(value));
    return (row, application) => {
      const code = left.codes[left.shared ? application : row] as number;
      return comparable[code] === true && right.codes[right.shared ? application : row] === code;
    };
  };
}

function isComparable(value: unknown): boolean {
  return isAnswered(value) && typeof value !== 'symbol' && !Number.isNaN(value);
}

/** A relation is asked once for each pair of values, not once for each row. */
function relatedTo(
  kind: string,
  field: string,
  { by, to }: { readonly by: string; readonly to: string },
  related: Related,
): Bind<Predicate> {
  return (batch) => {
    const [left, right] = [codesOf(batch, kind, field), codesOf(batch, kind, to)];
    const { values } = batch.codes;
    const answers = new Map<number, Uint8Array>();
    const ask = (one: unknown, other: unknown) =>
      typeof one === 'string' && typeof other === 'string' && (one === other || related(by, one, other));
    const rowFor = (other: number) => {
      const known = answers.get(other);
      if (known !== undefined) return known;
      const made = Uint8Array.from(values, (value) => (ask(value, values[other]) ? 1 : 0));
      answers.set(other, made);
      return made;
    };
    let last = -1;
    let current = new Uint8Array(0);
    return (row, application) => {
      const other = right.codes[right.shared ? application : row] as number;
      if (other !== last) [last, current] = [other, rowFor(other) as Uint8Array<ArrayBuffer>];
      return current[left.codes[left.shared ? application : row] as number] === 1;
    };
  };
}
