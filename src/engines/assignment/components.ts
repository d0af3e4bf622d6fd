import { type Market, OPEN, type Standings } from './market.ts';

/** Orders that share a person or none at all: each component can be run, checked or withheld alone. */
export interface Components {
  readonly count: number;
  readonly ofOrder: Uint32Array;
  readonly ofPerson: Uint32Array;
}

/**
 * The connected components of the market: two orders belong together when somebody stands in both. Listing a
 * pool whose order one is not in ties nothing: that pool can never be had.
 * Numbered by their first order; people in no order belong to component 0.
 */
export function componentsOf(market: Market, standings: Standings): Components {
  const parent = Uint32Array.from({ length: market.orders }, (_, order) => order);
  const rootOf = (order: number): number => {
    let root = order;
    while ((parent[root] as number) !== root) {
      parent[root] = parent[parent[root] as number] as number;
      root = parent[root] as number;
    }
    return root;
  };
  for (let person = 0; person < market.people; person++) {
    const from = standings.start[person] as number;
    const to = standings.start[person + 1] as number;
    for (let at = from + 1; at < to; at++) {
      const one = rootOf(standings.order[from] as number);
      const other = rootOf(standings.order[at] as number);
      if (one < other) parent[other] = one;
      else parent[one] = other;
    }
  }
  return numbered(market, standings, rootOf);
}

function numbered(market: Market, standings: Standings, rootOf: (order: number) => number): Components {
  const ofOrder = new Uint32Array(market.orders);
  let count = 0;
  for (let order = 0; order < market.orders; order++) {
    const root = rootOf(order);
    if (root === order) ofOrder[order] = count++;
    else ofOrder[order] = ofOrder[root] as number;
  }
  const ofPerson = new Uint32Array(market.people);
  for (let person = 0; person < market.people; person++) {
    const first = standings.start[person] as number;
    if (first < (standings.start[person + 1] as number)) {
      ofPerson[person] = ofOrder[standings.order[first] as number] as number;
    }
  }
  return { count: Math.max(count, 1), ofOrder, ofPerson };
}

/**
 * The order in which people are tried: component after component (their pools stay in the processor's cache), and in
 * each the best placed first, which saves most of the displacements. The result does not depend on it.
 */
export function bestFirst(market: Market, components: Components, best: Uint32Array): Uint32Array {
  let largest = 0;
  for (const position of best) if (position > largest && position !== OPEN) largest = position;
  const nowhere = largest + 1;
  const key = best.map((position) => Math.min(position, nowhere));
  const all = Uint32Array.from({ length: market.people }, (_, person) => person);
  return countingSort(countingSort(all, key, nowhere + 1), components.ofPerson, components.count);
}

/** The best position of each person in any of their orders; `OPEN` for who is in none. */
export function bestPositions(market: Market, standings: Standings): Uint32Array {
  const best = new Uint32Array(market.people).fill(OPEN);
  for (let person = 0; person < market.people; person++) {
    for (let at = standings.start[person] as number; at < (standings.start[person + 1] as number); at++) {
      const position = standings.position[at] as number;
      if (position < (best[person] as number)) best[person] = position;
    }
  }
  return best;
}

function countingSort(items: Uint32Array, key: ArrayLike<number>, keys: number): Uint32Array {
  const next = new Uint32Array(keys + 1);
  for (let at = 0; at < items.length; at++) {
    const slot = (key[items[at] as number] as number) + 1;
    next[slot] = (next[slot] as number) + 1;
  }
  for (let each = 0; each < keys; each++) next[each + 1] = (next[each + 1] as number) + (next[each] as number);
  const sorted = new Uint32Array(items.length);
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as number;
    const slot = next[key[item] as number] as number;
    next[key[item] as number] = slot + 1;
    sorted[slot] = item;
  }
  return sorted;
}
