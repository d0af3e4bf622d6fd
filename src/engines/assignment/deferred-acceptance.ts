import { bestFirst, bestPositions, type Components, componentsOf } from './components.ts';
import { type Market, NOBODY, OPEN, type Standings, standingsOf } from './market.ts';
import { StillOpen } from './still-open.ts';

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
  /** The best position of each person in any order. */
  readonly best: Uint32Array;
  /** People in the order they are tried. */
  readonly sequence: Uint32Array;
}

export function prepareRun(market: Market): Run {
  const standings = standingsOf(market);
  const components = componentsOf(market, standings);
  const best = bestPositions(market, standings);
  return { market, standings, components, best, sequence: bestFirst(market, components, best) };
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
  const { listStart } = run.market;
  const { start, order } = run.standings;
  const { pool: given, choice: chosen } = matching;
  const seats = new KeptSeats(run.market);
  const open = new StillOpen(run, seats.state);
  const seeker = new Seeker(run, seats.state, open);
  for (let at = 0; at < sequence.length; at++) {
    let person = sequence[at] as number;
    const first = start[person] as number;
    if (first === start[person + 1] || !open.arrived(person, order[first] as number)) continue;
    let from = listStart[person] as number;
    for (let arriving = true; person !== NOBODY; arriving = false) {
      const choice = seeker.firstAdmitting(person, from, arriving);
      if (choice === NOBODY) break;
      given[person] = seeker.pool;
      chosen[person] = choice;
      person = seats.take(seeker.pool, seeker.position);
      if (person === NOBODY) break;
      given[person] = NOBODY;
      from = (chosen[person] as number) + 1;
    }
  }
}

/** Above this many orders a person's position is searched for; below, all their positions are laid out once. */
const manyOrders = 24;

/** Finds the first pool of a person's list that would admit them now. The inner loop: columns are at hand. */
class Seeker {
  /** The pool found, and where the person stands in its order. */
  pool = 0;
  position = 0;
  readonly #listStart: Uint32Array;
  readonly #listPool: Market['listPool'];
  readonly #poolOrder: Market['poolOrder'];
  readonly #start: Uint32Array;
  readonly #order: Uint32Array;
  readonly #place: Uint32Array;
  readonly #state: Uint32Array;
  readonly #closed: Uint8Array;
  readonly #highest: Uint32Array;
  readonly #mine: Uint32Array;

  constructor({ market, standings }: Run, state: Uint32Array, { closed, highest }: StillOpen) {
    this.#listStart = market.listStart;
    this.#listPool = market.listPool;
    this.#poolOrder = market.poolOrder;
    this.#start = standings.start;
    this.#order = standings.order;
    this.#place = standings.position;
    this.#state = state;
    this.#closed = closed;
    this.#highest = highest;
    this.#mine = new Uint32Array(market.orders).fill(OPEN);
  }

  /** The choice found, from `from` on, or `NOBODY`; then `pool` and `position` say the rest. */
  firstAdmitting(person: number, from: number, arriving: boolean): number {
    const [order, place, mine, highest] = [this.#order, this.#place, this.#mine, this.#highest];
    const first = this.#start[person] as number;
    const last = this.#start[person + 1] as number;
    const to = this.#listStart[person + 1] as number;
    if (last - first > manyOrders) return this.#searching(first, last, from, to);
    let hopeful = false;
    for (let each = first; each < last; each++) {
      const at = order[each] as number;
      const position = place[each] as number;
      if (position >= (highest[at] as number)) continue;
      mine[at] = position;
      hopeful = true;
    }
    if (!hopeful) return NOBODY;
    const choice = arriving ? this.#amongOpen(from, to) : this.#amongAll(from, to);
    for (let each = first; each < last; each++) mine[order[each] as number] = OPEN;
    return choice;
  }

  #amongOpen(from: number, to: number): number {
    const [listPool, closed, poolOrder, mine, state] = [
      this.#listPool,
      this.#closed,
      this.#poolOrder,
      this.#mine,
      this.#state,
    ];
    for (let choice = from; choice < to; choice++) {
      const pool = listPool[choice] as number;
      if ((closed[pool] as number) !== 0) continue;
      const position = mine[poolOrder[pool] as number] as number;
      if (position < (state[pool * 4] as number)) return this.#found(choice, pool, position);
    }
    return NOBODY;
  }

  #amongAll(from: number, to: number): number {
    const [listPool, poolOrder, mine, state] = [this.#listPool, this.#poolOrder, this.#mine, this.#state];
    for (let choice = from; choice < to; choice++) {
      const pool = listPool[choice] as number;
      const position = mine[poolOrder[pool] as number] as number;
      if (position < (state[pool * 4] as number)) return this.#found(choice, pool, position);
    }
    return NOBODY;
  }

  #searching(first: number, last: number, from: number, to: number): number {
    for (let choice = from; choice < to; choice++) {
      const pool = this.#listPool[choice] as number;
      const position = this.#positionIn(this.#poolOrder[pool] as number, first, last);
      if (position < (this.#state[pool * 4] as number)) return this.#found(choice, pool, position);
    }
    return NOBODY;
  }

  #found(choice: number, pool: number, position: number): number {
    this.pool = pool;
    this.position = position;
    return choice;
  }

  /** A person's standings go up by order. */
  #positionIn(order: number, first: number, last: number): number {
    let [low, high] = [first, last];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#order[middle] as number) < order) low = middle + 1;
      else high = middle;
    }
    return low < last && this.#order[low] === order ? (this.#place[low] as number) : OPEN;
  }
}

/**
 * The people each pool keeps for now, as heaps of positions with the worst on top, all in one array. What is known of a
 * pool stands together, four numbers: one line of the processor's cache for each pool that is asked.
 */
class KeptSeats {
  /**
   * Of each pool: its limit, below which positions are admitted (`OPEN` while seats are left, the worst kept when full, 0
   * without seats); its seats; how many it keeps; where its heap begins.
   */
  readonly state: Uint32Array;
  readonly #market: Market;
  readonly #heap: Uint32Array;

  constructor(market: Market) {
    const { pools, poolSeats, poolOrder, orderStart } = market;
    this.#market = market;
    this.state = new Uint32Array(pools * 4);
    let start = 0;
    for (let pool = 0; pool < pools; pool++) {
      const order = poolOrder[pool] as number;
      // A pool never holds more people than stand in its order, however many seats it declares.
      const standing = (orderStart[order + 1] as number) - (orderStart[order] as number);
      const seats = poolSeats[pool] as number;
      this.state[pool * 4] = seats === 0 ? 0 : OPEN;
      this.state[pool * 4 + 1] = seats;
      this.state[pool * 4 + 3] = start;
      start += Math.min(seats, standing);
    }
    this.#heap = new Uint32Array(start);
  }

  /** Gives a seat to who stands at that position; answers the person displaced, or `NOBODY`. */
  take(pool: number, position: number): number {
    const [state, heap, at] = [this.state, this.#heap, pool * 4];
    const seats = state[at + 1] as number;
    const size = state[at + 2] as number;
    const start = state[at + 3] as number;
    if (size < seats) {
      rise(heap, start, size, position);
      state[at + 2] = size + 1;
      if (size + 1 === seats) state[at] = heap[start] as number;
      return NOBODY;
    }
    const worst = heap[start] as number;
    sink(heap, start, size, position);
    state[at] = heap[start] as number;
    const order = this.#market.poolOrder[pool] as number;
    return this.#market.orderPerson[(this.#market.orderStart[order] as number) + worst] as number;
  }
}

function rise(heap: Uint32Array, start: number, size: number, position: number): void {
  let slot = size;
  while (slot > 0) {
    const above = (slot - 1) >> 1;
    const other = heap[start + above] as number;
    if (other >= position) break;
    heap[start + slot] = other;
    slot = above;
  }
  heap[start + slot] = position;
}

function sink(heap: Uint32Array, start: number, size: number, position: number): void {
  let slot = 0;
  for (let below = 1; below < size; below = 2 * slot + 1) {
    const right = below + 1;
    if (right < size && (heap[start + right] as number) > (heap[start + below] as number)) below = right;
    const other = heap[start + below] as number;
    if (other <= position) break;
    heap[start + slot] = other;
    slot = below;
  }
  heap[start + slot] = position;
}
