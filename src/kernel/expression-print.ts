import { COMPARISON, type Expression, type Operator, PRECEDENCE } from './expression.ts';

const UNARY = PRECEDENCE.length;
/** Where a whole expression may stand, a choice included. */
const ANYTHING = -1;

/** The canonical text of an expression: one way of writing each, that reads back as the same tree. */
export function printExpression(expression: Expression): string {
  return print(expression, ANYTHING);
}

/** How a part is called in a message: an answer by its name in quotes, anything else as it is written. */
export function saidOf(expression: Expression): string {
  if (expression.kind === 'name') return `"${expression.name}"`;
  return expression.kind === 'item' ? `"${expression.field}"` : printExpression(expression);
}

/** Parenthesised when it binds less tightly than its place asks. */
function print(expression: Expression, place: number): string {
  const text = printAlone(expression);
  return bindingOf(expression) < place ? `(${text})` : text;
}

function printAlone(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression.value);
    case 'list':
      return `[${printAll(expression.of)}]`;
    case 'name':
      return expression.name;
    case 'item':
      return `${expression.of}.${expression.field}`;
    case 'not':
      return `!${print(expression.of, UNARY)}`;
    case 'minus':
      return isNumber(expression.of) ? `-(${printAlone(expression.of)})` : `-${print(expression.of, UNARY)}`;
    case 'binary':
      return printBinary(expression);
    case 'choose':
      return `${print(expression.when, 0)} ? ${print(expression.yes, 0)} : ${print(expression.no, ANYTHING)}`;
    case 'call':
      return `${expression.name}(${printAll(expression.args)})`;
    case 'each': {
      const over = typeof expression.over === 'string' ? expression.over : printAlone(expression.over);
      return `${over}.${expression.does}(${expression.as}, ${print(expression.body, ANYTHING)})`;
    }
  }
}

function printAll(all: readonly Expression[]): string {
  return all.map((each) => print(each, ANYTHING)).join(', ');
}

function printBinary({ op, left, right }: Extract<Expression, { kind: 'binary' }>): string {
  const level = levelOf(op);
  return `${print(left, level === COMPARISON ? level + 1 : level)} ${op} ${print(right, level + 1)}`;
}

function bindingOf(expression: Expression): number {
  switch (expression.kind) {
    case 'choose':
      return ANYTHING;
    case 'binary':
      return levelOf(expression.op);
    default:
      return UNARY;
  }
}

function levelOf(op: Operator): number {
  return PRECEDENCE.findIndex((level: readonly Operator[]) => level.includes(op));
}

function isNumber(expression: Expression): boolean {
  return expression.kind === 'literal' && typeof expression.value === 'number';
}

function printLiteral(value: string | number | boolean): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const said = String(value);
  return said.includes('e') && typeof value === 'number' ? value.toFixed(9).replace(/\.?0+$/, '') : said;
}
