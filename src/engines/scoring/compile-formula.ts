import type { CallExpression, Expression } from '../../kernel/expression.ts';
import { evaluate } from '../../kernel/expression-evaluate.ts';
import { applied, type ExpressionValue, operate, seen } from '../../kernel/expression-operations.ts';
import { isAnswered } from '../../kernel/scope.ts';
import { compileName } from './compile-name.ts';
import { type FactValues, type Position, type Related, scopeOf } from './facts.ts';

/** A formula turned once into a function; same values as `evaluate`, without walking the tree again. */
export type Formula = (values: FactValues, position: Position) => ExpressionValue;

export function compileFormula(expression: Expression, related: Related): Formula {
  const inside = (part: Expression) => compileFormula(part, related);
  switch (expression.kind) {
    case 'literal': {
      const value = seen(expression.value);
      return () => value;
    }
    case 'name': {
      const read = compileName(expression.name);
      return (values, position) => seen(read(values, position));
    }
    case 'not': {
      const of = inside(expression.of);
      return (values, position) => of(values, position) !== true;
    }
    case 'minus': {
      const of = inside(expression.of);
      return (values, position) => operate('-', 0, of(values, position));
    }
    case 'binary':
      return compileBinary(expression, inside);
    case 'choose': {
      const [when, yes, no] = [expression.when, expression.yes, expression.no].map(inside) as [
        Formula,
        Formula,
        Formula,
      ];
      return (values, position) => (when(values, position) === true ? yes : no)(values, position);
    }
    case 'call':
      return compileCall(expression, inside) ?? walking(expression, related);
    default:
      return walking(expression, related);
  }
}

/** What is rare in tables (lists, sections, relations) is left to the interpreter. */
function walking(expression: Expression, related: Related): Formula {
  return (values, position) => evaluate(expression, scopeOf(values, position, related));
}

type Inside = (part: Expression) => Formula;

function compileBinary({ op, ...sides }: Extract<Expression, { kind: 'binary' }>, inside: Inside): Formula {
  const [left, right] = [inside(sides.left), inside(sides.right)];
  if (op === '&&') return (values, position) => left(values, position) === true && right(values, position) === true;
  if (op === '||') return (values, position) => left(values, position) === true || right(values, position) === true;
  return (values, position) => operate(op, left(values, position), right(values, position));
}

function compileCall({ name, args }: CallExpression, inside: Inside): Formula | undefined {
  const [first] = args;
  switch (name) {
    case 'has': {
      if (first?.kind !== 'name') return undefined;
      const read = compileName(first.name);
      return (values, position) => isAnswered(read(values, position));
    }
    case 'size':
    case 'related':
      return undefined;
    default: {
      const all = args.map(inside);
      return (values, position) =>
        applied(
          name,
          all.map((each) => each(values, position)),
        );
    }
  }
}
