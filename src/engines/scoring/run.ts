import { BLOCK } from './block.ts';
import type { EntrySums } from './entry-sums.ts';
import type { ItemRows } from './item-rows.ts';
import type { Sorting } from './sorting.ts';
import type { SumColumns } from './sum-columns.ts';

/** An item of which only matters how much its rows come to. */
export interface SummedItem {
  readonly rows: ItemRows;
  /** What it gives to each application. */
  readonly column: Int32Array;
}

/** What one table is made of over one batch. */
export interface RunParts {
  readonly sortings: readonly Sorting[];
  readonly items: readonly ItemRows[];
  readonly summed: readonly SummedItem[];
  readonly lined: readonly EntrySums[];
  readonly columns: SumColumns;
}

/** The loop: block by block, rows to the items that want them, what they are worth, what limits leave of it. */
export class Run {
  readonly #length: number;
  readonly #parts: RunParts;

  constructor(length: number, parts: RunParts) {
    this.#length = length;
    this.#parts = parts;
  }

  points(): Int32Array {
    const points = new Int32Array(this.#length);
    for (let first = 0; first < points.length; first += BLOCK) {
      const end = Math.min(first + BLOCK, points.length);
      points.set(this.#block(first, end).subarray(0, end - first), first);
    }
    return points;
  }

  /** What each of the applications from one to another comes to. */
  #block(first: number, end: number): Int32Array {
    const { sortings, items, summed, lined, columns } = this.#parts;
    columns.clear(end - first);
    for (const sorting of sortings) {
      sorting.block.moveTo(first, end);
      sorting.sort();
    }
    for (const item of items) item.value();
    for (const { rows, column } of summed) addWorths(rows, first, column);
    for (const sums of lined) sums.give(first);
    columns.close(end - first);
    return columns.totals;
  }
}

function addWorths({ rows, count, worths, block: { owners } }: ItemRows, first: number, column: Int32Array): void {
  for (let at = 0; at < count; at += 1) {
    const place = (owners[rows[at] as number] as number) - first;
    column[place] = (column[place] as number) + (worths[at] as number);
  }
}
