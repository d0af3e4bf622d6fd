import type { Block } from './block.ts';
import type { ItemRows } from './item-rows.ts';
import type { Predicate } from './predicate.ts';
import type { Route } from './routes.ts';

/** Whom the rows of one kind may go to, and which of them the table discards. */
interface Sorted {
  readonly route: Route;
  readonly items: readonly ItemRows[];
  readonly discard: Predicate | undefined;
}

/** Gives the rows of one kind to the items that may value them. */
export class Sorting {
  readonly block: Block;
  readonly #codes: Int32Array | undefined;
  /** For each code the items that want it; those that want any. */
  readonly #wanting: readonly (readonly ItemRows[])[];
  readonly #routed: readonly ItemRows[];
  readonly #always: readonly ItemRows[];
  readonly #discard: Predicate | undefined;
  readonly #discarded: Uint8Array;
  readonly #left: Int32Array;

  constructor(block: Block, { route, items, discard }: Sorted) {
    this.block = block;
    this.#codes = route.codes;
    const those = (places: readonly number[]) => places.map((at) => items[at] as ItemRows);
    const codes = Math.max(0, ...route.byCode.keys()) + 1;
    this.#wanting = Array.from({ length: codes }, (_, code) => those(route.byCode.get(code) ?? []));
    this.#routed = [...new Set(this.#wanting.flat())];
    this.#always = those(route.always);
    this.#discard = discard;
    this.#discarded = new Uint8Array(block.room);
    this.#left = new Int32Array(block.room);
  }

  sort(): void {
    const { rows, count } = this.block;
    const left = this.#askDiscarded();
    if (this.#codes !== undefined) this.#byCode(this.#codes);
    for (const item of this.#always) {
      if (item.reusable) item.choose(rows, count);
      else item.choose(this.#left, left);
    }
  }

  /** Marks the rows that the table discards; says how many are left. */
  #askDiscarded(): number {
    const [discarded, left, { rows, count }] = [this.#discarded, this.#left, this.block];
    if (this.#discard === undefined) {
      for (let at = 0; at < count; at += 1) left[at] = rows[at] as number;
      return count;
    }
    discarded.fill(1, 0, count);
    this.#discard.sift(rows, count, discarded);
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      left[kept] = rows[at] as number;
      kept += 1 - (discarded[at] as number);
    }
    return kept;
  }

  #byCode(codes: Int32Array): void {
    const [wanting, discarded, { rows, count }] = [this.#wanting, this.#discarded, this.block];
    for (const item of this.#routed) item.count = 0;
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] as number;
      const code = codes[row] as number;
      if (code >= wanting.length) continue;
      const items = wanting[code] as readonly ItemRows[];
      for (let each = 0; each < items.length; each += 1) {
        const item = items[each] as ItemRows;
        if (discarded[at] === 1 && !item.reusable) continue;
        item.rows[item.count] = row;
        item.count += 1;
      }
    }
    for (const item of this.#routed) item.choose(item.rows, item.count);
  }
}
