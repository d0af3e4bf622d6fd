import type { Points } from '../../kernel/points.ts';
import { BLOCK } from './block.ts';
import type { SumLimit } from './sum-limits.ts';

/** What the items give to each of the applications at hand, on the way through the limits on sums. */
export class SumColumns {
  /** What no limit can lower any more. */
  readonly totals = new Int32Array(BLOCK);
  /** The column of each item by its place: that of the totals where no limit looks at it. */
  readonly #ofItem: readonly Int32Array[];
  readonly #limited: readonly Int32Array[];
  readonly #limits: readonly { readonly columns: readonly Int32Array[]; readonly cap: Points | undefined }[];
  readonly #left = new Int32Array(BLOCK);

  constructor(items: number, limits: readonly SumLimit[]) {
    this.#ofItem = columnsOf(items, limits, this.totals);
    this.#limited = [...new Set(this.#ofItem)].filter((column) => column !== this.totals);
    this.#limits = limits.map(({ items: those, cap }) => ({
      columns: [...new Set(those.map(({ at }) => this.of(at)))],
      cap,
    }));
  }

  of(item: number): Int32Array {
    return this.#ofItem[item] as Int32Array;
  }

  /** For the first so many applications. */
  clear(count: number): void {
    this.totals.fill(0, 0, count);
    for (const column of this.#limited) column.fill(0, 0, count);
  }

  /** Applies the limits; what is left of all columns goes to the totals. */
  close(count: number): void {
    const left = this.#left;
    for (const { columns, cap } of this.#limits) {
      if (cap === undefined) leaveBest(columns, count);
      else {
        left.fill(cap, 0, count);
        for (const column of columns) lower(column, left, count);
      }
    }
    for (const column of this.#limited) add(column, this.totals, count);
  }
}

/** Neighbours that the same limits look at are one column: it is all the same which of them a limit lowers. */
function columnsOf(items: number, limits: readonly SumLimit[], totals: Int32Array): Int32Array[] {
  const looking = Array.from({ length: items }, (_, at) =>
    limits.filter((limit) => limit.items.some((placed) => placed.at === at)),
  );
  let last: readonly SumLimit[] = [];
  let column = totals;
  return looking.map((those) => {
    if (those.length === 0) return totals;
    const alike = those.length === last.length && those.every((limit, index) => limit === last[index]);
    if (!alike || those.some(({ cap }) => cap === undefined)) column = new Int32Array(BLOCK);
    last = those;
    return column;
  });
}

/** No more of a column than is left for each application; says what is left after it. */
function lower(column: Int32Array, left: Int32Array, count: number): void {
  for (let at = 0; at < count; at += 1) {
    const granted = Math.min(column[at] as number, left[at] as number);
    column[at] = granted;
    left[at] = (left[at] as number) - granted;
  }
}

/** Only the column that gives most; of equals the first. */
function leaveBest(columns: readonly Int32Array[], count: number): void {
  for (let at = 0; at < count; at += 1) {
    let best: Int32Array | undefined;
    let most = 0;
    for (const column of columns) {
      if ((column[at] as number) > most) {
        most = column[at] as number;
        best = column;
      }
      column[at] = 0;
    }
    if (best !== undefined) best[at] = most;
  }
}

function add(column: Int32Array, into: Int32Array, count: number): void {
  for (let at = 0; at < count; at += 1) into[at] = (into[at] as number) + (column[at] as number);
}
