import { type Condition, type FieldCondition, holds } from '../../kernel/condition.ts';
import { type FactValues, type Position, type Related, scopeOf } from './facts.ts';

/** A condition turned once into a function; same answers as `holds`, without walking the tree again. */
export type Test = (values: FactValues, position: Position) => boolean;

export function compileCondition(condition: Condition | undefined, related: Related): Test {
  if (condition === undefined) return () => true;
  if ('all' in condition) {
    const tests = condition.all.map((each) => compileCondition(each, related));
    return (values, position) => tests.every((test) => test(values, position));
  }
  if ('any' in condition) {
    const tests = condition.any.map((each) => compileCondition(each, related));
    return (values, position) => tests.some((test) => test(values, position));
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not, related);
    return (values, position) => !test(values, position);
  }
  if ('count' in condition) return () => holds(condition, scopeOf({}, NOWHERE, related));
  return compileField(condition, related);
}

const NOWHERE: Position = { key: '', values: {} };

/** The tests that tables use on every title get their own function; the others go through `holds`. */
function compileField(condition: FieldCondition, related: Related): Test {
  const { field, is, in: among } = condition;
  const words = Object.keys(condition).filter((word) => condition[word as keyof FieldCondition] !== undefined);
  const own = !field.startsWith('position.');
  if (own && words.length === 2 && is !== undefined) return (values) => ownValue(values, field) === is;
  if (own && words.length === 2 && among !== undefined) {
    const known = new Set<unknown>(among);
    return (values) => known.has(ownValue(values, field));
  }
  return (values, position) => holds(condition, scopeOf(values, position, related));
}

function ownValue(values: FactValues, field: string): unknown {
  return Object.hasOwn(values, field) ? values[field] : undefined;
}

/** The values of `field` for which the condition can hold; nothing when it does not depend on it. */
export function possibleValues(condition: Condition | undefined, field: string): readonly unknown[] | undefined {
  if (condition === undefined) return undefined;
  if ('all' in condition) {
    return condition.all.map((each) => possibleValues(each, field)).find((values) => values !== undefined);
  }
  if (!('field' in condition) || condition.field !== field) return undefined;
  if (condition.is !== undefined) return [condition.is];
  return condition.in;
}

/** Fields of the fact that the condition pins to given values, at its top. */
export function pinnedFields(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(pinnedFields);
  if (!('field' in condition) || condition.field.startsWith('position.')) return [];
  return condition.is === undefined && condition.in === undefined ? [] : [condition.field];
}
