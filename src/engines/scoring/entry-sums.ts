import type { Points } from '../../kernel/points.ts';
import type { Entries } from './entries.ts';
import type { Limit } from './entry-limits.ts';
import type { ItemRows } from './item-rows.ts';
import type { TimePoints } from './time-points.ts';
import { NO_YEAR } from './time-points.ts';

/** An item whose lines are told apart. */
export interface LinedItem {
  /** Its place in the table. */
  readonly at: number;
  readonly rows: ItemRows;
  /** What several rows are worth together; nothing where each is worth something by itself. */
  readonly together: TimePoints | undefined;
  /** What it gives to each application. */
  readonly column: Int32Array;
}

/** Some items line after line, application after application, through the limits that look at lines. */
export class EntrySums {
  readonly #items: readonly LinedItem[];
  readonly #limits: readonly Limit[];
  readonly #entries: Entries;
  /** The first row of each item that no application has taken yet. */
  readonly #next: Int32Array;

  constructor(items: readonly LinedItem[], limits: readonly Limit[], entries: Entries) {
    this.#items = items;
    this.#limits = limits;
    this.#entries = entries;
    this.#next = new Int32Array(items.length);
  }

  /** Adds to the columns, where the first place is that of the first application at hand. */
  give(first: number): void {
    this.#next.fill(0);
    for (const { together } of this.#items) together?.ask();
    for (;;) {
      const application = this.#nextApplication();
      if (application === NOBODY) return;
      this.#entries.count = 0;
      for (let index = 0; index < this.#items.length; index += 1) this.#addLines(index, application);
      for (let at = 0; at < this.#limits.length; at += 1) (this.#limits[at] as Limit)(this.#entries);
      for (let index = 0; index < this.#items.length; index += 1) {
        const { at, column } = this.#items[index] as LinedItem;
        column[application - first] = (column[application - first] as number) + this.#sum(at);
      }
    }
  }

  /** The next application that has rows. */
  #nextApplication(): number {
    let application = NOBODY;
    for (let index = 0; index < this.#items.length; index += 1) {
      const { rows, count, block } = (this.#items[index] as LinedItem).rows;
      const next = this.#next[index] as number;
      if (next < count) application = Math.min(application, block.owners[rows[next] as number] as number);
    }
    return application;
  }

  #addLines(index: number, application: number): void {
    const { at, rows: item, together } = this.#items[index] as LinedItem;
    const { rows, count, worths, block } = item;
    const entries = this.#entries;
    const from = this.#next[index] as number;
    let to = from;
    while (to < count && block.owners[rows[to] as number] === application) to += 1;
    this.#next[index] = to;
    entries.begins[at] = entries.count;
    if (together === undefined)
      for (let place = from; place < to; place += 1)
        entries.add(worths[place] as number, rows[place] as number, NO_YEAR);
    else if (to > from) together.add(from, to, entries);
    entries.ends[at] = entries.count;
  }

  #sum(at: number): Points {
    return this.#entries.sum(this.#entries.begins[at] as number, this.#entries.ends[at] as number);
  }
}

const NOBODY = 0x7fffffff;
