import type { Block } from './block.ts';
import type { Predicate } from './predicate.ts';
import type { RowFactors, RowPoints } from './row-points.ts';

/** How an item chooses and values rows, over one batch. */
export interface Valuation {
  readonly reusable: boolean;
  readonly block: Block;
  readonly test: Predicate | undefined;
  /** What each row is worth by itself; nothing where several rows make a worth together. */
  readonly points: RowPoints | undefined;
  readonly factors: RowFactors | undefined;
}

/** The rows that one item values in the applications at hand, and what each is worth. */
export class ItemRows {
  readonly block: Block;
  readonly reusable: boolean;
  readonly rows: Int32Array;
  count = 0;
  readonly worths: Int32Array;
  /** What the worth of each row is multiplied by. */
  readonly products: Float64Array;
  readonly #item: Valuation;

  constructor(item: Valuation) {
    this.#item = item;
    this.block = item.block;
    this.reusable = item.reusable;
    this.rows = new Int32Array(item.block.room);
    this.worths = new Int32Array(item.block.room);
    this.products = new Float64Array(item.block.room).fill(1);
  }

  /** Takes those of the rows that the item wants. */
  choose(rows: Int32Array, count: number): void {
    const { test } = this.#item;
    if (test !== undefined) this.count = test.keep(rows, count, this.rows);
    else if (rows !== this.rows) {
      for (let at = 0; at < count; at += 1) this.rows[at] = rows[at] as number;
      this.count = count;
    }
  }

  /** Works out what the chosen rows are worth. */
  value(): void {
    const { points, factors } = this.#item;
    const { rows, count, worths, products } = this;
    factors?.(rows, count, products);
    if (points === undefined) return;
    points(rows, count, worths);
    if (factors === undefined) return;
    for (let at = 0; at < count; at += 1) worths[at] = Math.round((worths[at] as number) * (products[at] as number));
  }
}
