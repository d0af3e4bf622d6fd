import type { Matching } from './deferred-acceptance.ts';
import { type Market, NOBODY, OPEN, type Standings } from './market.ts';
import { reasons } from './reasons.ts';

/**
 * The cut-off of each pool: the position of the last one admitted, `OPEN` if a seat was left, 0 without seats. With one's
 * own position it is all a person needs to check their outcome: the dearest listed pool whose cut-off admits them.
 */
export function cutoffsOf(market: Market, standings: Standings, matching: Pick<Matching, 'pool'>): Uint32Array {
  const worst = new Uint32Array(market.pools);
  const taken = new Uint32Array(market.pools);
  for (let person = 0; person < market.people; person++) {
    const pool = matching.pool[person] as number;
    if (pool === NOBODY) continue;
    const order = market.poolOrder[pool] as number;
    taken[pool] = (taken[pool] as number) + 1;
    const mine = positionIn(standings, person, order);
    if (mine !== OPEN && mine + 1 > (worst[pool] as number)) worst[pool] = mine + 1;
  }
  for (let pool = 0; pool < market.pools; pool++) {
    if ((taken[pool] as number) < (market.poolSeats[pool] as number)) worst[pool] = OPEN;
  }
  return worst;
}

export function positionIn(standings: Standings, person: number, order: number): number {
  const to = standings.start[person + 1] as number;
  for (let at = standings.start[person] as number; at < to; at++) {
    if ((standings.order[at] as number) === order) return standings.position[at] as number;
  }
  return OPEN;
}

/**
 * One reason for every preference of everybody, in one pass. `beyond` is what the mechanism calls a seat that went to
 * people placed before. `within` are the people to answer for (all of them, or one worker's share).
 */
export function reasonCodes(
  market: Market,
  standings: Standings,
  outcome: { readonly matching: Matching; readonly cutoffs: Uint32Array },
  options: { readonly serial: boolean; readonly into?: Uint8Array; readonly within?: Uint32Array },
): Uint8Array {
  const codes = options.into ?? new Uint8Array(market.listPool.length);
  const { matching, cutoffs } = outcome;
  const beyond = options.serial ? reasons.exhaustedBeforeTurn : reasons.beyondLast;
  const position = new Uint32Array(market.orders).fill(OPEN);
  const count = options.within?.length ?? market.people;
  for (let at = 0; at < count; at++) {
    const person = options.within === undefined ? at : (options.within[at] as number);
    const begin = market.listStart[person] as number;
    const end = market.listStart[person + 1] as number;
    const given = (matching.pool[person] as number) === NOBODY ? end : (matching.choice[person] as number);
    const first = standings.start[person] as number;
    const last = standings.start[person + 1] as number;
    for (let each = first; each < last; each++) {
      position[standings.order[each] as number] = standings.position[each] as number;
    }
    for (let choice = begin; choice < given; choice++) {
      const pool = market.listPool[choice] as number;
      const mine = position[market.poolOrder[pool] as number] as number;
      const cutoff = cutoffs[pool] as number;
      // A position is admitted while it is below the cut-off: positions count from 0, cut-offs from 1.
      codes[choice] =
        mine === OPEN
          ? reasons.notInRanking
          : mine >= cutoff
            ? cutoff === 0
              ? reasons.noSeats
              : beyond
            : reasons.earlierRanking;
    }
    if (given < end) {
      codes[given] = reasons.assigned;
      codes.fill(reasons.alreadyAssigned, given + 1, end);
    }
    for (let each = first; each < last; each++) position[standings.order[each] as number] = OPEN;
  }
  return codes;
}
