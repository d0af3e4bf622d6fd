import { bestFirst, type Components, componentsOf } from './components.ts';
import { type Market, NOBODY, OPEN, type Standings, standingsOf } from './market.ts';

/** Who got what: for each person a pool or `NOBODY`, and where in their list it stands. */
export interface Matching {
  readonly pool: Int32Array;
  /** Index into `listPool`; meaningless without a pool. */
  readonly choice: Uint32Array;
}

export interface Run {
  readonly market: Market;
  readonly standings: Standings;
  readonly components: Components;
  /** People in the order they are tried. */
  readonly sequence: Uint32Array;
}

export function prepareRun(market: Market): Run {
  const standings = standingsOf(market);
  const components = componentsOf(market, standings);
  return { market, standings, components, sequence: bestFirst(market, standings, components) };
}

export function emptyMatching(people: number, shared = false): Matching {
  const bytes = people * 4;
  const buffer = () => (shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  return { pool: new Int32Array(buffer()).fill(NOBODY), choice: new Uint32Array(buffer()) };
}

/**
 * Deferred acceptance over all orders at once: everyone asks for their dearest pool, a pool keeps the best placed of
 * those who asked, whoever is displaced asks for the next. The result is the one matching without justified envy that
 * each person likes best among all such; it depends neither on the order of the file nor on that of the asking.
 * (Gale–Shapley 1962; reading of OM 88/2024 art. 12 as "contemporaneamente tutte le graduatorie".)
 */
export function deferredAcceptance(market: Market): Matching {
  const run = prepareRun(market);
  const matching = emptyMatching(market.people);
  acceptDeferred(run, run.sequence, matching);
  return matching;
}

/** The same for a part of the people: whole components, best placed first. Writes into `matching`. */
export function acceptDeferred(run: Run, sequence: Uint32Array, matching: Matching): void {
  const seats = new KeptSeats(run.market);
  const bounds = new Bounds(run.market, seats.limit);
  const { standings, market } = run;
  const position = new Uint32Array(market.orders).fill(OPEN);
  for (let at = 0; at < sequence.length; at++) {
    let person = sequence[at] as number;
    let from = market.listStart[person] as number;
    while (person !== NOBODY) {
      const first = standings.start[person] as number;
      const last = standings.start[person + 1] as number;
      let hopeful = false;
      for (let each = first; each < last; each++) {
        const order = standings.order[each] as number;
        const mine = standings.position[each] as number;
        if (mine >= (bounds.highest[order] as number)) continue;
        position[order] = mine;
        hopeful = true;
      }
      const to = market.listStart[person + 1] as number;
      const choice = hopeful ? firstAdmitting(market, seats.limit, position, from, to) : to;
      if (choice < to) {
        const pool = market.listPool[choice] as number;
        matching.pool[person] = pool;
        matching.choice[person] = choice;
        const displaced = seats.take(pool, position[market.poolOrder[pool] as number] as number);
        forget(position, standings, first, last);
        person = displaced;
        if (person !== NOBODY) {
          matching.pool[person] = NOBODY;
          from = (matching.choice[person] as number) + 1;
        }
      } else {
        if (hopeful) bounds.failed(standings, first, last);
        forget(position, standings, first, last);
        person = NOBODY;
      }
    }
  }
}

function firstAdmitting(market: Market, limit: Uint32Array, position: Uint32Array, from: number, to: number): number {
  const { listPool, poolOrder } = market;
  for (let choice = from; choice < to; choice++) {
    const pool = listPool[choice] as number;
    if ((position[poolOrder[pool] as number] as number) < (limit[pool] as number)) return choice;
  }
  return to;
}

function forget(position: Uint32Array, standings: Standings, first: number, last: number): void {
  for (let each = first; each < last; each++) position[standings.order[each] as number] = OPEN;
}

/** The people each pool keeps for now, as heaps of positions with the worst on top, all in one array. */
class KeptSeats {
  /** Positions below it are admitted: `OPEN` while seats are left, the worst kept when full, 0 without seats. */
  readonly limit: Uint32Array;
  readonly #market: Market;
  readonly #start: Uint32Array;
  readonly #size: Uint32Array;
  readonly #heap: Uint32Array;

  constructor(market: Market) {
    const { pools, poolSeats, poolOrder, orderStart } = market;
    this.#market = market;
    this.limit = new Uint32Array(pools);
    this.#size = new Uint32Array(pools);
    this.#start = new Uint32Array(pools + 1);
    for (let pool = 0; pool < pools; pool++) {
      const order = poolOrder[pool] as number;
      // A pool never holds more people than stand in its order, however many seats it declares.
      const standing = (orderStart[order + 1] as number) - (orderStart[order] as number);
      const seats = poolSeats[pool] as number;
      this.limit[pool] = seats === 0 ? 0 : OPEN;
      this.#start[pool + 1] = (this.#start[pool] as number) + Math.min(seats, standing);
    }
    this.#heap = new Uint32Array(this.#start[pools] as number);
  }

  /** Gives a seat to who stands at that position; answers the person displaced, or `NOBODY`. */
  take(pool: number, position: number): number {
    const start = this.#start[pool] as number;
    const seats = this.#market.poolSeats[pool] as number;
    const size = this.#size[pool] as number;
    if (size < seats) {
      this.#rise(start, size, position);
      this.#size[pool] = size + 1;
      if (size + 1 === seats) this.limit[pool] = this.#heap[start] as number;
      return NOBODY;
    }
    const worst = this.#heap[start] as number;
    this.#sink(start, size, position);
    this.limit[pool] = this.#heap[start] as number;
    const order = this.#market.poolOrder[pool] as number;
    return this.#market.orderPerson[(this.#market.orderStart[order] as number) + worst] as number;
  }

  #rise(start: number, size: number, position: number): void {
    let slot = size;
    while (slot > 0) {
      const above = (slot - 1) >> 1;
      const other = this.#heap[start + above] as number;
      if (other >= position) break;
      this.#heap[start + slot] = other;
      slot = above;
    }
    this.#heap[start + slot] = position;
  }

  #sink(start: number, size: number, position: number): void {
    let slot = 0;
    for (let below = 1; below < size; below = 2 * slot + 1) {
      const right = below + 1;
      if (right < size && (this.#heap[start + right] as number) > (this.#heap[start + below] as number)) below = right;
      const other = this.#heap[start + below] as number;
      if (other <= position) break;
      this.#heap[start + slot] = other;
      slot = below;
    }
    this.#heap[start + slot] = position;
  }
}

/**
 * For each order a position from which no pool admits anybody any more. Limits only come down, so a bound once found
 * stays true; it is looked for again after as many failures as looking costs. Who is beyond all bounds is not read.
 */
class Bounds {
  readonly highest: Uint32Array;
  readonly #failures: Uint32Array;
  readonly #poolStart: Uint32Array;
  readonly #poolsOf: Uint32Array;
  readonly #limit: Uint32Array;

  constructor(market: Market, limit: Uint32Array) {
    this.#limit = limit;
    this.highest = new Uint32Array(market.orders).fill(OPEN);
    this.#failures = new Uint32Array(market.orders);
    this.#poolStart = new Uint32Array(market.orders + 1);
    this.#poolsOf = new Uint32Array(market.pools);
    for (let pool = 0; pool < market.pools; pool++) {
      const slot = (market.poolOrder[pool] as number) + 1;
      this.#poolStart[slot] = (this.#poolStart[slot] as number) + 1;
    }
    for (let order = 0; order < market.orders; order++) {
      this.#poolStart[order + 1] = (this.#poolStart[order + 1] as number) + (this.#poolStart[order] as number);
    }
    const next = this.#poolStart.slice();
    for (let pool = 0; pool < market.pools; pool++) {
      const order = market.poolOrder[pool] as number;
      this.#poolsOf[next[order] as number] = pool;
      next[order] = (next[order] as number) + 1;
    }
  }

  failed(standings: Standings, first: number, last: number): void {
    for (let each = first; each < last; each++) {
      const order = standings.order[each] as number;
      const failures = (this.#failures[order] as number) + 64;
      const start = this.#poolStart[order] as number;
      const end = this.#poolStart[order + 1] as number;
      this.#failures[order] = failures;
      if (failures < end - start) continue;
      this.#failures[order] = 0;
      let highest = 0;
      for (let at = start; at < end; at++) {
        const limit = this.#limit[this.#poolsOf[at] as number] as number;
        if (limit > highest) highest = limit;
      }
      this.highest[order] = highest;
    }
  }
}
