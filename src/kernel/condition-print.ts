import { dayNumberOf } from './civil-date.ts';
import type { Condition, CountCondition, FieldCondition } from './condition.ts';
import { type Expression, type Operator, partsOf, renamed } from './expression.ts';
import { printExpression } from './expression-print.ts';

/** The canonical text of a condition, as it is shown and compared; read back, it holds in the same scopes. */
export function printCondition(condition: Condition): string {
  return printExpression(expressionOf(condition));
}

/** A condition as an expression. */
export function expressionOf(condition: Condition): Expression {
  if ('all' in condition) return joined('&&', condition.all.map(expressionOf));
  if ('any' in condition) return joined('||', condition.any.map(expressionOf));
  if ('not' in condition) return negated(expressionOf(condition.not));
  if ('count' in condition) return countExpression(condition);
  return 'formula' in condition ? condition.formula : joined('&&', testsOf(condition));
}

function joined(op: '&&' | '||', parts: readonly Expression[]): Expression {
  const [first, ...others] = parts;
  if (first === undefined) return { kind: 'literal', value: op === '&&' };
  return others.reduce<Expression>((left, right) => binary(op, left, right), first);
}

function negated(of: Expression): Expression {
  return of.kind === 'binary' && of.op === '==' ? { ...of, op: '!=' } : { kind: 'not', of };
}

function testsOf(test: FieldCondition): readonly Expression[] {
  const field = name(test.field);
  const compared = (op: Operator, value: string | number | boolean | undefined) =>
    value === undefined ? [] : [binary(op, field, literal(value))];
  const { is, in: among, has, answered, is_field, has_field, related } = test;
  const isAnswered: Expression = { kind: 'call', name: 'has', args: [field] };
  return [
    ...(is === true ? [field] : compared('==', is)),
    ...(among === undefined ? [] : [binary('in', field, { kind: 'list', of: among.map(literal) })]),
    ...(has === undefined ? [] : [binary('in', literal(has), field)]),
    ...(answered === undefined ? [] : [answered ? isAnswered : negated(isAnswered)]),
    ...compared('>=', test.at_least),
    ...compared('<=', test.at_most),
    ...compared('>', test.above),
    ...compared('<', test.below),
    ...(is_field === undefined ? [] : [binary('==', field, name(is_field))]),
    ...(has_field === undefined ? [] : [binary('in', name(has_field), field)]),
    ...(related === undefined ? [] : [relatedTo(related.by, field, name(related.to))]),
  ];
}

function relatedTo(by: string, left: Expression, right: Expression): Expression {
  return { kind: 'call', name: 'related', args: [{ kind: 'literal', value: by }, left, right] };
}

function countExpression({ count, at_least, at_most }: CountCondition): Expression {
  const where = count.where && expressionOf(count.where);
  if (where !== undefined && at_least === 1 && at_most === undefined) return each('exists', count.of, where);
  if (where?.kind === 'not' && at_most === 0 && at_least === undefined) return each('all', count.of, where.of);
  const of: Expression = where === undefined ? name(count.of) : each('filter', count.of, where);
  const size: Expression = { kind: 'call', name: 'size', args: [of] };
  if (at_least !== undefined && at_least === at_most) return binary('==', size, literal(at_least));
  return joined('&&', [
    ...(at_least === undefined ? [] : [binary('>=', size, literal(at_least))]),
    ...(at_most === undefined ? [] : [binary('<=', size, literal(at_most))]),
  ]);
}

/** What is asked of an item with its own names, asked of it by a name that nothing inside has. */
function each(does: 'exists' | 'all' | 'filter', over: string, where: Expression): Expression {
  const taken = new Set(wordsIn(where));
  const as = LETTERS.find((letter) => !taken.has(letter)) ?? 'item';
  const body = renamed(where, (leaf) =>
    leaf.kind === 'item' || leaf.name.includes('.') ? leaf : { kind: 'item', of: as, field: leaf.name },
  );
  return { kind: 'each', does, over, as, body: body ?? where };
}

const LETTERS = ['i', 'j', 'k', 'm', 'n'];

function wordsIn(expression: Expression): readonly string[] {
  const own =
    expression.kind === 'name' ? expression.name.split('.') : expression.kind === 'each' ? [expression.as] : [];
  return [...own, ...partsOf(expression).flatMap(wordsIn)];
}

function name(said: string): Expression {
  return { kind: 'name', name: said };
}

function binary(op: Operator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', op, left, right };
}

/** A text that is a day is one: nothing else compares with days. */
function literal(value: string | number | boolean): Expression {
  const plain: Expression = { kind: 'literal', value };
  return typeof value === 'string' && dayNumberOf(value) !== undefined
    ? { kind: 'call', name: 'date', args: [plain] }
    : plain;
}
