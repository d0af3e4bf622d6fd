import {
  type Document,
  isAlias,
  isCollection,
  isPair,
  isScalar,
  LineCounter,
  Parser,
  parseDocument,
  type Scalar,
} from 'yaml';
import { sourceOffset, type WrittenText } from './yaml-place.ts';

/** A fault in a pack's files: where, and what to do about it. */
export interface PackFault {
  file: string;
  line?: number;
  column?: number;
  message: string;
}

/** A YAML file read: its value, and where in the text each path of it stands. */
export interface YamlText {
  readonly file: string;
  readonly value: unknown;
  /** `within`: so many characters inside the text that stands there. */
  at(path: string, within?: number): { line: number; column: number };
}

/** A text somebody else wrote may be as large, as deep, and grow through its aliases as far as this. */
export const YAML_LIMITS = { characters: 512 * 1024, depth: 40, aliases: 500, nodes: 200_000 } as const;

/** Reads YAML as hostile text: size, depth, aliases and doubled keys are refused at their line and column. */
export function readYamlText(file: string, text: string): YamlText | { faults: PackFault[] } {
  const lines = new LineCounter();
  const position = (offset: number) => place(lines, offset);
  if (text.length > YAML_LIMITS.characters) {
    return { faults: [{ file, line: 1, column: 1, message: `il file supera ${YAML_LIMITS.characters} caratteri` }] };
  }
  const deep = tooDeep(text);
  if (deep !== undefined)
    return {
      faults: [{ file, ...deep, message: `troppi livelli uno dentro l’altro: al massimo ${YAML_LIMITS.depth}` }],
    };
  const document = parseDocument(text, { lineCounter: lines });
  // A warning is a tag that nobody knows: `when: !moved` without quotes would be read as nothing at all.
  const told = [...document.errors, ...document.warnings];
  if (told.length > 0) {
    return { faults: told.map((error) => ({ file, ...position(error.pos[0]), message: tellOf(error) })) };
  }
  const grown = wrongAlias(document);
  if (grown !== undefined) return { faults: [{ file, ...position(grown.offset), message: grown.message }] };
  return {
    file,
    value: document.toJS({ maxAliasCount: -1 }),
    at: (path, within) => position(offsetOf(document, text, path, within)),
  };
}

function place(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

interface Token {
  readonly offset?: number;
  readonly value?: unknown;
  readonly items?: readonly { readonly key?: unknown; readonly value?: unknown }[];
}

/** Where the text goes too deep: found on the tokens, which are read without recursion. */
function tooDeep(text: string): { line: number; column: number } | undefined {
  const lines = new LineCounter();
  const waiting: { token: Token; depth: number }[] = [];
  for (const token of new Parser(lines.addNewLine).parse(text)) waiting.push({ token: token as Token, depth: 0 });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (depth > YAML_LIMITS.depth) return place(lines, token.offset ?? 0);
    const inside = [token.value, ...(token.items ?? []).flatMap(({ key, value }) => [key, value])];
    for (const child of inside) {
      if (child !== null && typeof child === 'object') waiting.push({ token: child as Token, depth: depth + 1 });
    }
  }
  return undefined;
}

/** The first alias that stands for too much: itself, or more than the limits once everything is written out. */
function wrongAlias(document: Document): { offset: number; message: string } | undefined {
  const anchors = new Map<string, { size: number; depth: number } | 'open'>();
  let aliases = 0;
  let wrong: { offset: number; message: string } | undefined;
  const refuse = (node: { range?: readonly number[] | null }, message: string) => {
    wrong ??= { offset: node.range?.[0] ?? 0, message };
    return { size: 0, depth: 0 };
  };
  const measure = (node: unknown): { size: number; depth: number } => {
    if (isPair(node)) return both(measure(node.key), measure(node.value));
    if (isAlias(node)) {
      aliases += 1;
      const known = anchors.get(node.source);
      if (aliases > YAML_LIMITS.aliases) return refuse(node, `troppi rimandi (*): al massimo ${YAML_LIMITS.aliases}`);
      if (known === 'open') return refuse(node, `il rimando *${node.source} contiene sé stesso`);
      return known ?? refuse(node, `il rimando *${node.source} non porta a niente`);
    }
    if (!isCollection(node)) {
      if (isScalar(node) && node.anchor !== undefined) anchors.set(node.anchor, { size: 1, depth: 1 });
      return { size: 1, depth: 1 };
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, 'open');
    const inside = node.items.map(measure).reduce(both, { size: 0, depth: 0 });
    const whole = { size: inside.size + 1, depth: inside.depth + 1 };
    if (node.anchor !== undefined) anchors.set(node.anchor, whole);
    if (whole.size > YAML_LIMITS.nodes || whole.depth > YAML_LIMITS.depth)
      refuse(node, 'con i rimandi (*) è troppo grande');
    return whole;
  };
  measure(document.contents);
  return wrong;
}

function both(one: { size: number; depth: number }, other: { size: number; depth: number }) {
  return { size: one.size + other.size, depth: Math.max(one.depth, other.depth) };
}

function tellOf({ code, message }: { code: string; message: string }): string {
  return code === 'TAG_RESOLVE_FAILED' ? 'una condizione che comincia con ! va scritta tra apici' : message;
}

/** Where a path such as `sections.2.fields.0` stands in the text; its nearest parent when it is missing. */
function offsetOf(document: Document, text: string, path: string, within = 0): number {
  const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  for (let length = keys.length; length > 0; length -= 1) {
    const node = document.getIn(keys.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (!node?.range) continue;
    const [start, end] = node.range;
    return isScalar(node) ? start + sourceOffset(textOf(node, text.slice(start, end)), within) : start;
  }
  return 0;
}

const QUOTES: Readonly<Record<string, WrittenText['quotes']>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
};

function textOf({ value, type }: Scalar, source: string): WrittenText {
  return { source, value: String(value), quotes: QUOTES[type ?? 'PLAIN'] ?? 'none' };
}
