import type { Document, Seat } from './document-schema.ts';
import { NOBODY } from './market.ts';
import type { Round } from './round.ts';

interface Group {
  readonly key: string;
  /** In the order in which they choose. */
  readonly members: readonly Chooser[];
  /** Seats won by the group, by seat index. */
  readonly seats: ReadonlyMap<number, number>;
}

interface Chooser {
  readonly person: number;
  /** Seats they listed among those won by the group, dearest first. */
  readonly wants: readonly number[];
  /** How many of `wants` the precedence lets them choose; the others choose among all. */
  readonly among: readonly number[];
  readonly won: number;
  /** Holds the precedence. */
  readonly first: boolean;
  /** Place in the order of the contingent. */
  readonly place: number;
}

/**
 * L. 104/1992 (art. 21 and 33 c. 6, then 33 c. 5 and 7): not a quota, but first choice of the seat among those who would
 * get a post of the same ranking and contract anyway. The contingent stays who it is; holders choose first among the
 * seats it won, then the others by position. Nobody of the contingent is left without a seat: a choice that would strand
 * one is passed over. Who holds art. 33 c. 5 or 7 chooses first only in the municipality of the person assisted.
 * Answers the seat of each person after the choice, and who was overtaken by it.
 */
export function chooseByPrecedence(round: Round, seatOf: Int32Array): Precedence {
  const seat = seatOf.slice();
  const choices = new Map<string, readonly Choice[]>();
  if (!round.document.head.parameters.precedence) return { seat, choices };
  for (const group of groupsWithHolders(round, seatOf)) {
    const made = chooseInGroup(group);
    for (const choice of made) seat[choice.person] = choice.seat;
    choices.set(group.key, made);
  }
  return { seat, choices };
}

export interface Precedence {
  readonly seat: Int32Array;
  /** By ranking and contract, in the order in which they were made. */
  readonly choices: ReadonlyMap<string, readonly Choice[]>;
}

/** What one of a contingent chose, and among what: dearer seats passed over for the sake of others are not in it. */
export interface Choice {
  readonly person: number;
  readonly seat: number;
  readonly among: readonly number[];
}

/** Same ranking, same contract. */
export function groupKey(seat: Seat): string {
  return `${seat.ranking}\n${seat.contract}`;
}

function groupsWithHolders(round: Round, seatOf: Int32Array): Group[] {
  const { document } = round;
  const members = new Map<string, number[]>();
  for (const [person] of document.persons.entries()) {
    const seat = document.seats[seatOf[person] as number];
    if (seat === undefined) continue;
    const list = members.get(groupKey(seat));
    if (list === undefined) members.set(groupKey(seat), [person]);
    else list.push(person);
  }
  return [...members]
    .filter(([, people]) => people.some((person) => document.persons[person]?.precedence !== undefined))
    .map(([key, people]) => ({ key, ...groupOf(round, seatOf, people) }));
}

function groupOf(round: Round, seatOf: Int32Array, people: readonly number[]): Omit<Group, 'key'> {
  const seats = new Map<number, number>();
  for (const person of people) seats.set(seatOf[person] as number, (seats.get(seatOf[person] as number) ?? 0) + 1);
  const order = round.market.poolOrder[seatOf[people[0] as number] as number] as number;
  const begin = round.market.orderStart[order] as number;
  const place = new Map(
    [...round.market.orderPerson.subarray(begin, round.market.orderStart[order + 1])].map((each, at) => [each, at]),
  );
  const rank = (person: number) => round.document.persons[person]?.precedence?.rank ?? 99;
  const sorted = [...people].sort(
    (one, other) => rank(one) - rank(other) || (place.get(one) ?? 0) - (place.get(other) ?? 0),
  );
  const members = sorted.map((person) => ({
    ...chooserOf(round, person, seats),
    won: seatOf[person] as number,
    first: rank(person) < 99,
    place: place.get(person) ?? 0,
  }));
  return { seats, members };
}

function chooserOf(round: Round, person: number, seats: ReadonlyMap<number, number>) {
  const { market, document } = round;
  const wants: number[] = [];
  for (let at = market.listStart[person] as number; at < (market.listStart[person + 1] as number); at++) {
    if (seats.has(market.listPool[at] as number)) wants.push(market.listPool[at] as number);
  }
  return { person, wants, among: reachable(document, person, wants) };
}

function reachable(document: Document, person: number, wants: readonly number[]): readonly number[] {
  const municipality = document.persons[person]?.precedence?.municipality;
  if (municipality === undefined) return wants;
  const inside = new Set(
    document.schools.filter((each) => each.municipality === municipality).map((each) => each.code),
  );
  return wants.filter((seat) => inside.has(document.seats[seat]?.school ?? ''));
}

/**
 * Holders first; who is limited to a municipality and finds nothing there waits for their turn by position among the
 * others. A seating of all is kept throughout, so that no choice can leave anyone standing.
 */
function chooseInGroup({ members, seats }: Omit<Group, 'key'>): Choice[] {
  const seating = new Seating(members, seats);
  const waiting = members.filter((member) => !member.first || !seating.settle(member, member.among));
  for (const member of waiting.sort((one, other) => one.place - other.place)) seating.settle(member, member.wants);
  return seating.choices;
}

class Seating {
  readonly choices: Choice[] = [];
  readonly #seatOf = new Map<number, number>();
  readonly #settled = new Set<number>();
  readonly #holders = new Map<number, Set<number>>();
  readonly #capacity: ReadonlyMap<number, number>;
  readonly #wants: ReadonlyMap<number, readonly number[]>;

  constructor(members: readonly Chooser[], seats: ReadonlyMap<number, number>) {
    this.#capacity = seats;
    this.#wants = new Map(members.map((each) => [each.person, each.wants]));
    for (const seat of seats.keys()) this.#holders.set(seat, new Set());
    for (const { person, won } of members) this.#move(person, won);
  }

  /** Gives the first seat of those wanted that leaves everybody seated. */
  settle({ person }: Chooser, wanted: readonly number[]): boolean {
    this.#settled.add(person);
    const passedOver = new Set<number>();
    for (const seat of wanted) {
      if (this.#take(person, seat)) {
        this.choices.push({ person, seat, among: wanted.filter((each) => !passedOver.has(each)) });
        return true;
      }
      passedOver.add(seat);
    }
    this.#settled.delete(person);
    return false;
  }

  #take(person: number, seat: number): boolean {
    const before = this.#seatOf.get(person) ?? NOBODY;
    if (before === seat) return true;
    this.#holders.get(before)?.delete(person);
    if (this.#makeRoom(seat, new Set())) {
      this.#move(person, seat);
      return true;
    }
    this.#move(person, before);
    return false;
  }

  /** Frees a place at `seat` by moving people not settled yet along their own lists, if that can be done. */
  #makeRoom(seat: number, tried: Set<number>): boolean {
    const holders = this.#holders.get(seat) ?? new Set<number>();
    if (holders.size < (this.#capacity.get(seat) ?? 0)) return true;
    tried.add(seat);
    for (const holder of [...holders].sort((one, other) => one - other)) {
      if (this.#settled.has(holder)) continue;
      for (const other of this.#wants.get(holder) ?? []) {
        if (tried.has(other) || !this.#makeRoom(other, tried)) continue;
        holders.delete(holder);
        this.#move(holder, other);
        return true;
      }
    }
    return false;
  }

  #move(person: number, seat: number): void {
    this.#seatOf.set(person, seat);
    this.#holders.get(seat)?.add(person);
  }
}
