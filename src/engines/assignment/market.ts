/** Indexes into the pools: two bytes while they fit, so that a national list of choices is half as long to read. */
export type Indexes = Uint16Array | Uint32Array;

/**
 * The compact model every list mechanism runs on. People hold ordered lists of pools; a pool is a number of like seats
 * governed by one order of people. All numbers are indexes or counts; names stand apart.
 */
export interface Market {
  readonly people: number;
  readonly pools: number;
  readonly orders: number;
  /** People of order `o`, best first: `orderPerson[orderStart[o] .. orderStart[o + 1]]`. */
  readonly orderStart: Uint32Array;
  readonly orderPerson: Uint32Array;
  readonly poolOrder: Indexes;
  readonly poolSeats: Uint32Array;
  /** Pools listed by person `i`, dearest first: `listPool[listStart[i] .. listStart[i + 1]]`. */
  readonly listStart: Uint32Array;
  readonly listPool: Indexes;
}

/** Where each person stands: the orders they are in, with their position in each. Derived from the orders. */
export interface Standings {
  readonly start: Uint32Array;
  readonly order: Uint32Array;
  readonly position: Uint32Array;
}

/** A person without a seat. */
export const NOBODY = -1;
/** A cut-off that admits everybody in the order: seats were left. Also the position of who is not in the order. */
export const OPEN = 0x7fffffff;

export function indexes(length: number, largest: number, shared = false): Indexes {
  const bytes = largest <= 0xffff ? 2 : 4;
  const buffer = shared ? new SharedArrayBuffer(length * bytes) : new ArrayBuffer(length * bytes);
  return bytes === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
}

/** Turns the orders round: for each person the orders they are in. Linear in the entries. */
export function standingsOf(market: Pick<Market, 'people' | 'orders' | 'orderStart' | 'orderPerson'>): Standings {
  const { people, orders, orderStart, orderPerson } = market;
  const start = new Uint32Array(people + 1);
  for (let entry = 0; entry < orderPerson.length; entry++) {
    const slot = (orderPerson[entry] as number) + 1;
    start[slot] = (start[slot] as number) + 1;
  }
  for (let person = 0; person < people; person++) {
    start[person + 1] = (start[person + 1] as number) + (start[person] as number);
  }
  const next = start.slice(0, people);
  const order = new Uint32Array(orderPerson.length);
  const position = new Uint32Array(orderPerson.length);
  for (let each = 0; each < orders; each++) {
    const first = orderStart[each] as number;
    const last = orderStart[each + 1] as number;
    for (let entry = first; entry < last; entry++) {
      const person = orderPerson[entry] as number;
      const at = next[person] as number;
      next[person] = at + 1;
      order[at] = each;
      position[at] = entry - first;
    }
  }
  return { start, order, position };
}
