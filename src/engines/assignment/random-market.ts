import { indexes, type Market } from './market.ts';
import { randomFrom, shuffle } from './random.ts';

/** Test world: a small market drawn at random, with pools nobody may enter, pools without seats and empty lists. */
export function randomMarket(seed: number): Market {
  const random = randomFrom(seed);
  const people = 1 + random.below(9);
  const pools = 1 + random.below(7);
  const orders = 1 + random.below(4);
  const sequences = Array.from({ length: orders }, () => {
    const all = Array.from({ length: people }, (_, person) => person);
    shuffle(all, random);
    return all.slice(0, random.below(people + 1));
  });
  const lists = Array.from({ length: people }, () => {
    const all = Array.from({ length: pools }, (_, pool) => pool);
    shuffle(all, random);
    return all.slice(0, random.below(pools + 1));
  });
  return marketOf({
    sequences,
    lists,
    seats: Array.from({ length: pools }, () => random.below(4)),
    poolOrder: Array.from({ length: pools }, () => random.below(orders)),
  });
}

export interface PlainMarket {
  readonly sequences: readonly (readonly number[])[];
  readonly lists: readonly (readonly number[])[];
  readonly seats: readonly number[];
  readonly poolOrder: readonly number[];
}

export function marketOf({ sequences, lists, seats, poolOrder }: PlainMarket): Market {
  const orderStart = new Uint32Array(sequences.length + 1);
  for (const [order, each] of sequences.entries()) orderStart[order + 1] = (orderStart[order] ?? 0) + each.length;
  const listStart = new Uint32Array(lists.length + 1);
  for (const [person, each] of lists.entries()) listStart[person + 1] = (listStart[person] ?? 0) + each.length;
  const listPool = indexes(lists.flat().length, seats.length);
  listPool.set(lists.flat());
  const order = indexes(seats.length, sequences.length);
  order.set(poolOrder);
  return {
    people: lists.length,
    pools: seats.length,
    orders: sequences.length,
    orderStart,
    orderPerson: Uint32Array.from(sequences.flat()),
    poolOrder: order,
    poolSeats: Uint32Array.from(seats),
    listStart,
    listPool,
  };
}

export function plainMarketOf(market: Market): PlainMarket {
  const parts = (start: Uint32Array, items: ArrayLike<number>, count: number) =>
    Array.from({ length: count }, (_, each) => Array.from(items).slice(start[each], start[each + 1]));
  return {
    sequences: parts(market.orderStart, market.orderPerson, market.orders),
    lists: parts(market.listStart, market.listPool, market.people),
    seats: [...market.poolSeats],
    poolOrder: [...market.poolOrder],
  };
}
