import type { Expression } from './expression.ts';
import { evaluate } from './expression-evaluate.ts';
import { namesIn } from './expression-names.ts';
import { isAnswered, type Scope } from './scope.ts';

/**
 * Conditions: what an "only if" of a procedure comes to once its text is read. Tests on single answers, which can be
 * searched for contradictions, and formulas for all the rest. Data, never code; releases store it. A name is looked
 * up by the scope: a field of the same record (`type`), or one of another section (`province.province`).
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | CountCondition
  | FieldCondition
  | { readonly formula: Expression };

/** How many items of a repeated section satisfy `where`, compared with a bound. */
export interface CountCondition {
  readonly count: { readonly of: string; readonly where?: Condition | undefined };
  readonly at_least?: number | undefined;
  readonly at_most?: number | undefined;
}

/** One test on one field; every test named must hold. */
export interface FieldCondition {
  readonly field: string;
  readonly is?: Scalar | undefined;
  readonly in?: readonly Scalar[] | undefined;
  readonly has?: Scalar | undefined;
  readonly answered?: boolean | undefined;
  readonly at_least?: Bound | undefined;
  readonly at_most?: Bound | undefined;
  readonly above?: Bound | undefined;
  readonly below?: Bound | undefined;
  /** Equal to the value of another field. */
  readonly is_field?: string | undefined;
  /** A list containing the value of another field. */
  readonly has_field?: string | undefined;
  /** In the named relation (class equivalences, for instance) with the value of another field. */
  readonly related?: { readonly by: string; readonly to: string } | undefined;
}

type Scalar = string | number | boolean;
/** Numbers compare as numbers; civil dates and school years as text, which for them is the order of time. */
type Bound = string | number;

/** Whether the condition holds in the scope. Total: a missing value makes a test false, never an error. */
export function holds(condition: Condition, scope: Scope): boolean {
  // Most are tests on one field: those are told first.
  if ('field' in condition) return fieldHolds(condition, scope);
  if ('all' in condition) return condition.all.every((each) => holds(each, scope));
  if ('any' in condition) return condition.any.some((each) => holds(each, scope));
  if ('not' in condition) return !holds(condition.not, scope);
  if ('count' in condition) return countHolds(condition, scope);
  return evaluate(condition.formula, scope) === true;
}

function countHolds(condition: CountCondition, scope: Scope): boolean {
  const { of, where } = condition.count;
  const items = scope.items(of);
  const count = where === undefined ? items.length : items.filter((item) => holds(where, item)).length;
  return count >= (condition.at_least ?? 0) && count <= (condition.at_most ?? Number.POSITIVE_INFINITY);
}

function fieldHolds(condition: FieldCondition, scope: Scope): boolean {
  const value = scope.value(condition.field);
  return (
    (condition.is === undefined || value === condition.is) &&
    (condition.in === undefined || condition.in.some((each) => each === value)) &&
    (condition.has === undefined || includes(value, condition.has)) &&
    (condition.answered === undefined || isAnswered(value) === condition.answered) &&
    boundsHold(condition, value) &&
    othersHold(condition, value, scope)
  );
}

function boundsHold(condition: FieldCondition, value: unknown): boolean {
  return (
    (condition.at_least === undefined || compares(value, condition.at_least, (order) => order >= 0)) &&
    (condition.at_most === undefined || compares(value, condition.at_most, (order) => order <= 0)) &&
    (condition.above === undefined || compares(value, condition.above, (order) => order > 0)) &&
    (condition.below === undefined || compares(value, condition.below, (order) => order < 0))
  );
}

function othersHold(condition: FieldCondition, value: unknown, scope: Scope): boolean {
  const { is_field, has_field, related } = condition;
  if (is_field !== undefined && !(isAnswered(value) && scope.value(is_field) === value)) return false;
  if (has_field !== undefined && !includes(value, scope.value(has_field))) return false;
  if (related === undefined) return true;
  const other = scope.value(related.to);
  if (!isAnswered(value) || typeof value !== 'string' || typeof other !== 'string') return false;
  return value === other || (scope.related?.(related.by, value, other) ?? false);
}

function includes(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && isAnswered(value) && list.includes(value);
}

function compares(value: unknown, bound: Bound, test: (order: number) => boolean): boolean {
  if (typeof value === 'number' && typeof bound === 'number') return test(value - bound);
  if (typeof value !== 'string' || typeof bound !== 'string' || !isAnswered(value)) return false;
  return test(value < bound ? -1 : value > bound ? 1 : 0);
}

/** Every field name a condition reads, and every section it counts as `section[]`; for checking definitions. */
export function namesUsed(condition: Condition): readonly string[] {
  const known = remembered.get(condition);
  if (known !== undefined) return known;
  const names = namesOf(condition);
  remembered.set(condition, names);
  return names;
}

/** A condition never changes: it is looked through once. */
const remembered = new WeakMap<Condition, readonly string[]>();

function namesOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(namesUsed);
  if ('any' in condition) return condition.any.flatMap(namesUsed);
  if ('not' in condition) return namesUsed(condition.not);
  if ('count' in condition) {
    const { of, where } = condition.count;
    return [`${of}[]`, ...(where === undefined ? [] : namesUsed(where).map((name) => `${of}[].${name}`))];
  }
  if ('formula' in condition) return namesIn(condition.formula).map(({ name }) => name);
  const others = [condition.is_field, condition.has_field, condition.related?.to];
  return [condition.field, ...others.filter((name) => name !== undefined)];
}
