/** What kind of value a part of an expression has. */
export type ValueType =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'school_year' | 'other' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: ValueType }
  /** A text written out: it may stand for a text, one of the choices or a school year. */
  | { readonly kind: 'written'; readonly text: string };

/** What names an expression may use, and of what type each is. `other` can only be asked about with `has`. */
export interface Names {
  value(name: string): ValueType | undefined;
  /** The answers of the items of a section that repeats. */
  section(id: string): ItemNames | undefined;
  hasRelation(name: string): boolean;
  /** What to say of a name that leads nowhere, when there is more to say. */
  lost?(name: string): string | undefined;
}

/** The type of an answer of an item. */
export type ItemNames = (field: string) => ValueType | undefined;

/** What stands before it in messages: `"tier"`, or the expression itself. */
const WORDS: Readonly<Record<ValueType['kind'], string>> = {
  text: 'un testo',
  written: 'un testo',
  number: 'un numero',
  boolean: 'sì o no',
  date: 'una data',
  school_year: 'un anno scolastico',
  choice: 'una scelta',
  list: 'un elenco',
  other: 'una risposta di più parti',
};

export function inWords(type: ValueType): string {
  return WORDS[type.kind];
}

/** One side of a comparison: what it is and how it is called. */
export interface Side {
  readonly type: ValueType;
  readonly said: string;
}

/** Why two values cannot be compared for equality; nothing when they can. */
export function unequal(left: Side, right: Side): string | undefined {
  return oneWay(left, right) ?? oneWay(right, left) ?? mismatch(left, right);
}

function oneWay({ type, said }: Side, other: Side): string | undefined {
  switch (type.kind) {
    case 'other':
      return `${said} non si confronta con un valore: si può chiedere solo has(${said.replaceAll('"', '')})`;
    case 'list':
      return `${said} è un elenco: usa in, non un confronto`;
    case 'boolean':
      return other.type.kind === 'boolean' ? undefined : `${said} vale true o false, non ${other.said}`;
    case 'choice':
      if (other.type.kind !== 'written' || type.values.includes(other.type.text)) return undefined;
      return `${other.said} non è tra le scelte di ${said}`;
    case 'school_year':
      if (other.type.kind !== 'written' || /^\d{4}\/\d{2}$/.test(other.type.text)) return undefined;
      return `${said} vuole un anno scolastico come "2025/26", non ${other.said}`;
    case 'date':
      return other.type.kind === 'written'
        ? `${said} vuole una data come date("2026-03-16"), non ${other.said}`
        : undefined;
    default:
      return undefined;
  }
}

function mismatch(left: Side, right: Side): string | undefined {
  if (familyOf(left.type) === familyOf(right.type)) return undefined;
  if (left.type.kind === 'school_year' && right.type.kind === 'written') return undefined;
  if (right.type.kind === 'school_year' && left.type.kind === 'written') return undefined;
  return `${left.said} è ${inWords(left.type)}, ${right.said} è ${inWords(right.type)}: non si confrontano`;
}

function familyOf({ kind }: ValueType): string {
  return kind === 'choice' || kind === 'written' ? 'text' : kind;
}

/** Whether values of the type come one after another. */
export function isOrdered({ kind }: ValueType): boolean {
  return kind === 'number' || kind === 'date' || kind === 'school_year';
}
