import { type Condition, namesUsed } from '../../kernel/condition.ts';
import type { Batch } from './batch.ts';
import type { Related } from './facts.ts';
import { type Bind, byValue, ofTable, onePredicate, type Predicate, type ValueTable } from './one-predicate.ts';

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
    if (asksOneAnswer(condition)) return byValue(kind, condition, this.#related);
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
    return onePredicate(condition, kind, this.#related);
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
    const { table } = test;
    if (table !== undefined) return ofTable({ codes: table.codes, answers: table.answers.map((answer) => 1 - answer) });
    return (row, application) => !test(row, application);
  };
}

/** All of them, or any of them. Two and three are spelled out: they are most. */
function joined(parts: readonly Bind<Predicate>[], all: boolean): Bind<Predicate> {
  return (batch) => {
    const tests = parts.map((part) => part(batch));
    const [first, second, ...rest] = tests;
    if (first === undefined) return () => all;
    if (second === undefined) return first;
    if (rest.length === 0 && first.table !== undefined && second.table !== undefined)
      return joinedTables(first.table, second.table, all);
    if (rest.length === 0 && all) return (row, application) => first(row, application) && second(row, application);
    if (rest.length === 0) return (row, application) => first(row, application) || second(row, application);
    return (row, application) => {
      for (const test of tests) if (test(row, application) !== all) return !all;
      return all;
    };
  };
}

/** Two answers looked up, without asking anybody. */
function joinedTables(first: ValueTable, second: ValueTable, all: boolean): Predicate {
  const { codes, answers } = first;
  const { codes: others, answers: otherAnswers } = second;
  return all
    ? (row) => answers[codes[row] as number] === 1 && otherAnswers[others[row] as number] === 1
    : (row) => answers[codes[row] as number] === 1 || otherAnswers[others[row] as number] === 1;
}

/** Whether everything a composite condition asks is about one and the same answer. */
function asksOneAnswer(condition: Condition): boolean {
  if (!isComposite(condition)) return false;
  const [first, ...others] = namesUsed(condition);
  return first !== undefined && others.every((name) => name === first) && !asksItems(condition);
}

function asksItems(condition: Condition): boolean {
  if ('not' in condition) return asksItems(condition.not);
  if ('all' in condition) return condition.all.some(asksItems);
  if ('any' in condition) return condition.any.some(asksItems);
  return !('field' in condition) || condition.related !== undefined;
}
