import type { Points } from '../../kernel/points.ts';
import { Entries } from './entries.ts';
import type { Limits } from './limit-points.ts';
import type { Predicate, ValueTable } from './one-predicate.ts';
import type { Route } from './routes.ts';
import type { PointsTable, RowPoints } from './row-points.ts';
import { NO_YEAR, type TimePoints } from './time-points.ts';

/** An item over one batch. */
export interface BoundItem {
  readonly reusable: boolean;
  readonly test: Predicate | undefined;
  /** The same test where a look at the code of the row is enough. */
  readonly table: ValueTable | undefined;
  /** No limit touches it: what it gives is simply added. */
  readonly plain: boolean;
  /** Every row is worth the same: so many points. */
  readonly same: Points | undefined;
  readonly each: RowPoints | undefined;
  /** The same points where a look at the code of the row is enough. */
  readonly worth: PointsTable | undefined;
  readonly factor: RowPoints | undefined;
  readonly together: TimePoints | undefined;
  /** The rows it values in the application at hand. */
  rows: Int32Array;
  count: number;
}

/** The rows of one kind of facts in a batch, and who may value them. */
interface BoundKind {
  readonly offsets: Uint32Array | undefined;
  readonly route: Route;
  readonly isDiscarded: Predicate | undefined;
}

/** The rows of one kind of facts, and which items each of them may go to. */
interface Sorting {
  readonly offsets: Uint32Array;
  readonly codes: Int32Array | undefined;
  readonly lists: readonly (readonly BoundItem[] | undefined)[];
  readonly others: readonly BoundItem[];
  readonly isDiscarded: Predicate | undefined;
}

function sortingOf({ offsets, route, isDiscarded }: BoundKind, items: readonly BoundItem[]): Sorting[] {
  if (offsets === undefined) return [];
  const those = (places: readonly number[]) => places.map((at) => items[at] as BoundItem);
  const lists = Array.from({ length: Math.max(0, ...route.byCode.keys()) + 1 }, (_, code) => {
    const places = route.byCode.get(code);
    return places && those(places);
  });
  return [{ offsets, codes: route.codes, lists, others: those(route.others), isDiscarded }];
}

/** The loop: application by application, its rows to the items that want them, what they give through the limits. */
export class Run {
  readonly #length: number;
  /** Those that limits may lower, with their place in the table. */
  readonly #limitable: readonly (readonly [number, BoundItem])[];
  readonly #sortings: readonly Sorting[];
  readonly #limits: readonly Limits[];
  readonly #entries: Entries;

  constructor(length: number, items: readonly BoundItem[], kinds: readonly BoundKind[], limits: readonly Limits[]) {
    this.#length = length;
    this.#limitable = [...items.entries()].filter(([, item]) => !item.plain);
    this.#sortings = kinds.flatMap((kind) => sortingOf(kind, items));
    this.#limits = limits;
    this.#entries = new Entries(items.length);
  }

  points(): Int32Array {
    const points = new Int32Array(this.#length);
    for (let application = 0; application < points.length; application += 1) {
      let plain = 0;
      for (let kind = 0; kind < this.#sortings.length; kind += 1) {
        plain += sortRows(this.#sortings[kind] as Sorting, application);
      }
      points[application] = plain + this.#limited(application);
    }
    return points;
  }

  /** What is left of the entries after all the limits. */
  #limited(application: number): Points {
    const limitable = this.#limitable;
    if (limitable.length === 0) return 0;
    const entries = this.#entries;
    entries.count = 0;
    for (let index = 0; index < limitable.length; index += 1) {
      const [at, item] = limitable[index] as (typeof limitable)[number];
      entries.begins[at] = entries.count;
      if (item.count > 0) addEntries(item, application, entries);
      entries.ends[at] = entries.count;
    }
    if (entries.count === 0) return 0;
    for (let step = 0; step < this.#limits.length; step += 1) {
      const { first, last, limits } = this.#limits[step] as Limits;
      if (entries.begins[first] === entries.ends[last]) continue;
      for (let at = 0; at < limits.length; at += 1) (limits[at] as (typeof limits)[number])(entries);
    }
    return entries.sum(0, entries.count);
  }
}

/** Gives each row of one kind to the items that value it; says what those give that no limit can lower. */
function sortRows({ offsets, codes, lists, others, isDiscarded }: Sorting, application: number): Points {
  const end = offsets[application + 1] as number;
  let plain = 0;
  for (let row = offsets[application] as number; row < end; row += 1) {
    const candidates = codes === undefined ? others : (lists[codes[row] as number] ?? others);
    if (candidates.length === 0) continue;
    const discarded = isDiscarded !== undefined && asks(isDiscarded, isDiscarded.table, row, application);
    for (let at = 0; at < candidates.length; at += 1) {
      const item = candidates[at] as BoundItem;
      if (discarded && !item.reusable) continue;
      if (item.test !== undefined && !asks(item.test, item.table, row, application)) continue;
      if (item.plain && item.each !== undefined) plain += item.same ?? worthOf(item, item.each, row, application);
      else give(item, row);
    }
  }
  return plain;
}

/** Looks the answer up where that is enough. */
function asks(test: Predicate, table: ValueTable | undefined, row: number, application: number): boolean {
  return table === undefined ? test(row, application) : table.answers[table.codes[row] as number] === 1;
}

function worthOf({ worth, factor }: BoundItem, each: RowPoints, row: number, application: number): Points {
  if (worth !== undefined) return worth.points[worth.codes[row] as number] as number;
  const whole = each(row, application);
  return factor === undefined ? whole : Math.round(whole * factor(row, application));
}

function give(item: BoundItem, row: number): void {
  if (item.count === item.rows.length) {
    const longer = new Int32Array(item.count * 2);
    longer.set(item.rows);
    item.rows = longer;
  }
  item.rows[item.count] = row;
  item.count += 1;
}

/** Adds what an item gives for its rows, and leaves it without rows for the next application. */
function addEntries(item: BoundItem, application: number, entries: Entries): void {
  const { same, each, together, rows, count } = item;
  item.count = 0;
  if (together !== undefined) together(rows, count, application, entries);
  if (each === undefined) return;
  for (let at = 0; at < count; at += 1) {
    const row = rows[at] as number;
    entries.add(same ?? worthOf(item, each, row, application), row, NO_YEAR);
  }
}
