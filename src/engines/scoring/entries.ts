import type { Points } from '../../kernel/points.ts';

type Tie = (one: number, other: number) => number;

/** What the items give in one application, entry after entry, on the way through the limits. Used over and over. */
export class Entries {
  count = 0;
  points: Int32Array;
  /** The first row of the facts it is made of. */
  rows: Int32Array;
  /** The code of the school year, or NO_YEAR. */
  years: Int32Array;
  /** 1 for what a limit has set aside: it counts no more in any other. */
  dead: Uint8Array;
  /** First and last entry of each item of the table. */
  readonly begins: Int32Array;
  readonly ends: Int32Array;

  constructor(items: number, capacity = 256) {
    this.points = new Int32Array(capacity);
    this.rows = new Int32Array(capacity);
    this.years = new Int32Array(capacity);
    this.dead = new Uint8Array(capacity);
    this.begins = new Int32Array(items);
    this.ends = new Int32Array(items);
  }

  add(points: Points, row: number, year: number): void {
    const at = this.count;
    if (at === this.points.length) this.#grow();
    this.points[at] = points;
    this.rows[at] = row;
    this.years[at] = year;
    this.dead[at] = 0;
    this.count = at + 1;
  }

  #grow(): void {
    const longer = (old: Int32Array) => {
      const made = new Int32Array(old.length * 2);
      made.set(old);
      return made;
    };
    this.points = longer(this.points);
    this.rows = longer(this.rows);
    this.years = longer(this.years);
    const dead = new Uint8Array(this.points.length);
    dead.set(this.dead);
    this.dead = dead;
  }

  setAside(at: number): void {
    this.dead[at] = 1;
    this.points[at] = 0;
  }

  /** Lowers the entries of a range, in order, to what is left of a limit; says what is left after them. */
  lower(from: number, to: number, limit: Points): Points {
    let left = limit;
    for (let at = from; at < to; at += 1) {
      if ((this.points[at] as number) > left) this.points[at] = left;
      left -= this.points[at] as number;
    }
    return left;
  }

  /** Most points first, then by what `tie` says; ranges are short. */
  sort(from: number, to: number, tie?: Tie): void {
    for (let at = from + 1; at < to; at += 1) {
      for (let place = at; place > from && this.#isAfter(place - 1, place, tie); place -= 1)
        this.#swap(place - 1, place);
    }
  }

  #isAfter(one: number, other: number, tie: Tie | undefined): boolean {
    const difference = (this.points[other] as number) - (this.points[one] as number);
    return difference > 0 || (difference === 0 && tie !== undefined && tie(one, other) > 0);
  }

  #swap(one: number, other: number): void {
    exchange(this.points, one, other);
    exchange(this.rows, one, other);
    exchange(this.years, one, other);
  }

  sum(from: number, to: number): Points {
    let total = 0;
    for (let at = from; at < to; at += 1) total += this.points[at] as number;
    return total;
  }
}

function exchange(column: Int32Array, one: number, other: number): void {
  const kept = column[one] as number;
  column[one] = column[other] as number;
  column[other] = kept;
}
