import type { Components } from './components.ts';
import type { Market } from './market.ts';

/**
 * Pools that can admit nobody who has not been tried yet: people of a component come best placed first, so a pool whose
 * limit is not beyond the best position of who arrives now is closed to all who follow. One byte per pool, looked at
 * before anything else. Marked anew after as many arrivals as the marking costs. Who is displaced does not use it.
 */
export class ClosedPools {
  readonly closed: Uint8Array;
  readonly #components: Components;
  readonly #best: Uint32Array;
  /** Four numbers for each pool, its limit first. */
  readonly #state: Uint32Array;
  readonly #start: Uint32Array;
  readonly #pools: Uint32Array;
  #component = -1;
  #arrivals = 0;

  constructor(
    run: { readonly market: Market; readonly components: Components; readonly best: Uint32Array },
    state: Uint32Array,
  ) {
    const { market, components, best } = run;
    this.closed = new Uint8Array(market.pools);
    this.#components = components;
    this.#best = best;
    this.#state = state;
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

  /** Somebody new is tried. */
  arrived(person: number): void {
    const component = this.#components.ofPerson[person] as number;
    if (component !== this.#component) {
      this.#component = component;
      this.#arrivals = 0;
    }
    const start = this.#start[component] as number;
    const end = this.#start[component + 1] as number;
    this.#arrivals += 16;
    if (this.#arrivals < end - start) return;
    this.#arrivals = 0;
    const best = this.#best[person] as number;
    for (let at = start; at < end; at++) {
      const pool = this.#pools[at] as number;
      if ((this.#state[pool * 4] as number) <= best) this.closed[pool] = 1;
    }
  }
}
