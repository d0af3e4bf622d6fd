import type { CallExpression, EachExpression, Expression } from './expression.ts';
import { applied, type ExpressionValue, operate, seen } from './expression-operations.ts';
import { isAnswered, type Scope } from './scope.ts';

/** The items that names stand for, inside `exists`, `all`, `filter` and `map`. */
type Items = ReadonlyMap<string, Scope>;

const NONE: Items = new Map();

/**
 * What the expression comes to in the scope. Total: what is missing makes a comparison false and an arithmetic result
 * missing; `!=` is the negation of `==`; a division by zero is missing. Never throws.
 */
export function evaluate(expression: Expression, scope: Scope): ExpressionValue {
  return valueIn(expression, scope, NONE);
}

function valueIn(expression: Expression, scope: Scope, items: Items): ExpressionValue {
  switch (expression.kind) {
    case 'literal':
      return seen(expression.value);
    case 'list':
      return expression.of.map((each) => valueIn(each, scope, items)).filter((each) => each !== undefined);
    case 'name':
      return seen(scope.value(expression.name));
    case 'item':
      return seen(items.get(expression.of)?.value(expression.field));
    case 'not':
      return valueIn(expression.of, scope, items) !== true;
    case 'minus':
      return operate('-', 0, valueIn(expression.of, scope, items));
    case 'binary':
      return binaryOf(expression, scope, items);
    case 'choose': {
      const { when, yes, no } = expression;
      return valueIn(valueIn(when, scope, items) === true ? yes : no, scope, items);
    }
    case 'call':
      return callOf(expression, scope, items);
    case 'each':
      return eachOf(expression, scope, items);
  }
}

function binaryOf(
  { op, left, right }: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
  items: Items,
): ExpressionValue {
  const first = valueIn(left, scope, items);
  if (op === '&&' && first !== true) return false;
  if (op === '||' && first === true) return true;
  return operate(op, first, valueIn(right, scope, items));
}

function callOf({ name, args }: CallExpression, scope: Scope, items: Items): ExpressionValue {
  const [first, second, third] = args;
  switch (name) {
    case 'has':
      return first !== undefined && isAnswered(rawOf(first, scope, items));
    case 'size':
      return first === undefined ? undefined : sizeOf(first, scope, items);
    case 'related': {
      if (first?.kind !== 'literal' || second === undefined || third === undefined) return false;
      const [left, right] = [valueIn(second, scope, items), valueIn(third, scope, items)];
      if (typeof left !== 'string' || typeof right !== 'string') return false;
      return left === right || (scope.related?.(String(first.value), left, right) ?? false);
    }
    default:
      return applied(
        name,
        args.map((each) => valueIn(each, scope, items)),
      );
  }
}

/** Marks, acts and files are no values of expressions, but they may have been answered. */
function rawOf(expression: Expression, scope: Scope, items: Items): unknown {
  if (expression.kind === 'name') return scope.value(expression.name);
  if (expression.kind === 'item') return items.get(expression.of)?.value(expression.field);
  return valueIn(expression, scope, items);
}

/** How many items a section has, or values a list: none when it was not answered. */
function sizeOf(of: Expression, scope: Scope, items: Items): number | undefined {
  if (of.kind === 'each' && of.does === 'filter') return kept(of, scope, items).length;
  const value = valueIn(of, scope, items);
  if (Array.isArray(value)) return value.length;
  if (value !== undefined) return undefined;
  return of.kind === 'name' ? scope.items(of.name).length : 0;
}

function eachOf(each: EachExpression, scope: Scope, items: Items): ExpressionValue {
  const all = typeof each.over === 'string' ? scope.items(each.over) : kept(each.over, scope, items);
  const asked = (item: Scope) => valueIn(each.body, scope, new Map(items).set(each.as, item));
  switch (each.does) {
    case 'exists':
      return all.some((item) => asked(item) === true);
    case 'all':
      return all.every((item) => asked(item) === true);
    case 'map':
      return all.map(asked).filter((value) => value !== undefined);
    case 'filter':
      return undefined;
  }
}

function kept(filter: EachExpression, scope: Scope, items: Items): readonly Scope[] {
  const all = typeof filter.over === 'string' ? scope.items(filter.over) : kept(filter.over, scope, items);
  return all.filter((item) => valueIn(filter.body, scope, new Map(items).set(filter.as, item)) === true);
}
