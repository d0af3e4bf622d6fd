import { LIMITS } from './expression.ts';

/** One word of an expression. `at` is where it begins in the text. */
export interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'sign' | 'end';
  /** As written; for a text, what it says. */
  readonly said: string;
  readonly at: number;
}

/** The first thing that does not read, and where. */
export class ReadingStop extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const SPACE = /[ \t\r\n]+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const SIGN = /&&|\|\||==|!=|<=|>=|[!<>+\-*/%?:()[\],.]/y;

/** Splits a text into words, in one pass. Throws `ReadingStop` at the first character that is none. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > LIMITS.characters) {
    throw new ReadingStop(`è più lunga di ${LIMITS.characters} caratteri: dividila`, LIMITS.characters);
  }
  const tokens: Token[] = [];
  let at = skip(text, 0);
  while (at < text.length) {
    const [token, end] = tokenAt(text, at);
    tokens.push(token);
    at = skip(text, end);
  }
  tokens.push({ kind: 'end', said: '', at: text.trimEnd().length });
  return tokens;
}

function tokenAt(text: string, at: number): readonly [Token, number] {
  const first = text.charAt(at);
  if (first === '"' || first === "'") return quoted(text, at, first);
  const word = match(WORD, text, at);
  if (word !== undefined) return [{ kind: 'word', said: word, at }, at + word.length];
  const number = match(NUMBER, text, at);
  if (number !== undefined) return [{ kind: 'number', said: checkedNumber(number, at), at }, at + number.length];
  const sign = match(SIGN, text, at);
  if (sign !== undefined) return [{ kind: 'sign', said: sign, at }, at + sign.length];
  throw new ReadingStop(first === '=' ? 'per confrontare si scrive ==' : `il segno «${first}» non è ammesso`, at);
}

function skip(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.length ?? 0);
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function checkedNumber(said: string, at: number): string {
  const [whole = '', decimals = ''] = said.split('.');
  if (whole.length + decimals.length > LIMITS.digits || decimals.length > LIMITS.decimals) {
    throw new ReadingStop(
      `un numero ha al massimo ${LIMITS.digits} cifre, di cui ${LIMITS.decimals} dopo il punto`,
      at,
    );
  }
  return said;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);

function quoted(text: string, start: number, quote: string): readonly [Token, number] {
  const parts: string[] = [];
  for (let at = start + 1; at < text.length; at += 1) {
    const each = text.charAt(at);
    if (each === quote) return [{ kind: 'text', said: parts.join(''), at: start }, at + 1];
    if (each === '\n') break;
    if (each !== '\\') {
      parts.push(each);
      continue;
    }
    const [said, length] = escaped(text, at);
    parts.push(said);
    at += length;
  }
  throw new ReadingStop(`il testo non è chiuso: manca ${quote}`, start);
}

/** What a backslash stands for, and how many characters follow it. */
function escaped(text: string, at: number): readonly [string, number] {
  const letter = text.charAt(at + 1);
  const plain = ESCAPES.get(letter);
  if (plain !== undefined) return [plain, 1];
  const code = letter === 'u' ? /^[0-9a-fA-F]{4}/.exec(text.slice(at + 2, at + 6)) : null;
  if (code === null) throw new ReadingStop('dopo \\ può venire solo \\ " \' n r t b f, o u con quattro cifre', at);
  return [String.fromCharCode(Number.parseInt(code[0], 16)), 5];
}
