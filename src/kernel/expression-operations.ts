import { ageOn, type CivilDate, dayNumberOf } from './civil-date.ts';
import type { FunctionName, Operator } from './expression.ts';

/** What an expression comes to; `undefined` is what is missing: not answered, or not to be worked out. */
export type ExpressionValue = string | number | boolean | readonly unknown[] | undefined;

/** Functions of values alone. The others ask the scope. */
export type PlainFunction = Exclude<FunctionName, 'has' | 'size' | 'related'>;

/** A value of the scope as expressions see it: blank text, empty lists, and what is no value of theirs are missing. */
export function seen(value: unknown): ExpressionValue {
  switch (typeof value) {
    case 'string':
      return value === '' ? undefined : value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return value;
    default:
      return Array.isArray(value) && value.length > 0 ? value : undefined;
  }
}

/** Every operator but && and ||, which need not look at both sides. */
export function operate(op: Operator, left: ExpressionValue, right: ExpressionValue): ExpressionValue {
  switch (op) {
    case '==':
      return left !== undefined && left === right;
    case '!=':
      return left === undefined || left !== right;
    case 'in':
      return left !== undefined && Array.isArray(right) && right.includes(left);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(op, orderOf(left, right));
    case '&&':
      return left === true && right === true;
    case '||':
      return left === true || right === true;
    default:
      return typeof left === 'number' && typeof right === 'number' ? exact(calculate(op, left, right)) : undefined;
  }
}

function isOrdered(op: '<' | '<=' | '>' | '>=', order: number | undefined): boolean {
  if (order === undefined) return false;
  if (op === '<') return order < 0;
  if (op === '<=') return order <= 0;
  return op === '>' ? order > 0 : order >= 0;
}

/** Numbers as numbers; texts letter by letter, which for dates and school years is the order of time. */
function orderOf(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

function calculate(op: '+' | '-' | '*' | '/' | '%', left: number, right: number): number {
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

const DECIMALS = 1e9;
/** Beyond it a number has no room for nine decimals. */
const ROOM = 1e6;

/** Decimal numbers as people count: 0.1 + 0.2 is 0.3. What is no number (a division by zero) is missing. */
function exact(value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Number.isInteger(value)) return value + 0;
  const rounded = Math.abs(value) < ROOM ? Math.round(value * DECIMALS) / DECIMALS : Number(value.toPrecision(15));
  return rounded + 0;
}

/** A function of values: missing when one that it needs is missing. Numbers missing from a list are left out. */
export function applied(name: PlainFunction, values: readonly ExpressionValue[]): ExpressionValue {
  const [first, second] = values;
  switch (name) {
    case 'sum':
      return Array.isArray(first) ? sumOf(first) : undefined;
    case 'min':
      return leastOf(values, (order) => order < 0);
    case 'max':
      return leastOf(values, (order) => order > 0);
    case 'round':
      return roundedBy(Math.round, first, second ?? 0);
    case 'floor':
      return roundedBy(Math.floor, first, 0);
    case 'ceil':
      return roundedBy(Math.ceil, first, 0);
    case 'date':
      return typeof first === 'string' && dayNumberOf(first) !== undefined ? first : undefined;
    case 'age_on':
      return isDay(first) && isDay(second) && first <= second ? ageOn(first, second) : undefined;
    case 'years_between':
      return yearsFrom(first, second);
    case 'days_between':
      return daysFrom(first, second);
  }
}

function sumOf(list: readonly unknown[]): number | undefined {
  let total: number | undefined = 0;
  for (const each of list) if (typeof each === 'number' && total !== undefined) total = exact(total + each);
  return total;
}

/** Of one list, what is there; of several values, all of them or nothing. */
function leastOf(values: readonly ExpressionValue[], isBetter: (order: number) => boolean): ExpressionValue {
  const [first] = values;
  const of =
    values.length === 1 && Array.isArray(first) ? first.map(seen).filter((each) => each !== undefined) : values;
  return of.reduce<ExpressionValue>((best, each) => {
    const order = orderOf(each, best);
    if (order === undefined) return undefined;
    return isBetter(order) ? each : best;
  }, of[0]);
}

/** Half a unit goes up (`Math.round`): 2.5 is 3, -2.5 is -2. */
function roundedBy(round: (value: number) => number, value: ExpressionValue, decimals: ExpressionValue) {
  if (typeof value !== 'number' || typeof decimals !== 'number') return undefined;
  const unit = 10 ** decimals;
  const scaled = exact(value * unit);
  return scaled === undefined ? undefined : exact(round(scaled) / unit);
}

/** Completed years; backwards they count with a minus. */
function yearsFrom(from: ExpressionValue, to: ExpressionValue): number | undefined {
  if (!isDay(from) || !isDay(to)) return undefined;
  return from <= to ? ageOn(from, to) : 0 - ageOn(to, from);
}

function daysFrom(from: ExpressionValue, to: ExpressionValue): number | undefined {
  return isDay(from) && isDay(to) ? (dayNumberOf(to) ?? 0) - (dayNumberOf(from) ?? 0) : undefined;
}

function isDay(value: ExpressionValue): value is CivilDate {
  return typeof value === 'string' && dayNumberOf(value) !== undefined;
}
