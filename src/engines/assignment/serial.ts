import type { Matching } from './deferred-acceptance.ts';
import { type Market, NOBODY } from './market.ts';

/** The turns of the serial mechanisms: for each ranking, in the order it is scanned, who is reached and for what. */
export interface Walks {
  readonly rankings: number;
  readonly start: Uint32Array;
  readonly person: Uint32Array;
  /** Bit 1: may take whole posts at this turn; bit 2: may take part posts. */
  readonly turnKinds: Uint8Array;
  readonly poolRanking: Uint16Array | Uint32Array;
  readonly poolKind: Uint8Array;
}

export const WHOLE = 1;
export const PART = 2;
export const BOTH = 3;

/** Every order is a ranking, scanned in the order of the file, every turn is for every post. */
export function plainWalks(market: Market): Walks {
  return {
    rankings: market.orders,
    start: market.orderStart,
    person: market.orderPerson,
    turnKinds: new Uint8Array(0),
    poolRanking: market.poolOrder,
    poolKind: new Uint8Array(0),
  };
}

/**
 * Serial assignment, ranking after ranking: at their turn each person takes the first pool of that ranking in their
 * list that still has a seat; a ranking stops with its last seat. OM 88/2024 art. 12 c. 10 and OM 27/2026 art. 12 differ
 * only in where the scan of a later round begins: after the last one reached, or from the top among the unassigned.
 * People who come with a pool in `matching` are passed over. Only `rankings` are scanned, if given (whole components).
 * Answers, for each ranking, the turn after the last one reached.
 */
export function assignSerially(
  market: Market,
  walks: Walks,
  matching: Matching,
  options: { readonly from?: Uint32Array; readonly rankings?: readonly number[] } = {},
): Uint32Array {
  const left = market.poolSeats.slice();
  // The ranking of a pool while it has seats: one look says whether a choice is of this ranking and free.
  const none = walks.rankings;
  const openFor = Uint32Array.from({ length: market.pools }, (_, pool) =>
    (left[pool] as number) > 0 ? (walks.poolRanking[pool] as number) : none,
  );
  const seatsOf = seatsByRanking(market, walks);
  const reached = new Uint32Array(walks.rankings);
  const scanned = options.rankings ?? Array.from({ length: walks.rankings }, (_, ranking) => ranking);
  for (const ranking of scanned) {
    const begin = walks.start[ranking] as number;
    const end = walks.start[ranking + 1] as number;
    let turn = begin + (options.from?.[ranking] ?? 0);
    let seats = seatsOf[ranking] as number;
    for (; turn < end && seats > 0; turn++) {
      const person = walks.person[turn] as number;
      if ((matching.pool[person] as number) !== NOBODY) continue;
      const choice =
        walks.turnKinds.length === 0
          ? firstOpen(market, openFor, ranking, person)
          : firstOpenOfKind(market, walks, openFor, turn, { ranking, person });
      if (choice < 0) continue;
      const pool = market.listPool[choice] as number;
      matching.pool[person] = pool;
      matching.choice[person] = choice;
      seats--;
      left[pool] = (left[pool] as number) - 1;
      if ((left[pool] as number) === 0) openFor[pool] = none;
    }
    reached[ranking] = turn - begin;
  }
  return reached;
}

function firstOpen(market: Market, openFor: Uint32Array, ranking: number, person: number): number {
  const { listPool } = market;
  const to = market.listStart[person + 1] as number;
  for (let choice = market.listStart[person] as number; choice < to; choice++) {
    if ((openFor[listPool[choice] as number] as number) === ranking) return choice;
  }
  return -1;
}

function firstOpenOfKind(
  market: Market,
  walks: Walks,
  openFor: Uint32Array,
  turn: number,
  who: { readonly ranking: number; readonly person: number },
): number {
  const kinds = walks.turnKinds[turn] as number;
  const to = market.listStart[who.person + 1] as number;
  for (let choice = market.listStart[who.person] as number; choice < to; choice++) {
    const pool = market.listPool[choice] as number;
    if ((openFor[pool] as number) === who.ranking && ((walks.poolKind[pool] as number) & kinds) !== 0) return choice;
  }
  return -1;
}

function seatsByRanking(market: Market, walks: Walks): Float64Array {
  const seats = new Float64Array(walks.rankings);
  for (let pool = 0; pool < market.pools; pool++) {
    const ranking = walks.poolRanking[pool] as number;
    seats[ranking] = (seats[ranking] as number) + (market.poolSeats[pool] as number);
  }
  return seats;
}
