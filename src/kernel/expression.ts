/**
 * The language of conditions and formulas, a subset of CEL, as a tree. Its grammar, types and rules are published in
 * docs/reference/expressions.md. The tree is plain data: it is what a release stores.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'list'; readonly of: readonly Expression[] }
  /** `field` of the same record, or `section.field`, `position.field`, `applicant.field`. */
  | { readonly kind: 'name'; readonly name: string }
  /** `i.field`, where `i` stands for one item of a section. */
  | { readonly kind: 'item'; readonly of: string; readonly field: string }
  | { readonly kind: 'not' | 'minus'; readonly of: Expression }
  | BinaryExpression
  | {
      readonly kind: 'choose';
      readonly when: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | CallExpression
  | EachExpression;

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly op: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly Expression[];
}

/** `titles.exists(i, …)`: something asked of every item of a section, or of those a filter kept. */
export interface EachExpression {
  readonly kind: 'each';
  readonly does: EachName;
  readonly over: string | EachExpression;
  readonly as: string;
  readonly body: Expression;
}

/** From the loosest to the tightest. All group to the left; those of one comparison do not chain. */
export const PRECEDENCE = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
] as const;

export type Operator = (typeof PRECEDENCE)[number][number];

export const COMPARISON = 2;

export const FUNCTIONS = [
  'has',
  'size',
  'sum',
  'min',
  'max',
  'round',
  'floor',
  'ceil',
  'date',
  'age_on',
  'days_between',
  'years_between',
  'related',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export const EACH = ['exists', 'all', 'filter', 'map'] as const;
export type EachName = (typeof EACH)[number];

/** Words that cannot be names. */
export const RESERVED: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

/** What a text may be at most: parsing and evaluating stay bounded whoever wrote it. */
export const LIMITS = { characters: 2_000, nesting: 50, loops: 2, digits: 15, decimals: 9 } as const;

/** A place in a text: characters from its start, and line and column from 1, as editors count them. */
export interface TextPlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with an expression, and where in its text when it has one. */
export interface ExpressionFault {
  readonly message: string;
  readonly within?: TextPlace | undefined;
}

/** An expression as it was written: its parts, and where each stands in the text. */
export interface Written {
  readonly expression: Expression;
  place(part: Expression): TextPlace | undefined;
}

export function placeIn(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { offset, line, column: offset - before.lastIndexOf('\n') };
}

/** The parts of an expression, in reading order. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'list':
      return expression.of;
    case 'not':
    case 'minus':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    case 'choose':
      return [expression.when, expression.yes, expression.no];
    case 'call':
      return expression.args;
    case 'each':
      return typeof expression.over === 'string' ? [expression.body] : [expression.over, expression.body];
    default:
      return [];
  }
}

/** What reads an answer. */
export type Leaf = Extract<Expression, { kind: 'name' | 'item' }>;

/** The same tree with other names; nothing when one of them has no other. */
export function renamed(
  expression: Expression,
  rename: (leaf: Leaf) => Expression | undefined,
): Expression | undefined {
  const parts = partsOf(expression).map((part) => renamed(part, rename));
  const [first, second, third] = parts;
  switch (expression.kind) {
    case 'literal':
      return expression;
    case 'name':
    case 'item':
      return rename(expression);
    case 'not':
    case 'minus':
      return first && { kind: expression.kind, of: first };
    case 'binary':
      return first && second && { ...expression, left: first, right: second };
    case 'choose':
      return first && second && third && { kind: 'choose', when: first, yes: second, no: third };
    case 'list':
    case 'call':
      if (!parts.every((each) => each !== undefined)) return undefined;
      return expression.kind === 'list' ? { kind: 'list', of: parts } : { ...expression, args: parts };
    case 'each':
      if (typeof expression.over === 'string') return first && { ...expression, body: first };
      return first?.kind === 'each' && second ? { ...expression, over: first, body: second } : undefined;
  }
}
