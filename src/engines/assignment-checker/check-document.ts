import { checkAssignment, checkCutoffs } from './check.ts';
import { checkPrecedence } from './check-precedence.ts';
import { faultyCalling } from './check-reserves.ts';
import { type Asked, listsOf } from './lists.ts';
import { type Lot, meritOrders, type Records } from './records.ts';
import type { Table, Violation } from './table.ts';

/** The published numbers of a run over a declared document. */
export interface Published {
  readonly seat: Int32Array;
  readonly contingent: Int32Array;
  readonly cutoffs: Uint32Array;
  readonly reasons: Uint8Array;
  readonly rights: Uint8Array;
  readonly completedSeat: Uint32Array;
  readonly confirmedPerson: Uint32Array;
  readonly orderStart: Uint32Array;
  readonly orderPerson: Uint32Array;
  readonly poolOrder: Uint32Array;
}

export interface DocumentVerdict {
  readonly table: Table;
  readonly violations: readonly Violation[];
}

/**
 * Proves a run from the declared document and what was published of it: rankings, lists, reserves, cut-offs, reasons,
 * the choice under L. 104 and the right to complete are all worked out anew, in other ways than the engine's.
 */
export function checkDocument(records: Records, published: Published, lot: Lot): DocumentVerdict {
  const merit = meritOrders(records, lot);
  const fixed = new Set(published.confirmedPerson);
  const asked = listsOf(records, merit, fixed);
  const table = tableOf(records, published, asked, fixed);
  const serial = records.head.mechanism !== 'deferred-acceptance';
  const seated = withoutPartsOfEarly(records, { table, published, merit, serial });
  const { violations } = checkAssignment(seated, published.contingent, serial ? 'serial' : 'deferred-acceptance');
  return {
    table,
    violations: [
      ...violations,
      ...callingFaults(records, { table, asked, merit, published }),
      ...checkCutoffs(table, published.contingent, published.cutoffs),
      ...precedenceFaults(records, table, published, fixed),
      ...reasonFaults(table, asked, published),
      ...completionFaults(records, table, published),
    ].slice(0, 50),
  };
}

function tableOf(
  records: Records,
  published: Published,
  asked: readonly (readonly Asked[])[],
  fixed: ReadonlySet<number>,
): Table {
  const lists = asked.map((list) => list.filter((each) => each.takesPart).map((each) => each.seat));
  const seats = Uint32Array.from(records.seats, (seat) => seat.seats);
  for (const person of fixed) {
    const seat = published.seat[person] as number;
    if (seat >= 0 && seat < seats.length) seats[seat] = Math.max(0, (seats[seat] as number) - 1);
  }
  const scanOf = new Map(records.rankings.map((ranking, place) => [ranking.code, place]));
  const orders = published.orderStart.length - 1;
  const scan = new Uint32Array(orders);
  for (const [pool, order] of published.poolOrder.entries())
    scan[order] = scanOf.get(records.seats[pool]?.ranking ?? '') ?? 0;
  return { people: lists.length, pools: seats.length, orders, ...published, poolSeats: seats, scan, ...packed(lists) };
}

function packed(lists: readonly (readonly number[])[]) {
  const listStart = new Uint32Array(lists.length + 1);
  for (const [row, list] of lists.entries()) listStart[row + 1] = (listStart[row] as number) + list.length;
  return { listStart, listPool: Uint32Array.from(lists.flat()) };
}

interface Seated {
  readonly table: Table;
  readonly published: Published;
  readonly merit: ReadonlyMap<string, readonly number[]>;
  readonly serial: boolean;
}

/** A serial mechanism calls a reservist early for whole posts only: part posts of that ranking were not theirs to take. */
function withoutPartsOfEarly(records: Records, { table, published, merit, serial }: Seated): Table {
  if (!serial) return table;
  const lists = Array.from({ length: table.people }, (_, person) => {
    const list = [...table.listPool.subarray(table.listStart[person], table.listStart[person + 1])];
    const held = records.seats[published.contingent[person] as number];
    if (held === undefined || held.contract === 'part') return list;
    const order = table.poolOrder[published.contingent[person] as number] as number;
    const called = table.orderPerson.subarray(table.orderStart[order], table.orderStart[order + 1]).indexOf(person);
    if (called >= (merit.get(held.ranking)?.indexOf(person) ?? 0)) return list;
    return list.filter(
      (seat) => records.seats[seat]?.ranking !== held.ranking || records.seats[seat]?.contract !== 'part',
    );
  });
  return { ...table, ...packed(lists) };
}

interface Callings {
  readonly table: Table;
  readonly asked: readonly (readonly Asked[])[];
  readonly merit: ReadonlyMap<string, readonly number[]>;
  readonly published: Published;
}

function callingFaults(records: Records, { table, asked, merit }: Callings): Violation[] {
  return records.rankings.flatMap(({ code }) => {
    const mine = records.seats.flatMap((seat, index) => (seat.ranking === code ? [index] : []));
    const orderOf = (index: number) => {
      const order = table.poolOrder[index] as number;
      return [...table.orderPerson.subarray(table.orderStart[order], table.orderStart[order + 1])];
    };
    const whole = mine.filter((index) => records.seats[index]?.contract !== 'part');
    const part = mine.find((index) => records.seats[index]?.contract === 'part');
    const order = merit.get(code) ?? [];
    const badPart = part === undefined ? undefined : order.find((person, place) => orderOf(part)[place] !== person);
    const badWhole =
      whole[0] === undefined
        ? undefined
        : faultyCalling(records, {
            ranking: code,
            merit: order,
            called: orderOf(whole[0]),
            seats: whole.reduce((sum, index) => sum + (table.poolSeats[index] as number), 0),
            asking: new Set(
              order.filter((person) => asked[person]?.some((each) => each.takesPart && whole.includes(each.seat))),
            ),
          });
    return [badPart, badWhole].flatMap((person) =>
      person === undefined ? [] : [{ claim: 'reserves' as const, person, pool: mine[0] ?? -1 }],
    );
  });
}

function precedenceFaults(
  records: Records,
  table: Table,
  published: Published,
  fixed: ReadonlySet<number>,
): Violation[] {
  const groups = new Map<string, number[]>();
  for (const [person, seat] of published.contingent.entries()) {
    const held = records.seats[seat];
    if (fixed.has(person)) continue;
    if (held === undefined) {
      if (published.seat[person] !== -1)
        return [{ claim: 'precedence', person, pool: published.seat[person] as number }];
      continue;
    }
    const key = `${held.ranking} ${held.contract}`;
    groups.set(key, [...(groups.get(key) ?? []), person]);
  }
  return [...groups.values()].flatMap((people) => {
    const moved = people.find((person) => published.seat[person] !== published.contingent[person]);
    const holds = records.head.parameters.precedence && people.some((person) => records.persons[person]?.precedence);
    if (!holds)
      return moved === undefined
        ? []
        : [{ claim: 'precedence' as const, person: moved, pool: published.seat[moved] as number }];
    const order = table.poolOrder[published.contingent[people[0] as number] as number] as number;
    const place = [...table.orderPerson.subarray(table.orderStart[order], table.orderStart[order + 1])];
    const won = new Set(people.map((person) => published.contingent[person] as number));
    return checkPrecedence(records, {
      people: [...people].sort((one, other) => place.indexOf(one) - place.indexOf(other)),
      before: new Map(people.map((person) => [person, published.contingent[person] as number])),
      after: new Map(people.map((person) => [person, published.seat[person] as number])),
      lists: new Map(people.map((person) => [person, listed(table, person).filter((seat) => won.has(seat))])),
    });
  });
}

function listed(table: Table, person: number): number[] {
  return [...table.listPool.subarray(table.listStart[person], table.listStart[person + 1])];
}

/** Codes that can be told from the numbers alone are told; 1 and 12 stand on the seat given and nowhere else. */
function reasonFaults(table: Table, asked: readonly (readonly Asked[])[], published: Published): Violation[] {
  const faults: Violation[] = [];
  let at = 0;
  for (const [person, list] of asked.entries()) {
    for (const { seat } of list) {
      const code = published.reasons[at++];
      const given = seat === published.seat[person];
      if (given !== (code === 1 || code === 12))
        faults.push({ claim: 'published-reason', person, pool: seat, published: code ?? -1 });
      if (code === 6 && (table.poolSeats[seat] as number) > 0)
        faults.push({ claim: 'published-reason', person, pool: seat, published: 6 });
    }
  }
  if (at !== published.reasons.length)
    faults.push({ claim: 'published-reason', person: -1, pool: -1, expected: at, published: published.reasons.length });
  return faults.slice(0, 20);
}

function completionFaults(records: Records, table: Table, published: Published): Violation[] {
  const inList = records.head.parameters.completion.lostWhenFree === 'in-list';
  return records.persons.flatMap((_, person) => {
    const pool = published.seat[person] as number;
    const held = records.seats[pool];
    const could =
      held?.contract === 'part' &&
      records.seats.some((seat, index) => {
        if (seat.contract === 'part' || seat.ranking !== held.ranking) return false;
        if (inList && !listed(table, person).includes(index)) return false;
        const order = table.poolOrder[index] as number;
        const place = table.orderPerson.subarray(table.orderStart[order], table.orderStart[order + 1]).indexOf(person);
        return place >= 0 && place < (published.cutoffs[index] as number);
      });
    const expected = held?.contract !== 'part' ? 0 : could ? 2 : 1;
    return published.rights[person] === expected
      ? []
      : [{ claim: 'completion' as const, person, pool, published: published.rights[person] ?? -1, expected }];
  });
}
