import { type Indexes, indexes } from './market.ts';

/** Choices as a database hands them out: one row each, in any order, for a run of people numbered one after another. */
export interface ChoiceRows {
  readonly firstPerson: number;
  readonly people: number;
  readonly person: Uint32Array;
  /** Place in the person's list, from 0 without gaps. */
  readonly ordinal: Uint8Array | Uint16Array;
  readonly pool: Indexes;
}

export interface Lists {
  readonly listStart: Uint32Array;
  readonly listPool: Indexes;
}

/** A row that cannot be: named, so that it can be put right. */
export interface RowFault {
  readonly fault: 'unknown-person' | 'unknown-pool' | 'repeated-place' | 'missing-place' | 'repeated-pool';
  readonly person: number;
  readonly pool?: number;
}

/**
 * Rows → lists side by side in memory, by counting: linear, no sorting, no object per row. Batches come in the order of
 * the people (a province each); rows inside a batch in any order.
 */
export class ListLayout {
  readonly #pools: number;
  readonly #start: Uint32Array;
  readonly #pool: Indexes;
  #people = 0;
  #filled = 0;
  readonly #lastSeen: Int32Array;

  constructor(size: { readonly people: number; readonly pools: number; readonly choices: number }, shared = false) {
    this.#pools = size.pools;
    this.#start = shared
      ? new Uint32Array(new SharedArrayBuffer((size.people + 1) * 4))
      : new Uint32Array(size.people + 1);
    this.#pool = indexes(size.choices, size.pools, shared);
    this.#lastSeen = new Int32Array(size.pools).fill(-1);
  }

  /** Adds a batch; answers what is wrong with it, and then the layout must not be used. */
  add(rows: ChoiceRows): RowFault | undefined {
    const base = rows.firstPerson;
    for (let row = 0; row < rows.person.length; row++) {
      const slot = (rows.person[row] as number) - base;
      if (slot < 0 || slot >= rows.people) return { fault: 'unknown-person', person: rows.person[row] as number };
      this.#start[base + slot + 1] = (this.#start[base + slot + 1] as number) + 1;
    }
    this.#start[base] = this.#filled;
    for (let person = base; person < base + rows.people; person++) {
      this.#start[person + 1] = (this.#start[person + 1] as number) + (this.#start[person] as number);
    }
    this.#people = base + rows.people;
    this.#filled = this.#start[this.#people] as number;
    return this.#place(rows) ?? this.#distinct(rows);
  }

  #place(rows: ChoiceRows): RowFault | undefined {
    const empty = this.#pools;
    this.#pool.fill(empty, this.#start[rows.firstPerson] as number, this.#filled);
    for (let row = 0; row < rows.person.length; row++) {
      const person = rows.person[row] as number;
      const pool = rows.pool[row] as number;
      const at = (this.#start[person] as number) + (rows.ordinal[row] as number);
      if (pool >= this.#pools) return { fault: 'unknown-pool', person, pool };
      if (at >= (this.#start[person + 1] as number)) return { fault: 'missing-place', person };
      if ((this.#pool[at] as number) !== empty) return { fault: 'repeated-place', person, pool };
      this.#pool[at] = pool;
    }
    return undefined;
  }

  #distinct(rows: ChoiceRows): RowFault | undefined {
    for (let person = rows.firstPerson; person < this.#people; person++) {
      const to = this.#start[person + 1] as number;
      for (let at = this.#start[person] as number; at < to; at++) {
        const pool = this.#pool[at] as number;
        if ((this.#lastSeen[pool] as number) === person) return { fault: 'repeated-pool', person, pool };
        this.#lastSeen[pool] = person;
      }
    }
    return undefined;
  }

  lists(): Lists {
    return { listStart: this.#start, listPool: this.#pool.subarray(0, this.#filled) };
  }
}
