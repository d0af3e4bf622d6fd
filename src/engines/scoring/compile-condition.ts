import { type Condition, type FieldCondition, holds } from '../../kernel/condition.ts';
import { isAnswered } from '../../kernel/scope.ts';
import { compileFormula } from './compile-formula.ts';
import { compileName, type Read } from './compile-name.ts';
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
  if ('count' in condition) return (values, position) => holds(condition, scopeOf(values, position, related));
  if ('formula' in condition) {
    const formula = compileFormula(condition.formula, related);
    return (values, position) => formula(values, position) === true;
  }
  return compileField(condition, related);
}

/** The words that tables use on every title get a function of their own; the others go through `holds`. */
function compileField(condition: FieldCondition, related: Related): Test {
  const words = Object.keys(condition).filter((word) => condition[word as keyof FieldCondition] !== undefined);
  const read = compileName(condition.field);
  const { is, in: among, has_field, related: relation } = condition;
  if (words.length === 2 && is !== undefined) return (values, position) => read(values, position) === is;
  if (words.length === 2 && among !== undefined) {
    const known = new Set<unknown>(among);
    return (values, position) => known.has(read(values, position));
  }
  if (words.length === 2 && has_field !== undefined) return compileHas(read, compileName(has_field));
  if (words.length === 2 && relation !== undefined)
    return compileRelated(read, compileName(relation.to), relation.by, related);
  return (values, position) => holds(condition, scopeOf(values, position, related));
}

function compileHas(read: Read, readOther: Read): Test {
  return (values, position) => {
    const list = read(values, position);
    const other = readOther(values, position);
    return Array.isArray(list) && isAnswered(other) && list.includes(other);
  };
}

function compileRelated(read: Read, readOther: Read, relation: string, related: Related): Test {
  return (values, position) => {
    const value = read(values, position);
    const other = readOther(values, position);
    if (typeof value !== 'string' || typeof other !== 'string') return false;
    return value === other || related(relation, value, other);
  };
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
  if (!('field' in condition) || condition.field.includes('.')) return [];
  return condition.is === undefined && condition.in === undefined ? [] : [condition.field];
}
