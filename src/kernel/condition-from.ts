import { dayNumberOf } from './civil-date.ts';
import type { Condition, CountCondition, FieldCondition } from './condition.ts';
import { type CallExpression, type EachExpression, type Expression, type Operator, renamed } from './expression.ts';

/**
 * A yes-or-no expression as a condition: tests on one field each where it can be said so, which is what contradictions
 * are looked for in; the rest stays a formula. Both hold in the same scopes.
 */
export function conditionFrom(expression: Expression): Condition {
  switch (expression.kind) {
    case 'literal':
      return expression.value === true ? { all: [] } : { any: [] };
    case 'name':
      return { field: expression.name, is: true };
    case 'not':
      return { not: conditionFrom(expression.of) };
    case 'binary':
      return binaryFrom(expression.op, expression.left, expression.right) ?? { formula: expression };
    case 'call':
      return callFrom(expression) ?? { formula: expression };
    case 'each':
      return eachFrom(expression) ?? { formula: expression };
    default:
      return { formula: expression };
  }
}

function binaryFrom(op: Operator, left: Expression, right: Expression): Condition | undefined {
  switch (op) {
    case '&&':
      return { all: [...chain('&&', left), ...chain('&&', right)].map(conditionFrom) };
    case '||':
      return { any: [...chain('||', left), ...chain('||', right)].map(conditionFrom) };
    case 'in':
      return memberFrom(left, right);
    case '!=': {
      const equal = binaryFrom('==', left, right);
      return equal && { not: equal };
    }
    default:
      return countFrom(op, left, right) ?? testFrom(op, left, right) ?? testFrom(TURNED.get(op), right, left);
  }
}

/** `a && b && c` is one row of three. */
function chain(op: '&&' | '||', expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.op !== op) return [expression];
  return [...chain(op, expression.left), ...chain(op, expression.right)];
}

/** The same comparison with its sides exchanged. */
const TURNED: ReadonlyMap<Operator, Operator> = new Map([
  ['==', '=='],
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

const BOUNDS: ReadonlyMap<Operator, 'below' | 'at_most' | 'above' | 'at_least'> = new Map([
  ['<', 'below'],
  ['<=', 'at_most'],
  ['>', 'above'],
  ['>=', 'at_least'],
]);

function testFrom(op: Operator | undefined, left: Expression, right: Expression): FieldCondition | undefined {
  if (op === undefined || left.kind !== 'name') return undefined;
  if (op === '==' && right.kind === 'name') return { field: left.name, is_field: right.name };
  const value = scalarOf(right);
  if (value === undefined) return undefined;
  if (op === '==') return { field: left.name, is: value };
  const bound = BOUNDS.get(op);
  return bound === undefined || typeof value === 'boolean' ? undefined : { field: left.name, [bound]: value };
}

/** What is written out: a value, or a day. A blank text is no answer, and equal to none. */
export function scalarOf(expression: Expression): string | number | boolean | undefined {
  if (expression.kind === 'literal') return expression.value === '' ? undefined : expression.value;
  if (expression.kind !== 'call' || expression.name !== 'date') return undefined;
  const [day] = expression.args;
  return day?.kind === 'literal' && typeof day.value === 'string' && dayNumberOf(day.value) !== undefined
    ? day.value
    : undefined;
}

function memberFrom(left: Expression, right: Expression): Condition | undefined {
  if (right.kind === 'list' && left.kind === 'name') {
    const values = right.of.map(scalarOf);
    return values.every((each) => each !== undefined) ? { field: left.name, in: values } : undefined;
  }
  if (right.kind !== 'name') return undefined;
  if (left.kind === 'name') return { field: right.name, has_field: left.name };
  const value = scalarOf(left);
  return value === undefined ? undefined : { field: right.name, has: value };
}

function callFrom({ name, args }: CallExpression): Condition | undefined {
  const [first, second, third] = args;
  if (name === 'has' && first?.kind === 'name') return { field: first.name, answered: true };
  if (name !== 'related' || first?.kind !== 'literal' || typeof first.value !== 'string') return undefined;
  if (second?.kind !== 'name' || third?.kind !== 'name') return undefined;
  return { field: second.name, related: { by: first.value, to: third.name } };
}

function eachFrom(each: EachExpression): Condition | undefined {
  if (typeof each.over !== 'string' || (each.does !== 'exists' && each.does !== 'all')) return undefined;
  const where = itemCondition(each);
  if (where === undefined) return undefined;
  if (each.does === 'exists') return { count: { of: each.over, where }, at_least: 1 };
  return { count: { of: each.over, where: { not: where } }, at_most: 0 };
}

/** `size(titles.filter(i, …)) >= 2` with a number written out. */
function countFrom(op: Operator, left: Expression, right: Expression): Condition | undefined {
  const turned = TURNED.get(op);
  if (left.kind === 'literal' && right.kind === 'call' && turned !== undefined) return countFrom(turned, right, left);
  if (left.kind !== 'call' || left.name !== 'size' || right.kind !== 'literal') return undefined;
  const [filter] = left.args;
  if (filter?.kind !== 'each' || filter.does !== 'filter' || typeof filter.over !== 'string') return undefined;
  const where = itemCondition(filter);
  const bounds = typeof right.value === 'number' ? countBounds(op, right.value) : undefined;
  return where === undefined || bounds === undefined ? undefined : { count: { of: filter.over, where }, ...bounds };
}

function countBounds(op: Operator, bound: number): Pick<CountCondition, 'at_least' | 'at_most'> | undefined {
  switch (op) {
    case '==':
      return { at_least: bound, at_most: bound };
    case '>=':
      return { at_least: bound };
    case '>':
      return { at_least: Math.floor(bound) + 1 };
    case '<=':
      return { at_most: bound };
    case '<':
      return { at_most: Math.ceil(bound) - 1 };
    default:
      return undefined;
  }
}

/** What is asked of one item, with the item's own names; nothing when it also asks of the record outside. */
function itemCondition({ as, body }: EachExpression): Condition | undefined {
  const inside = withinItem(body, as);
  return inside === undefined ? undefined : conditionFrom(inside);
}

/** The expression with `as.field` become `field`; nothing when a name of the record outside would be lost. */
function withinItem(body: Expression, as: string): Expression | undefined {
  return renamed(body, (leaf) => {
    if (leaf.kind === 'item') return leaf.of === as ? { kind: 'name', name: leaf.field } : leaf;
    return leaf.name.includes('.') ? leaf : undefined;
  });
}
