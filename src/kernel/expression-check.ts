import type {
  BinaryExpression,
  EachExpression,
  Expression,
  ExpressionFault,
  Operator,
  TextPlace,
  Written,
} from './expression.ts';
import { type Asking, callType, type Items } from './expression-calls.ts';
import { sectionOf } from './expression-names.ts';
import { saidOf } from './expression-print.ts';
import { inWords, isOrdered, type Names, type Side, unequal, type ValueType } from './expression-types.ts';

/** What an expression must come to: an answer to "only if", a number, or any value. */
export type Wanted = 'boolean' | 'number' | 'value';

/**
 * What the types say against an expression: names that lead nowhere, values that do not compare, choices that are not
 * listed, a division by zero. Each fault has its place in the text. An expression without faults has a type.
 */
export function checkExpression(
  written: Written,
  names: Names,
  wanted: Wanted,
): { readonly faults: readonly ExpressionFault[]; readonly type?: ValueType | undefined } {
  const checker = new Checker(written, names);
  const type = checker.whole(written.expression, wanted);
  return { faults: checker.faults, type };
}

const NONE: Items = new Map();
const BOOLEAN: ValueType = { kind: 'boolean' };
const NUMBER: ValueType = { kind: 'number' };

/** Goes through the tree once. A part without a type has already been told about. */
class Checker implements Asking {
  readonly faults: ExpressionFault[] = [];
  readonly #place: (part: Expression) => TextPlace | undefined;
  readonly #names: Names;

  constructor(written: Written, names: Names) {
    this.#place = written.place;
    this.#names = names;
  }

  whole(expression: Expression, wanted: Wanted): ValueType | undefined {
    if (wanted !== 'value') return this.must(expression, wanted, NONE);
    return this.typeOf(expression, NONE);
  }

  typeOf(expression: Expression, items: Items): ValueType | undefined {
    switch (expression.kind) {
      case 'literal':
        return typeof expression.value === 'string'
          ? { kind: 'written', text: expression.value }
          : { kind: typeof expression.value === 'number' ? 'number' : 'boolean' };
      case 'list':
        return this.#listOf(expression.of, items);
      case 'name':
        return this.#names.value(expression.name) ?? this.unknown(expression.name, expression);
      case 'item':
        return items.get(expression.of)?.(expression.field) ?? this.unknown(expression.field, expression);
      case 'not':
        return this.must(expression.of, 'boolean', items) && BOOLEAN;
      case 'minus':
        return this.must(expression.of, 'number', items) && NUMBER;
      case 'binary':
        return this.#binary(expression, items);
      case 'choose':
        return this.#choice(expression, items);
      case 'call':
        return callType(this, expression, items, this.#names);
      case 'each':
        return this.#each(expression, items);
    }
  }

  /** The type of a part that has to be of this kind. */
  must(expression: Expression, kind: 'boolean' | 'number' | 'date' | 'text', items: Items): ValueType | undefined {
    const type = this.typeOf(expression, items);
    const fits = type?.kind === kind || (kind === 'text' && (type?.kind === 'choice' || type?.kind === 'written'));
    if (type === undefined || fits) return type;
    const said = saidOf(expression);
    if (kind === 'boolean') return this.fault(`${said} è ${inWords(type)}, qui serve una condizione`, expression);
    return this.fault(`${said} è ${inWords(type)}, qui serve ${inWords({ kind })}`, expression);
  }

  unknown(name: string, part: Expression): undefined {
    return this.fault(this.#names.lost?.(name) ?? `"${name}" non porta a nessuna domanda`, part);
  }

  fault(message: string, part: Expression): undefined {
    this.faults.push({ message, within: this.#place(part) });
    return undefined;
  }

  #each(expression: EachExpression, items: Items): ValueType | undefined {
    const { over, as, body, does } = expression;
    if (this.#names.value(as) !== undefined) this.fault(`"${as}" è già il nome di una domanda`, expression);
    if (typeof over !== 'string') this.typeOf(over, items);
    const section = this.#names.section(sectionOf(expression));
    if (section === undefined) {
      if (typeof over !== 'string') return undefined;
      return this.fault(`"${over}" non è una sezione che si ripete`, expression);
    }
    const inside = new Map(items).set(as, section);
    if (does === 'map') {
      const of = this.typeOf(body, inside);
      return of && { kind: 'list', of };
    }
    this.must(body, 'boolean', inside);
    return does === 'filter' ? { kind: 'list', of: { kind: 'other' } } : BOOLEAN;
  }

  #listOf(parts: readonly Expression[], items: Items): ValueType | undefined {
    const sides = parts.map((part) => this.#side(part, items));
    const [first] = sides;
    if (!sides.every((side) => side !== undefined)) return undefined;
    if (first === undefined) return { kind: 'list', of: { kind: 'other' } };
    for (const [index, side] of sides.entries()) {
      const why = unequal(first, side);
      if (why !== undefined) return this.fault(why, parts[index] ?? side.of);
    }
    return { kind: 'list', of: first.type };
  }

  #side(part: Expression, items: Items): (Side & { readonly of: Expression }) | undefined {
    const type = this.typeOf(part, items);
    return type && { type, said: saidOf(part), of: part };
  }

  #choice({ when, yes, no }: Extract<Expression, { kind: 'choose' }>, items: Items): ValueType | undefined {
    this.must(when, 'boolean', items);
    const [first, second] = [this.#side(yes, items), this.#side(no, items)];
    if (first === undefined || second === undefined) return undefined;
    const why = first.type.kind === 'list' ? undefined : unequal(first, second);
    if (why !== undefined) return this.fault(why, no);
    return first.type.kind === 'written' ? second.type : first.type;
  }

  #binary(expression: BinaryExpression, items: Items): ValueType | undefined {
    const { op, left, right } = expression;
    switch (op) {
      case '&&':
      case '||':
        this.must(left, 'boolean', items);
        this.must(right, 'boolean', items);
        return BOOLEAN;
      case 'in':
        this.#member(left, right, items);
        return BOOLEAN;
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        this.must(left, 'number', items);
        this.must(right, 'number', items);
        if ((op === '/' || op === '%') && isZero(right)) this.fault('divisione per zero', expression);
        return NUMBER;
      default:
        this.#comparison(op, left, right, items);
        return BOOLEAN;
    }
  }

  #comparison(op: Operator, left: Expression, right: Expression, items: Items): void {
    const [first, second] = [this.#side(left, items), this.#side(right, items)];
    if (first === undefined || second === undefined) return;
    const why = this.#order(op, first) ?? this.#order(op, second) ?? unequal(first, second);
    if (why !== undefined) this.fault(why, left.kind === 'literal' ? left : right);
  }

  #order(op: Operator, { type, said }: Side): string | undefined {
    if (op === '==' || op === '!=' || type.kind === 'written' || isOrdered(type)) return undefined;
    return `${said} non ha un ordine: ${op} vale per numeri, date e anni scolastici`;
  }

  /** `x in [a, b]` compares with each; `x in list` with what the list may hold. */
  #member(left: Expression, right: Expression, items: Items): void {
    const side = this.#side(left, items);
    if (right.kind === 'list') {
      if (right.of.length === 0) this.fault(`${saidOf(left)}: l’elenco dei valori è vuoto`, right);
      for (const part of right.of) {
        const other = this.#side(part, items);
        const why = side && other && unequal(side, other);
        if (why !== undefined) this.fault(why, part);
      }
      return;
    }
    const list = this.typeOf(right, items);
    if (list === undefined || side === undefined) return;
    if (list.kind !== 'list') this.fault(`${saidOf(right)} non è un elenco`, right);
    else {
      const why = unequal(side, { type: list.of, said: saidOf(right) });
      if (why !== undefined) this.fault(why, left);
    }
  }
}

function isZero(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.value === 0;
}
