import type { Table, Verdict, Violation } from './table.ts';

export type Rule = 'deferred-acceptance' | 'serial';

const FREE = 0x7fffffff;

/**
 * Proves an assignment over lists, or names what is wrong with it: every seat given was asked for, by somebody in its
 * ranking, within its number; nobody would rather have a seat that is free; nobody was passed over for a seat they would
 * rather have (L-86). Everything is recomputed from the assignment alone, in one pass over the preferences.
 * Serial mechanisms may pass over a person whom an earlier ranking had already served: only that is allowed.
 */
export function checkAssignment(table: Table, seat: Int32Array, rule: Rule, most = 20): Verdict {
  const violations: Violation[] = [];
  const counted = occupied(table, seat, violations);
  const worst = worstHolder(table, seat, counted, violations);
  const read = violations.length > 0 ? 0 : noneBetter(table, seat, rule, worst, violations, most);
  return { violations, read };
}

function occupied(table: Table, seat: Int32Array, violations: Violation[]): Uint32Array {
  const counted = new Uint32Array(table.pools);
  if (seat.length !== table.people) violations.push({ claim: 'unknown-seat', person: seat.length, pool: -1 });
  for (let person = 0; person < Math.min(seat.length, table.people); person++) {
    const pool = seat[person] as number;
    if (pool === -1) continue;
    if (pool < 0 || pool >= table.pools) violations.push({ claim: 'unknown-seat', person, pool });
    else {
      counted[pool] = (counted[pool] as number) + 1;
      if (counted[pool] === (table.poolSeats[pool] as number) + 1) {
        violations.push({ claim: 'too-many-in-seat', person, pool });
      }
    }
  }
  return counted;
}

/** Per pool one more than the place of the last one seated, or `FREE`: found by walking the orders once. */
function worstHolder(table: Table, seat: Int32Array, counted: Uint32Array, violations: Violation[]): Uint32Array {
  const worst = new Uint32Array(table.pools);
  const found = new Uint32Array(table.people);
  for (let order = 0; order < table.orders; order++) {
    const begin = table.orderStart[order] as number;
    const end = table.orderStart[order + 1] as number;
    for (let at = begin; at < end; at++) {
      const person = table.orderPerson[at] as number;
      const pool = seat[person] as number;
      if (pool < 0 || pool >= table.pools || (table.poolOrder[pool] as number) !== order) continue;
      found[person] = 1;
      worst[pool] = at - begin + 1;
    }
  }
  for (let person = 0; person < table.people; person++) {
    const pool = seat[person] as number;
    if (pool >= 0 && pool < table.pools && found[person] === 0) {
      violations.push({ claim: 'not-in-ranking', person, pool });
    }
  }
  for (let pool = 0; pool < table.pools; pool++) {
    if ((counted[pool] as number) < (table.poolSeats[pool] as number)) worst[pool] = FREE;
  }
  return worst;
}

interface Places {
  readonly start: Uint32Array;
  readonly order: Uint32Array;
  readonly place: Uint32Array;
}

/** The orders each person is in, with their place. */
function placesOf(table: Table): Places {
  const start = new Uint32Array(table.people + 2);
  for (const person of table.orderPerson) start[person + 2] = (start[person + 2] as number) + 1;
  for (let each = 2; each < start.length; each++) start[each] = (start[each] as number) + (start[each - 1] as number);
  const order = new Uint32Array(table.orderPerson.length);
  const place = new Uint32Array(table.orderPerson.length);
  for (let each = 0; each < table.orders; each++) {
    const begin = table.orderStart[each] as number;
    for (let at = begin; at < (table.orderStart[each + 1] as number); at++) {
      const slot = (table.orderPerson[at] as number) + 1;
      const to = start[slot] as number;
      order[to] = each;
      place[to] = at - begin;
      start[slot] = to + 1;
    }
  }
  return { start, order, place };
}

/** From which place on an order has nothing left to give: people beyond it in all their orders need not be read. */
function lastUseful(table: Table, worst: Uint32Array): Uint32Array {
  const last = new Uint32Array(table.orders);
  for (let pool = 0; pool < table.pools; pool++) {
    const order = table.poolOrder[pool] as number;
    if ((worst[pool] as number) > (last[order] as number)) last[order] = worst[pool] as number;
  }
  return last;
}

function noneBetter(
  table: Table,
  seat: Int32Array,
  rule: Rule,
  worst: Uint32Array,
  violations: Violation[],
  most: number,
): number {
  const { start, order, place } = placesOf(table);
  const useful = lastUseful(table, worst);
  const mine = new Uint32Array(table.orders).fill(FREE);
  const serial = rule === 'serial';
  let read = 0;
  for (let person = 0; person < table.people && violations.length < most; person++) {
    const given = seat[person] as number;
    const first = start[person] as number;
    const last = start[person + 1] as number;
    // A serial ranking scanned after the one that gave the seat could not give anything any more.
    const latest = serial && given !== -1 ? turnOf(table, table.poolOrder[given] as number) : FREE;
    let hope = given !== -1;
    for (let at = first; at < last; at++) {
      const each = order[at] as number;
      if ((place[at] as number) >= (useful[each] as number)) continue;
      if (latest !== FREE && turnOf(table, each) > latest) continue;
      mine[each] = place[at] as number;
      hope = true;
    }
    if (!hope) continue;
    const begin = table.listStart[person] as number;
    const end = table.listStart[person + 1] as number;
    const stop = firstObjection(table, given, worst, mine, begin, end);
    read += stop - begin;
    if (stop === end) {
      if (given !== -1) violations.push({ claim: 'not-listed', person, pool: given });
    } else if (table.listPool[stop] !== given) {
      violations.push(passedOver(table, person, table.listPool[stop] as number, worst));
    } else if (serial) {
      // A ranking scanned earlier would have given any seat of the list, even one after the seat that was given.
      read += laterInEarlierRankings(table, { person, given, worst, mine }, stop, end, violations);
    }
    for (let at = first; at < last; at++) mine[order[at] as number] = FREE;
  }
  return read;
}

interface Look {
  readonly person: number;
  readonly given: number;
  readonly worst: Uint32Array;
  readonly mine: Uint32Array;
}

/** The first of the list that is the seat given, or that the person should have had; the end if neither is there. */
function firstObjection(
  { listPool, poolOrder }: Table,
  given: number,
  worst: Uint32Array,
  mine: Uint32Array,
  begin: number,
  end: number,
): number {
  for (let at = begin; at < end; at++) {
    const pool = listPool[at] as number;
    if (pool === given || (mine[poolOrder[pool] as number] as number) < (worst[pool] as number)) return at;
  }
  return end;
}

/** When the ranking of an order is scanned. */
function turnOf(table: Table, order: number): number {
  return table.scan === undefined ? order : (table.scan[order] as number);
}

function laterInEarlierRankings(table: Table, look: Look, from: number, end: number, violations: Violation[]): number {
  const own = turnOf(table, table.poolOrder[look.given] as number);
  if (own === 0) return 0;
  for (let at = from; at < end; at++) {
    const pool = table.listPool[at] as number;
    const order = table.poolOrder[pool] as number;
    if (turnOf(table, order) < own && (look.mine[order] as number) < (look.worst[pool] as number)) {
      violations.push(passedOver(table, look.person, pool, look.worst));
      break;
    }
  }
  return end - from;
}

function passedOver(table: Table, person: number, pool: number, worst: Uint32Array): Violation {
  const last = worst[pool] as number;
  if (last === FREE) return { claim: 'wasted-seat', person, pool };
  const begin = table.orderStart[table.poolOrder[pool] as number] as number;
  return { claim: 'justified-envy', person, pool, against: table.orderPerson[begin + last - 1] as number };
}

/** Published cut-offs against those the assignment implies. */
export function checkCutoffs(table: Table, seat: Int32Array, published: Uint32Array): Violation[] {
  const worst = worstHolder(table, seat, occupied(table, seat, []), []);
  const violations: Violation[] = [];
  for (let pool = 0; pool < table.pools && violations.length < 20; pool++) {
    if (worst[pool] !== published[pool]) {
      violations.push({
        claim: 'published-cutoff',
        person: -1,
        pool,
        published: published[pool] ?? -1,
        expected: worst[pool] as number,
      });
    }
  }
  return violations;
}
