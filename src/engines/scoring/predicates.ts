import { type Condition, namesUsed } from '../../kernel/condition.ts';
import type { Batch } from './batch.ts';
import type { Related } from './facts.ts';
import { type Bind, byValue, onePredicate } from './one-predicate.ts';
import { AllOf, AnyOf, AskedOnce, Not, type Predicate } from './predicate.ts';
import { ByCode } from './value-predicates.ts';

/** Compiles the conditions of one table; what several items ask is asked once. */
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
    const known = this.#known.get(place) ?? oneEachBatch(this.#compile(condition, kind));
    this.#known.set(place, known);
    return known;
  }

  #compile(condition: Condition, kind: string): Bind<Predicate> {
    if ('not' in condition) return negated(this.of(condition.not, kind));
    const parts = partsOf(condition)?.map((part) => this.of(part, kind));
    if (parts === undefined) return onePredicate(condition, kind, this.#related);
    const Joined = 'all' in condition ? AllOf : AnyOf;
    return (batch) =>
      new Joined(
        batch.block(kind),
        parts.map((part) => part(batch)),
      );
  }
}

function isComposite(condition: Condition): boolean {
  return partsOf(condition) !== undefined;
}

function partsOf(condition: Condition): readonly Condition[] | undefined {
  if ('all' in condition) return condition.all;
  return 'any' in condition ? condition.any : undefined;
}

function compositeKeys(condition: Condition): readonly string[] {
  if ('not' in condition) return compositeKeys(condition.not);
  const parts = partsOf(condition);
  return parts === undefined ? [] : [JSON.stringify(condition), ...parts.flatMap(compositeKeys)];
}

/** Whoever asks again about the same batch is given the same one. */
function oneEachBatch(bind: Bind<Predicate>): Bind<Predicate> {
  const bound = new WeakMap<Batch, Predicate>();
  return (batch) => {
    const once = bound.get(batch) ?? new AskedOnce(bind(batch));
    bound.set(batch, once);
    return once;
  };
}

function negated(inner: Bind<Predicate>): Bind<Predicate> {
  return (batch) => {
    const part = inner(batch);
    if (!(part instanceof ByCode)) return new Not(part);
    return new ByCode(
      part.block,
      part.codes,
      part.answers.map((answer) => 1 - answer),
    );
  };
}

/** Whether everything a composite condition asks is about one and the same answer. */
function asksOneAnswer(condition: Condition): boolean {
  if (!isComposite(condition)) return false;
  const [first, ...others] = namesUsed(condition);
  return first !== undefined && others.every((name) => name === first) && !asksItems(condition);
}

function asksItems(condition: Condition): boolean {
  if ('not' in condition) return asksItems(condition.not);
  const parts = partsOf(condition);
  if (parts !== undefined) return parts.some(asksItems);
  return !('field' in condition) || condition.related !== undefined;
}
