import { type Market, NOBODY, OPEN, standingsOf } from './market.ts';

/**
 * A market whose lists are stretches of `slots` instead of pools one by one: a preference for a province is three
 * numbers, not a thousand. A pool may stand at several slots (by code, by municipality, by district), and in several
 * stretches of one person: asking again where one was refused changes nothing.
 */
export interface IntervalMarket extends Omit<Market, 'listStart' | 'listPool'> {
  /** Pool at each slot; the pools of one stretch are all governed by one order. */
  readonly slots: Uint32Array;
  readonly stretchStart: Uint32Array;
  readonly stretchFrom: Uint32Array;
  readonly stretchTo: Uint32Array;
}

/**
 * Deferred acceptance without writing the lists out: a tree of the highest limits finds the first slot of a stretch that
 * admits a position in a logarithm of its length. Gives the same pools as the expanded lists.
 */
export function acceptOverIntervals(market: IntervalMarket): Int32Array {
  const { people, pools, poolOrder, poolSeats, orderPerson, orderStart, slots } = market;
  const standings = standingsOf(market);
  const limits = new HighestLimits(market);
  const kept: number[][] = Array.from({ length: pools }, () => []);
  const given = new Int32Array(people).fill(NOBODY);
  const stretch = market.stretchStart.slice(0, people);
  const slot = new Uint32Array(people);
  for (let first = 0; first < people; first++) {
    for (let person = first; person !== NOBODY; ) {
      const found = nextAdmitting(market, limits, { person, stretch, slot, positionIn });
      if (found === undefined) break;
      const pool = slots[found.slot] as number;
      given[person] = pool;
      slot[person] = found.slot + 1;
      const positions = kept[pool] as number[];
      positions.push(found.position);
      positions.sort((one, other) => one - other);
      const out = positions.length > (poolSeats[pool] as number) ? positions.pop() : undefined;
      if (positions.length === (poolSeats[pool] as number)) limits.lower(pool, positions.at(-1) as number);
      person =
        out === undefined ? NOBODY : (orderPerson[(orderStart[poolOrder[pool] as number] as number) + out] as number);
      if (person !== NOBODY) given[person] = NOBODY;
    }
  }
  return given;

  function positionIn(person: number, order: number): number {
    for (let at = standings.start[person] as number; at < (standings.start[person + 1] as number); at++) {
      if ((standings.order[at] as number) === order) return standings.position[at] as number;
    }
    return OPEN;
  }
}

interface Seek {
  readonly person: number;
  /** By person: the stretch they have come to, and in it the slot (0: its first). */
  readonly stretch: Uint32Array;
  readonly slot: Uint32Array;
  readonly positionIn: (person: number, order: number) => number;
}

function nextAdmitting(
  market: IntervalMarket,
  limits: HighestLimits,
  { person, stretch, slot, positionIn }: Seek,
): { slot: number; position: number } | undefined {
  const end = market.stretchStart[person + 1] as number;
  for (; (stretch[person] as number) < end; stretch[person] = (stretch[person] as number) + 1, slot[person] = 0) {
    const at = stretch[person] as number;
    const to = market.stretchTo[at] as number;
    const from = Math.max(market.stretchFrom[at] as number, slot[person] as number);
    if (from >= to) continue;
    const position = positionIn(person, market.poolOrder[market.slots[from] as number] as number);
    const found = position === OPEN ? to : limits.firstAbove(position, from, to);
    if (found < to) return { slot: found, position };
  }
  return undefined;
}

/** A tree over the slots, each node the highest limit below it. Limits only come down. */
class HighestLimits {
  readonly #size: number;
  readonly #highest: Uint32Array;
  readonly #slotsOf: number[][];

  constructor({ slots, pools, poolSeats }: IntervalMarket) {
    let size = 1;
    while (size < slots.length) size *= 2;
    this.#size = size;
    this.#highest = new Uint32Array(2 * size);
    this.#slotsOf = Array.from({ length: pools }, () => []);
    for (const [slot, pool] of slots.entries()) {
      this.#slotsOf[pool]?.push(slot);
      this.#highest[size + slot] = (poolSeats[pool] as number) > 0 ? OPEN : 0;
    }
    for (let node = size - 1; node > 0; node--) this.#renew(node);
  }

  lower(pool: number, limit: number): void {
    for (const slot of this.#slotsOf[pool] ?? []) {
      this.#highest[this.#size + slot] = limit;
      for (let node = (this.#size + slot) >> 1; node > 0; node >>= 1) this.#renew(node);
    }
  }

  /** The first slot of `from .. to` whose limit is above the position; `to` if there is none. */
  firstAbove(position: number, from: number, to: number): number {
    let node = this.#size + from;
    for (;;) {
      if ((this.#highest[node] as number) > position) {
        while (node < this.#size) node = (this.#highest[2 * node] as number) > position ? 2 * node : 2 * node + 1;
        return Math.min(node - this.#size, to);
      }
      while ((node & 1) === 1) node >>= 1;
      if (node === 0) return to;
      node++;
    }
  }

  #renew(node: number): void {
    this.#highest[node] = Math.max(this.#highest[2 * node] as number, this.#highest[2 * node + 1] as number);
  }
}

/**
 * Serial assignment over stretches: full pools are skipped by a union-find that leads from each slot to the next with a
 * seat, so that a long stretch costs as much as a short one. Gives the same pools as the expanded lists.
 */
export function assignOverIntervals(market: IntervalMarket): Int32Array {
  const { people, orders, orderStart, orderPerson, poolOrder, poolSeats, slots } = market;
  const left = poolSeats.slice();
  const next = Uint32Array.from({ length: slots.length + 1 }, (_, slot) => slot);
  const free = (slot: number): number => {
    let at = slot;
    while (at < slots.length && (left[slots[at] as number] as number) === 0) {
      const after = next[at] as number;
      at = after === at ? at + 1 : after;
    }
    // What was walked leads straight there from now on.
    for (let walked = slot; walked < at; ) {
      const after = Math.max(next[walked] as number, walked + 1);
      next[walked] = at;
      walked = after;
    }
    return at;
  };
  const given = new Int32Array(people).fill(NOBODY);
  for (let order = 0; order < orders; order++) {
    for (let turn = orderStart[order] as number; turn < (orderStart[order + 1] as number); turn++) {
      const person = orderPerson[turn] as number;
      const end = market.stretchStart[person + 1] as number;
      for (let at = market.stretchStart[person] as number; at < end && given[person] === NOBODY; at++) {
        const from = market.stretchFrom[at] as number;
        if (from >= (market.stretchTo[at] as number) || poolOrder[slots[from] as number] !== order) continue;
        const slot = free(from);
        if (slot >= (market.stretchTo[at] as number)) continue;
        const pool = slots[slot] as number;
        given[person] = pool;
        left[pool] = (left[pool] as number) - 1;
      }
    }
  }
  return given;
}
