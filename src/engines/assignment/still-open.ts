import type { Components } from './components.ts';
import { type Market, OPEN } from './market.ts';

/**
 * What can still be had by people not tried yet. They come component after component, best placed first, so a pool whose
 * limit is not beyond the best position of who arrives now is closed to all who follow: one byte per pool, looked at
 * before anything else. Beside it, for each order, a position from which no pool admits anybody (limits only come down,
 * so it stays true), and whether the whole component has nothing left for who follows. All marked anew after as many
 * arrivals as the marking costs. Who is displaced does not use the closed pools: they came earlier.
 */
export class StillOpen {
  readonly closed: Uint8Array;
  /** By order. */
  readonly highest: Uint32Array;
  readonly #components: Components;
  readonly #best: Uint32Array;
  /** Four numbers for each pool, its limit first. */
  readonly #state: Uint32Array;
  readonly #poolOrder: Market['poolOrder'];
  readonly #start: Uint32Array;
  readonly #pools: Uint32Array;
  #component = -1;
  #arrivals = 0;
  #finished = false;

  constructor(
    run: { readonly market: Market; readonly components: Components; readonly best: Uint32Array },
    state: Uint32Array,
  ) {
    const { market, components, best } = run;
    this.closed = new Uint8Array(market.pools);
    this.highest = new Uint32Array(market.orders).fill(OPEN);
    this.#components = components;
    this.#best = best;
    this.#state = state;
    this.#poolOrder = market.poolOrder;
    this.#start = new Uint32Array(components.count + 1);
    this.#pools = new Uint32Array(market.pools);
    const componentOf = (pool: number) => components.ofOrder[market.poolOrder[pool] as number] as number;
    for (let pool = 0; pool < market.pools; pool++) {
      const slot = componentOf(pool) + 1;
      this.#start[slot] = (this.#start[slot] as number) + 1;
    }
    for (let each = 0; each < components.count; each++) {
      this.#start[each + 1] = (this.#start[each + 1] as number) + (this.#start[each] as number);
    }
    const next = this.#start.slice();
    for (let pool = 0; pool < market.pools; pool++) {
      const component = componentOf(pool);
      this.#pools[next[component] as number] = pool;
      next[component] = (next[component] as number) + 1;
    }
  }

  /** Somebody new is tried, who stands in that order; answers whether anything may be left for them. */
  arrived(person: number, order: number): boolean {
    const component = this.#components.ofOrder[order] as number;
    if (component !== this.#component) {
      this.#component = component;
      this.#arrivals = 0;
      this.#finished = false;
    }
    this.#arrivals += 16;
    const pools = (this.#start[component + 1] as number) - (this.#start[component] as number);
    if (!this.#finished && this.#arrivals >= pools) this.#mark(component, this.#best[person] as number);
    return !this.#finished;
  }

  #mark(component: number, best: number): void {
    const [state, poolOrder, pools, highest] = [this.#state, this.#poolOrder, this.#pools, this.highest];
    const from = this.#start[component] as number;
    const to = this.#start[component + 1] as number;
    for (let at = from; at < to; at++) highest[poolOrder[pools[at] as number] as number] = 0;
    this.#arrivals = 0;
    this.#finished = true;
    for (let at = from; at < to; at++) {
      const pool = pools[at] as number;
      const order = poolOrder[pool] as number;
      const limit = state[pool * 4] as number;
      if (limit > (highest[order] as number)) highest[order] = limit;
      if (limit <= best) this.closed[pool] = 1;
      else this.#finished = false;
    }
  }
}
