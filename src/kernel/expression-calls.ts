import { dayNumberOf } from './civil-date.ts';
import { type CallExpression, type Expression, LIMITS } from './expression.ts';
import { saidOf } from './expression-print.ts';
import { type ItemNames, inWords, isOrdered, type Names, unequal, type ValueType } from './expression-types.ts';

/** The items that names stand for: the answers of each. */
export type Items = ReadonlyMap<string, ItemNames>;

/** What the rules of one function ask of who goes through the whole. */
export interface Asking {
  typeOf(part: Expression, items: Items): ValueType | undefined;
  must(part: Expression, kind: 'number' | 'date' | 'text', items: Items): ValueType | undefined;
  unknown(name: string, part: Expression): undefined;
  fault(message: string, part: Expression): undefined;
}

const BOOLEAN: ValueType = { kind: 'boolean' };
const NUMBER: ValueType = { kind: 'number' };

/** How many values each function takes, at least and at most. */
const TAKES: Readonly<Record<CallExpression['name'], readonly [number, number]>> = {
  has: [1, 1],
  size: [1, 1],
  sum: [1, 1],
  min: [1, 20],
  max: [1, 20],
  round: [1, 2],
  floor: [1, 1],
  ceil: [1, 1],
  date: [1, 1],
  age_on: [2, 2],
  days_between: [2, 2],
  years_between: [2, 2],
  related: [3, 3],
};

/** The type of what a function gives, once what it is given has been looked at. */
export function callType(asking: Asking, call: CallExpression, items: Items, names: Names): ValueType | undefined {
  const { name, args } = call;
  const [least, most] = TAKES[name];
  const [first, second] = args;
  if (first === undefined || args.length < least || args.length > most) {
    const wanted = least === most ? `${least}` : `da ${least} a ${most}`;
    return asking.fault(`${name}() vuole ${wanted} ${most === 1 ? 'valore' : 'valori'}, qui sono ${args.length}`, call);
  }
  switch (name) {
    case 'has':
      return hasType(asking, first, items);
    case 'size':
      return sizeType(asking, first, items, names);
    case 'sum':
    case 'min':
    case 'max':
      return gatheredType(asking, call, items);
    case 'round':
      if (second !== undefined && !isDecimals(second)) asking.fault('i decimali sono un numero da 0 a 9', second);
      asking.must(first, 'number', items);
      return NUMBER;
    case 'floor':
    case 'ceil':
      asking.must(first, 'number', items);
      return NUMBER;
    case 'date':
      return dateType(asking, first);
    case 'related':
      return relatedType(asking, call, items, names);
    default:
      for (const each of args) asking.must(each, 'date', items);
      return NUMBER;
  }
}

function hasType(asking: Asking, of: Expression, items: Items): ValueType | undefined {
  if (of.kind !== 'name' && of.kind !== 'item') return asking.fault('has() vuole il nome di una domanda', of);
  asking.typeOf(of, items);
  return BOOLEAN;
}

/** A list of answers, or the items of a section. */
function sizeType(asking: Asking, of: Expression, items: Items, names: Names): ValueType | undefined {
  if (of.kind === 'name' && names.section(of.name) !== undefined) {
    if (names.value(of.name) === undefined) return NUMBER;
    return asking.fault(`"${of.name}" è sia una domanda sia una sezione`, of);
  }
  const type = asking.typeOf(of, items);
  if (type === undefined || type.kind === 'list') return NUMBER;
  return asking.fault(`${saidOf(of)} è ${inWords(type)}: size() conta un elenco o una sezione`, of);
}

function gatheredType(asking: Asking, { name, args }: CallExpression, items: Items): ValueType | undefined {
  const types = args.map((part) => asking.typeOf(part, items));
  const [first] = types;
  const [part] = args;
  if (part === undefined || first === undefined || !types.every((type) => type !== undefined)) return undefined;
  if (args.length === 1) {
    const right = first.kind === 'list' && (name === 'sum' ? first.of.kind === 'number' : isOrdered(first.of));
    if (right) return name === 'sum' ? NUMBER : first.of;
    return asking.fault(`${name}() vuole un elenco di ${name === 'sum' ? 'numeri' : 'numeri o di date'}`, part);
  }
  for (const [index, type] of types.entries()) {
    const at = args[index] ?? part;
    if (!isOrdered(type)) return asking.fault(`${saidOf(at)} è ${inWords(type)}: ${name}() vuole numeri o date`, at);
    const why = unequal({ type: first, said: saidOf(part) }, { type, said: saidOf(at) });
    if (why !== undefined) return asking.fault(why, at);
  }
  return first;
}

function dateType(asking: Asking, of: Expression): ValueType | undefined {
  const text = of.kind === 'literal' && typeof of.value === 'string' ? of.value : undefined;
  if (text === undefined) return asking.fault('date() vuole un giorno scritto, come date("2026-03-16")', of);
  if (dayNumberOf(text) === undefined) return asking.fault(`il giorno ${JSON.stringify(text)} non esiste`, of);
  return { kind: 'date' };
}

function relatedType(asking: Asking, { args }: CallExpression, items: Items, names: Names): ValueType | undefined {
  const [by, ...others] = args;
  for (const each of others) asking.must(each, 'text', items);
  if (by === undefined) return BOOLEAN;
  if (by.kind !== 'literal' || typeof by.value !== 'string') {
    return asking.fault('il nome della relazione si scrive tra virgolette', by);
  }
  if (!names.hasRelation(by.value)) return asking.fault(`la relazione "${by.value}" non c’è`, by);
  return BOOLEAN;
}

function isDecimals(expression: Expression): boolean {
  const value = expression.kind === 'literal' ? expression.value : undefined;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LIMITS.decimals;
}
