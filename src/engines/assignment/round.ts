import { type Called, type CallingOrder, callingOrder } from './calling-order.ts';
import type { Document, Person, Seat } from './document-schema.ts';
import { type Expansion, expansionOf } from './expand.ts';
import { type Indexes, indexes, type Market } from './market.ts';
import type { Merit } from './merit.ts';
import { reasons } from './reasons.ts';
import { BOTH, PART, type Walks, WHOLE } from './serial.ts';

/** One round of a declared document, ready for a list mechanism. */
export interface Round {
  readonly document: Document;
  readonly merit: Merit;
  readonly expansion: Expansion;
  /** Everything each person asked for, expanded, with the line it comes from. */
  readonly lists: ExpandedLists;
  /** Per expanded preference: 0 when it takes part in this round, else the reason why not. */
  readonly kept: Uint8Array;
  /** The market of those that take part; `choiceOf` leads back to the expanded preference. */
  readonly market: Market;
  readonly choiceOf: Uint32Array;
  readonly walks: Walks;
  /** By ranking: its calling order for whole posts, where there are reserves. */
  readonly calling: readonly (CallingOrder | undefined)[];
  /** Order of the market for whole and for part posts of each ranking. */
  readonly wholeOrder: readonly number[];
  readonly partOrder: readonly number[];
}

export interface ExpandedLists {
  readonly start: Uint32Array;
  readonly seat: Indexes;
  readonly line: Uint16Array;
}

/** Seats taken out beforehand (continuity) and people already placed are passed in; everything else is in the document. */
export interface RoundOptions {
  readonly confirmed?: ReadonlyMap<number, number>;
}

export function roundOf(document: Document, merit: Merit, options: RoundOptions = {}): Round {
  const expansion = expansionOf(document);
  const lists = expandLists(document, expansion);
  const rankingOfSeat = rankingIndexes(document);
  const kept = keptOut(document, merit, lists, rankingOfSeat, options);
  const seats = seatsLeft(document, options);
  const calling = callingOrders({ document, merit, lists, kept, rankingOfSeat, seats });
  const built = ordersOf(document, merit, calling);
  const { listStart, listPool, choiceOf } = live(lists, kept);
  const market: Market = {
    people: document.persons.length,
    pools: document.seats.length,
    orders: built.sequences.length,
    ...flattened(built.sequences),
    poolOrder: Uint32Array.from(document.seats, (seat, index) => {
      const ranking = rankingOfSeat[index] as number;
      return (seat.contract === 'part' ? built.partOrder[ranking] : built.wholeOrder[ranking]) as number;
    }),
    poolSeats: seats,
    listStart,
    listPool,
  };
  const walks = walksOf(document, merit, { calling, rankingOfSeat });
  return { document, merit, expansion, lists, kept, market, choiceOf, walks, calling, ...built };
}

export function rankingIndexes({ rankings, seats }: Document): Uint32Array {
  const place = new Map(rankings.map((ranking, index) => [ranking.code, index]));
  return Uint32Array.from(seats, (seat) => place.get(seat.ranking) ?? 0);
}

/** A seat reached twice (a school after the municipality that contains it) counts where it stands first. */
function expandLists(document: Document, expansion: Expansion): ExpandedLists {
  const start = new Uint32Array(document.persons.length + 1);
  const seatList: number[] = [];
  const lineList: number[] = [];
  const lastSeen = new Int32Array(document.seats.length).fill(-1);
  for (const [index, person] of document.persons.entries()) {
    const rankings = person.entries.map((entry) => entry.ranking);
    for (const [line, preference] of person.preferences.entries()) {
      for (const { from, to } of expansion.intervalsOf(preference, rankings)) {
        for (let slot = from; slot < to; slot++) {
          const seat = expansion.slots[slot] as number;
          if (lastSeen[seat] === index) continue;
          lastSeen[seat] = index;
          seatList.push(seat);
          lineList.push(line);
        }
      }
    }
    start[index + 1] = seatList.length;
  }
  const seat = indexes(seatList.length, document.seats.length);
  seat.set(seatList);
  return { start, seat, line: Uint16Array.from(lineList) };
}

/** The preferences that do not take part in this round, with the reason. */
function keptOut(
  document: Document,
  merit: Merit,
  lists: ExpandedLists,
  rankingOfSeat: Uint32Array,
  { confirmed }: RoundOptions,
): Uint8Array {
  const kept = new Uint8Array(lists.seat.length);
  const { round, mechanism } = document.head;
  const places = mechanism === 'serial-forward' ? placesOf(document, merit) : [];
  const reachedOf = new Map(document.reached.map((each) => [each.ranking, each]));
  for (const [index, person] of document.persons.entries()) {
    const barred = new Set(person.barred);
    const whole = outAltogether(person, round) ?? (barred.has('*') ? reasons.barred : 0);
    for (let at = lists.start[index] as number; at < (lists.start[index + 1] as number); at++) {
      const seat = document.seats[lists.seat[at] as number] as Seat;
      if (whole !== 0) kept[at] = whole;
      else if (confirmed?.has(index)) kept[at] = reasons.alreadyAssigned;
      else if (barred.has(seat.ranking)) kept[at] = reasons.barred;
      else {
        const reached = reachedOf.get(seat.ranking);
        const place = places[rankingOfSeat[lists.seat[at] as number] as number]?.get(index);
        if (reached !== undefined && place !== undefined && place < reached.position) {
          kept[at] = seat.round > reached.round ? reasons.cameLater : reasons.exhaustedBeforeTurn;
        }
      }
    }
  }
  return kept;
}

function outAltogether(person: Person, round: number): number | undefined {
  const { carried } = person;
  return carried?.seat !== undefined && carried.round < round ? reasons.heldFromBefore : undefined;
}

export function placesOf({ rankings }: Document, merit: Merit): ReadonlyMap<number, number>[] {
  return rankings.map((_, index) => new Map((merit[index] ?? []).map((entry, place) => [entry.person, place])));
}

function seatsLeft(document: Document, { confirmed }: RoundOptions): Uint32Array {
  const seats = Uint32Array.from(document.seats, (seat) => seat.seats);
  const taken = [...(confirmed?.values() ?? [])];
  for (const seat of taken) seats[seat] = Math.max(0, (seats[seat] as number) - 1);
  return seats;
}

interface CallingInput {
  readonly document: Document;
  readonly merit: Merit;
  readonly lists: ExpandedLists;
  readonly kept: Uint8Array;
  readonly rankingOfSeat: Uint32Array;
  readonly seats: Uint32Array;
}

/** Reserves count on whole posts only, ranking by ranking (L. 68/1999; D.Lgs. 66/2010; DL 44/2023). */
function callingOrders(input: CallingInput): (CallingOrder | undefined)[] {
  const { document, merit, seats, rankingOfSeat } = input;
  const { reserves } = document.head.parameters;
  if (reserves.categories.length === 0) return merit.map(() => undefined);
  const wholeSeats = new Float64Array(document.rankings.length);
  for (const [index, seat] of document.seats.entries()) {
    if (seat.contract === 'part') continue;
    const ranking = rankingOfSeat[index] as number;
    wholeSeats[ranking] = (wholeSeats[ranking] as number) + (seats[index] as number);
  }
  const asking = askingForWhole(input);
  const categoryOf = new Map(reserves.categories.map((category, index) => [category.code, index]));
  return merit.map((entries, ranking) => {
    const called = entries.map(
      ({ person }): Called => ({
        person,
        takesPart: asking[ranking]?.has(person) ?? false,
        categories: (document.persons[person]?.reserves ?? []).map((code) => categoryOf.get(code) ?? -1).sort(),
      }),
    );
    if (called.every((each) => each.categories.length === 0)) return undefined;
    return callingOrder(called, wholeSeats[ranking] as number, reserves);
  });
}

function askingForWhole({ document, lists, kept, rankingOfSeat }: CallingInput): Set<number>[] {
  const asking = document.rankings.map(() => new Set<number>());
  for (let person = 0; person < document.persons.length; person++) {
    for (let at = lists.start[person] as number; at < (lists.start[person + 1] as number); at++) {
      const seat = lists.seat[at] as number;
      if (kept[at] !== 0 || document.seats[seat]?.contract === 'part') continue;
      asking[rankingOfSeat[seat] as number]?.add(person);
    }
  }
  return asking;
}

function ordersOf(document: Document, merit: Merit, calling: readonly (CallingOrder | undefined)[]) {
  const sequences: (readonly number[])[] = [];
  const wholeOrder: number[] = [];
  const partOrder: number[] = [];
  for (const index of document.rankings.keys()) {
    const byMerit = (merit[index] ?? []).map((entry) => entry.person);
    const called = calling[index];
    wholeOrder.push(sequences.length);
    sequences.push(called?.sequence ?? byMerit);
    partOrder.push(called === undefined ? sequences.length - 1 : sequences.length);
    if (called !== undefined) sequences.push(byMerit);
  }
  return { sequences, wholeOrder, partOrder };
}

function flattened(sequences: readonly (readonly number[])[]) {
  const orderStart = new Uint32Array(sequences.length + 1);
  for (const [index, each] of sequences.entries()) orderStart[index + 1] = (orderStart[index] as number) + each.length;
  const orderPerson = new Uint32Array(orderStart[sequences.length] as number);
  for (const [index, each] of sequences.entries()) orderPerson.set(each, orderStart[index] as number);
  return { orderStart, orderPerson };
}

function live(lists: ExpandedLists, kept: Uint8Array) {
  const choiceOf = new Uint32Array(kept.reduce((count, reason) => count + (reason === 0 ? 1 : 0), 0));
  const listStart = new Uint32Array(lists.start.length);
  const listPool = lists.seat.slice(0, choiceOf.length);
  let next = 0;
  for (let person = 0; person + 1 < lists.start.length; person++) {
    for (let at = lists.start[person] as number; at < (lists.start[person + 1] as number); at++) {
      if (kept[at] !== 0) continue;
      choiceOf[next] = at;
      listPool[next++] = lists.seat[at] as number;
    }
    listStart[person + 1] = next;
  }
  return { listStart, listPool, choiceOf };
}

/** An elevated person has two turns: the reserved one, for whole posts only, and the one by merit, for any. */
function walksOf(
  document: Document,
  merit: Merit,
  { calling, rankingOfSeat }: { calling: readonly (CallingOrder | undefined)[]; rankingOfSeat: Uint32Array },
): Walks {
  const people: number[] = [];
  const kinds: number[] = [];
  const start = new Uint32Array(document.rankings.length + 1);
  for (const index of document.rankings.keys()) {
    const called = calling[index];
    const byMerit = (merit[index] ?? []).map((entry) => entry.person);
    for (const turn of called === undefined
      ? byMerit.map((person) => ({ person, kind: BOTH }))
      : turnsOf(called, byMerit)) {
      people.push(turn.person);
      kinds.push(turn.kind);
    }
    start[index + 1] = people.length;
  }
  return {
    rankings: document.rankings.length,
    start,
    person: Uint32Array.from(people),
    turnKinds: Uint8Array.from(kinds),
    poolRanking: rankingOfSeat,
    poolKind: Uint8Array.from(document.seats, (seat) => (seat.contract === 'part' ? PART : WHOLE)),
  };
}

function turnsOf(called: CallingOrder, byMerit: readonly number[]): { person: number; kind: number }[] {
  const turns: { person: number; kind: number }[] = [];
  let next = 0;
  for (const person of called.sequence) {
    if (called.elevated.has(person)) {
      turns.push({ person, kind: WHOLE });
      continue;
    }
    // Elevated people passed by merit before this one have their ordinary turn here.
    for (; byMerit[next] !== person; next++) turns.push({ person: byMerit[next] as number, kind: BOTH });
    next++;
    turns.push({ person, kind: BOTH });
  }
  for (; next < byMerit.length; next++) turns.push({ person: byMerit[next] as number, kind: BOTH });
  return turns;
}
