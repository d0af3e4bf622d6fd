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
    const { firstPerson: base, people, person } = rows;
    const start = this.#start;
    for (let row = 0; row < person.length; ) {
      // Rows of one person mostly come together: they are counted as a stretch, not one by one.
      const who = person[row] as number;
      const from = row++;
      if (who < base || who >= base + people) return { fault: 'unknown-person', person: who };
      while (row < person.length && person[row] === who) row++;
      start[who + 1] = (start[who + 1] as number) + row - from;
    }
    start[base] = this.#filled;
    for (let each = base; each < base + people; each++) {
      start[each + 1] = (start[each + 1] as number) + (start[each] as number);
    }
    this.#people = base + people;
    this.#filled = start[this.#people] as number;
    return this.#place(rows) ?? this.#distinct(rows);
  }

  #place({ firstPerson, person, ordinal, pool }: ChoiceRows): RowFault | undefined {
    const [start, placed, empty] = [this.#start, this.#pool, this.#pools];
    placed.fill(empty, start[firstPerson] as number, this.#filled);
    for (let row = 0; row < person.length; ) {
      const who = person[row] as number;
      const begin = start[who] as number;
      const end = start[who + 1] as number;
      for (; row < person.length && person[row] === who; row++) {
        const which = pool[row] as number;
        const at = begin + (ordinal[row] as number);
        if (which >= empty) return { fault: 'unknown-pool', person: who, pool: which };
        if (at >= end) return { fault: 'missing-place', person: who };
        if ((placed[at] as number) !== empty) return { fault: 'repeated-place', person: who, pool: which };
        placed[at] = which;
      }
    }
    return undefined;
  }

  #distinct({ firstPerson }: ChoiceRows): RowFault | undefined {
    const [start, placed, lastSeen, people] = [this.#start, this.#pool, this.#lastSeen, this.#people];
    for (let person = firstPerson; person < people; person++) {
      const to = start[person + 1] as number;
      for (let at = start[person] as number; at < to; at++) {
        const pool = placed[at] as number;
        if ((lastSeen[pool] as number) === person) return { fault: 'repeated-pool', person, pool };
        lastSeen[pool] = person;
      }
    }
    return undefined;
  }

  lists(): Lists {
    return { listStart: this.#start, listPool: this.#pool.subarray(0, this.#filled) };
  }
}
