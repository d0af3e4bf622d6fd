import { dayNumberOf } from '../../kernel/civil-date.ts';
import type { FactValues, Position } from './facts.ts';
import { asText, valueIn } from './facts.ts';
import { asMark, type DeclaredMark } from './mark.ts';

/** Values by number: what columns hold instead of texts, so that comparing is comparing numbers. */
export class Dictionary {
  readonly values: unknown[] = [undefined];
  readonly #codes = new Map<unknown, number>([[undefined, NO_VALUE]]);

  /** The number of a value, the same for equal ones; lists, marks and other objects are all one. */
  codeOf(value: unknown): number {
    const key = typeof value === 'object' || typeof value === 'function' ? SOME_OBJECT : value;
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.values.length;
    this.values.push(key);
    this.#codes.set(key, code);
    return code;
  }

  /** Whether any of these stands for a list, a mark or another object. */
  hasObjects(codes: Int32Array): boolean {
    const code = this.#codes.get(SOME_OBJECT);
    return code !== undefined && codes.includes(code);
  }
}

const NO_VALUE = 0;
const SOME_OBJECT = Symbol('object');
/** A day column where there is no day. */
export const NO_DAY = -0x80000000;

/** Marks in three columns, where a base of zero is no mark; and by number, the same for equal ones. */
export interface MarkColumn {
  readonly values: Float64Array;
  readonly bases: Float64Array;
  readonly lodes: Uint8Array;
  readonly codes: Int32Array;
  /** The mark of each number; of the first, none. */
  readonly marks: readonly (DeclaredMark | undefined)[];
}

/** How a name is kept: by code, as text, as a number (NaN where there is none), as a day, as a mark, or as it is. */
interface ColumnTypes {
  code: Int32Array;
  text: Int32Array;
  word: Int32Array;
  number: Float64Array;
  day: Int32Array;
  mark: MarkColumn;
  raw: readonly unknown[];
}
export type ColumnType = keyof ColumnTypes;

/** The rows of a column: facts with their position, or positions by themselves. */
export interface Rows {
  readonly length: number;
  values(row: number): FactValues;
  position(row: number): Position;
}

/** Reads one name of every row into a column. */
export function columnOf<T extends ColumnType>(type: T, name: string, rows: Rows, codes: Dictionary): ColumnTypes[T] {
  const read = (row: number) => valueIn(rows.values(row), rows.position(row), name);
  return BUILDERS[type](rows.length, read, codes) as ColumnTypes[T];
}

type Builder<T> = (length: number, read: (row: number) => unknown, codes: Dictionary) => T;

const BUILDERS: { readonly [T in ColumnType]: Builder<ColumnTypes[T]> } = {
  code: (length, read, codes) => filled(new Int32Array(length), (row) => codes.codeOf(read(row))),
  /** As limits for each value compare it: anything as the text it is written with. */
  text: (length, read, codes) => filled(new Int32Array(length), (row) => codes.codeOf(asText(read(row)))),
  /** Texts only; anything else is the empty one. */
  word: (length, read, codes) => filled(new Int32Array(length), (row) => codes.codeOf(asWord(read(row)))),
  number: (length, read) => filled(new Float64Array(length), (row) => asNumber(read(row))),
  day: (length, read) => filled(new Int32Array(length), (row) => asDay(read(row))),
  mark: (length, read) => {
    const column = {
      values: new Float64Array(length),
      bases: new Float64Array(length),
      lodes: new Uint8Array(length),
      codes: new Int32Array(length),
      marks: [undefined] as (DeclaredMark | undefined)[],
    };
    const known = new Map<string, number>();
    for (let row = 0; row < length; row += 1) {
      const mark = asMark(read(row));
      if (mark === undefined) continue;
      column.values[row] = mark.value;
      column.bases[row] = mark.base;
      column.lodes[row] = mark.lode ? 1 : 0;
      const key = `${mark.value}/${mark.base}/${mark.lode}`;
      const code = known.get(key) ?? column.marks.push(mark) - 1;
      known.set(key, code);
      column.codes[row] = code;
    }
    return column;
  },
  raw: (length, read) => Array.from({ length }, (_, row) => read(row)),
};

function filled<T extends Int32Array | Float64Array>(column: T, valueAt: (row: number) => number): T {
  for (let row = 0; row < column.length; row += 1) column[row] = valueAt(row);
  return column;
}

function asWord(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function asDay(value: unknown): number {
  return (typeof value === 'string' ? dayNumberOf(value) : undefined) ?? NO_DAY;
}
