import {
  COMPARISON,
  EACH,
  type EachExpression,
  type EachName,
  type Expression,
  type ExpressionFault,
  FUNCTIONS,
  LIMITS,
  type Operator,
  PRECEDENCE,
  placeIn,
  RESERVED,
} from './expression.ts';
import { ReadingStop, type Token, tokensOf } from './expression-tokens.ts';

/** Where each part of an expression begins in its text. */
export type Places = ReadonlyMap<Expression, number>;

export type ExpressionReading =
  | { readonly ok: true; readonly expression: Expression; readonly places: Places }
  | { readonly ok: false; readonly fault: Required<ExpressionFault> };

/** Reads a text of the language. Never throws; the work grows with the length of the text, which is limited. */
export function readExpression(text: string): ExpressionReading {
  try {
    const reader = new Reader(tokensOf(text));
    return { ok: true, expression: reader.whole(), places: reader.places };
  } catch (stop) {
    if (!(stop instanceof ReadingStop)) throw stop;
    return { ok: false, fault: { message: stop.message, within: placeIn(text, stop.at) } };
  }
}

/** One pass over the words, one method for each rule of the grammar. */
class Reader {
  readonly places = new Map<Expression, number>();
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  /** Names that stand for an item here, from the outermost. */
  #items: readonly string[] = [];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    if (this.#tokens.length === 1) throw new ReadingStop('manca l’espressione', 0);
    const expression = this.#expression();
    if (this.#next < this.#tokens.length - 1) throw this.#unexpected();
    return expression;
  }

  #expression(): Expression {
    return this.#deeper(() => {
      const when = this.#binary(0);
      const { at } = this.#token;
      if (!this.#takes('?')) return when;
      const yes = this.#binary(0);
      this.#expect(':');
      return this.#placed({ kind: 'choose', when, yes, no: this.#expression() }, at);
    });
  }

  #binary(level: number): Expression {
    const operators: readonly string[] | undefined = PRECEDENCE[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (let count = 0; this.#isOperator(operators); count += 1) {
      const { said, at } = this.#token;
      if (level === COMPARISON && count > 0) {
        throw new ReadingStop('i confronti non si scrivono in fila: uniscili con &&', at);
      }
      this.#next += 1;
      left = this.#placed({ kind: 'binary', op: said as Operator, left, right: this.#binary(level + 1) }, at);
    }
    return left;
  }

  #isOperator(operators: readonly string[]): boolean {
    const { kind, said } = this.#token;
    return (kind === 'sign' || kind === 'word') && operators.includes(said);
  }

  #unary(): Expression {
    const { at } = this.#token;
    if (this.#takes('!')) return this.#deeper(() => this.#placed({ kind: 'not', of: this.#unary() }, at));
    if (!this.#takes('-')) return this.#primary();
    const number = this.#token;
    if (number.kind !== 'number') return this.#deeper(() => this.#placed({ kind: 'minus', of: this.#unary() }, at));
    this.#next += 1;
    return this.#placed({ kind: 'literal', value: 0 - Number(number.said) }, at);
  }

  #primary(): Expression {
    const token = this.#token;
    this.#next += 1;
    if (token.kind === 'number') return this.#placed({ kind: 'literal', value: Number(token.said) }, token.at);
    if (token.kind === 'text') return this.#placed({ kind: 'literal', value: token.said }, token.at);
    if (token.kind === 'word') return this.#word(token);
    if (token.said === '[') {
      const of = this.#until(']');
      return this.#placed({ kind: 'list', of }, token.at);
    }
    if (token.said === '(') {
      const inside = this.#expression();
      this.#expect(')');
      return inside;
    }
    this.#next -= 1;
    throw this.#unexpected();
  }

  #word({ said, at }: Token): Expression {
    if (said === 'true' || said === 'false') return this.#placed({ kind: 'literal', value: said === 'true' }, at);
    if (RESERVED.has(said)) throw new ReadingStop(`«${said}» non è un nome`, at);
    if (this.#items.includes(said)) {
      if (!this.#takes('.'))
        throw new ReadingStop(`«${said}» è un elemento: scrivi quale sua risposta, come ${said}.nome`, at);
      return this.#placed({ kind: 'item', of: said, field: this.#name() }, at);
    }
    if (this.#takes('(')) return this.#call(said, at);
    return this.#dotted(said, at);
  }

  #call(said: string, at: number): Expression {
    const name = FUNCTIONS.find((each) => each === said);
    if (name === undefined) throw new ReadingStop(`la funzione ${said}() non c’è`, at);
    return this.#placed({ kind: 'call', name, args: this.#until(')') }, at);
  }

  /** `name`, `section.name`, and what can be asked of either with `.exists(…)`, `.size()` and their like. */
  #dotted(first: string, at: number): Expression {
    let name = first;
    while (this.#takes('.')) {
      const token = this.#token;
      const second = this.#name();
      if (this.#takes('(')) return this.#chain(this.#method(token, name, at), at);
      if (name.includes('.')) throw new ReadingStop('un nome ha al massimo due parti, come sezione.domanda', token.at);
      name = `${name}.${second}`;
    }
    return this.#placed({ kind: 'name', name }, at);
  }

  #chain(first: Expression, at: number): Expression {
    let of = first;
    while (this.#takes('.')) {
      const token = this.#token;
      this.#name();
      this.#expect('(');
      of = this.#method(token, of, at);
    }
    return of;
  }

  #method(token: Token, of: string | Expression, at: number): Expression {
    if (token.said === 'size') {
      this.#expect(')');
      const over = typeof of === 'string' ? this.#placed({ kind: 'name', name: of }, at) : of;
      return this.#placed({ kind: 'call', name: 'size', args: [over] }, at);
    }
    const does = EACH.find((each) => each === token.said);
    if (does === undefined) throw new ReadingStop(`la funzione ${token.said}() non c’è`, token.at);
    if (typeof of !== 'string' && !(of.kind === 'each' && of.does === 'filter')) {
      throw new ReadingStop(`${does}() si chiede a una sezione, o a quello che resta di filter()`, token.at);
    }
    return this.#each(does, of, at);
  }

  #each(does: EachName, over: string | EachExpression, at: number): Expression {
    const item = this.#token;
    const as = this.#name();
    if (this.#items.includes(as)) throw new ReadingStop(`«${as}» è già il nome di un elemento`, item.at);
    if (this.#items.length >= LIMITS.loops) {
      throw new ReadingStop(`non più di ${LIMITS.loops} sezioni una dentro l’altra`, at);
    }
    this.#expect(',');
    const outer = this.#items;
    this.#items = [...outer, as];
    const body = this.#expression();
    this.#items = outer;
    this.#expect(')');
    return this.#placed({ kind: 'each', does, over, as, body }, at);
  }

  #until(closing: string): readonly Expression[] {
    const found: Expression[] = [];
    if (this.#takes(closing)) return found;
    do found.push(this.#expression());
    while (this.#takes(','));
    this.#expect(closing);
    return found;
  }

  #name(): string {
    const { kind, said, at } = this.#token;
    if (kind !== 'word' || RESERVED.has(said)) throw this.#unexpected('un nome', at);
    this.#next += 1;
    return said;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw this.#unexpected(`«${sign}»`);
  }

  #takes(sign: string): boolean {
    const { kind, said } = this.#token;
    const taken = kind === 'sign' && said === sign;
    if (taken) this.#next += 1;
    return taken;
  }

  #unexpected(wanted?: string, at = this.#token.at): ReadingStop {
    const { kind, said } = this.#token;
    const found = kind === 'end' ? 'l’espressione finisce qui' : `c’è «${said}»`;
    if (wanted !== undefined) return new ReadingStop(`manca ${wanted}: ${found}`, at);
    return new ReadingStop(kind === 'end' ? 'l’espressione è interrotta' : `«${said}» qui non ha senso`, at);
  }

  #deeper(read: () => Expression): Expression {
    this.#depth += 1;
    if (this.#depth > LIMITS.nesting) {
      throw new ReadingStop(`più di ${LIMITS.nesting} livelli uno dentro l’altro`, this.#token.at);
    }
    const expression = read();
    this.#depth -= 1;
    return expression;
  }

  #placed<Each extends Expression>(expression: Each, at: number): Each {
    this.places.set(expression, at);
    return expression;
  }

  get #token(): Token {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] as Token;
  }
}
