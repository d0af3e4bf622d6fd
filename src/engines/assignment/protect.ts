import { acceptDeferred, emptyMatching, prepareRun } from './deferred-acceptance.ts';
import { compareText } from './document.ts';
import { indexes, type Market, NOBODY } from './market.ts';
import { type Choice, groupKey } from './precedence.ts';
import type { Outcome } from './run.ts';
import { assignSerially, plainWalks } from './serial.ts';

/** A market that may be published: it gives the same seats and says nothing of reserves or L. 104. */
export interface Publication {
  readonly market: Market;
  /** Index in the original of each published person, and what they are called here. Pools keep their numbers. */
  readonly people: readonly number[];
  readonly pseudonyms: readonly string[];
  readonly orderNames: readonly string[];
  readonly seat: Int32Array;
  /** People held back because publishing their component would have given something away. */
  readonly withheld: readonly number[];
}

/**
 * What is published for everyone to run again. One order for each ranking, no points, no flags, and only people who ask
 * for something in it. Who was called on a reserved post appears on one side only, with whole posts at that place or
 * part posts at their place by merit, so that no two orders can be laid beside each other and differ. Where L. 104 let
 * somebody choose first, the contingent of that ranking and contract appears by itself, in the order of the choice, with
 * the seats it won. The result is run again; a component in which it would differ is held back whole.
 */
export function protectedMarket(outcome: Outcome, pseudonymOf: (code: string) => string): Publication {
  const draft = draftOf(outcome);
  const market = assembled(outcome, draft);
  const given = rerunMarket(market, outcome.round.document.head.mechanism !== 'deferred-acceptance');
  const wrong = new Set(Array.from(given.keys()).filter((person) => given[person] !== expectedSeat(outcome, person)));
  const withheld = componentOf(market, wrong);
  return trimmed(outcome, market, { names: draft.names, withheld, pseudonymOf });
}

interface Draft {
  readonly sequences: number[][];
  readonly names: string[];
  readonly lists: number[][];
  readonly poolOrder: number[];
  readonly poolSeats: number[];
}

/** People confirmed by continuity are left out: their seat is given, not asked for. */
function expectedSeat(outcome: Outcome, person: number): number {
  return outcome.confirmed.has(person) ? NOBODY : (outcome.seat[person] as number);
}

function draftOf(outcome: Outcome): Draft {
  const { document, market } = outcome.round;
  const lists = document.persons.map((_, person) => [
    ...market.listPool.subarray(market.listStart[person], market.listStart[person + 1]),
  ]);
  const draft: Draft = {
    sequences: [],
    names: [],
    lists,
    poolOrder: document.seats.map(() => 0),
    poolSeats: [...market.poolSeats],
  };
  const touched = groupsChosen(outcome);
  for (const [index, ranking] of document.rankings.entries()) {
    const sequence = publishedSequence(outcome, draft, index);
    for (const [key, made] of touched) {
      if (key.split('\n')[0] === ranking.code) addGroup(outcome, draft, { key, made, sequence });
    }
    for (const [pool, seat] of document.seats.entries()) {
      if (seat.ranking === ranking.code && !touched.has(groupKey(seat))) draft.poolOrder[pool] = draft.sequences.length;
    }
    draft.sequences.push(sequence);
    draft.names.push(ranking.code);
  }
  return draft;
}

/** The contingents in which the precedence moved somebody: by ranking and contract, the choices made. */
function groupsChosen(outcome: Outcome): Map<string, readonly Choice[]> {
  return new Map(
    [...outcome.choices].filter(([, made]) => made.some(({ person, seat }) => outcome.contingent[person] !== seat)),
  );
}

interface TouchedGroup {
  readonly key: string;
  readonly made: readonly Choice[];
  /** The ranking as it is published. */
  readonly sequence: readonly number[];
}

/** The contingent first, as it chose, for the seats it won; then everyone else as in the ranking. */
function addGroup(outcome: Outcome, draft: Draft, { key, made, sequence }: TouchedGroup): void {
  const members = new Set(made.map((choice) => choice.person));
  for (const [pool, seat] of outcome.round.document.seats.entries()) {
    if (groupKey(seat) !== key) continue;
    draft.poolOrder[pool] = draft.sequences.length;
    draft.poolSeats[pool] = made.filter((choice) => choice.seat === pool).length;
  }
  for (const { person, among } of made) draft.lists[person] = [...among];
  draft.sequences.push([...members, ...sequence.filter((person) => !members.has(person))]);
  draft.names.push(key.replace('\n', ' '));
}

/** Who was called on a reserve shows one side: whole posts at that place, or part posts at their place by merit. */
function publishedSequence(outcome: Outcome, draft: Draft, index: number): number[] {
  const { document, merit, calling } = outcome.round;
  const byMerit = (merit[index] ?? []).map((entry) => entry.person);
  const called = calling[index];
  if (called === undefined) return byMerit;
  const code = document.rankings[index]?.code;
  const partSide = new Set(
    [...called.elevated].filter((person) => document.seats[outcome.contingent[person] as number]?.contract === 'part'),
  );
  for (const person of called.elevated) {
    draft.lists[person] = (draft.lists[person] ?? []).filter((pool) => {
      const seat = document.seats[pool];
      return seat?.ranking !== code || (seat?.contract === 'part') === partSide.has(person);
    });
  }
  return merged(
    called.sequence.filter((person) => !partSide.has(person)),
    byMerit,
    partSide,
  );
}

/** Puts the people of `partSide` back at their place by merit among the others. */
function merged(whole: readonly number[], byMerit: readonly number[], partSide: ReadonlySet<number>): number[] {
  const place = new Map(byMerit.map((person, at) => [person, at]));
  const result: number[] = [...whole];
  for (const person of byMerit.filter((each) => partSide.has(each))) {
    const at = result.findLastIndex((other) => (place.get(other) ?? 0) < (place.get(person) ?? 0));
    result.splice(at + 1, 0, person);
  }
  return result;
}

/** Orders list only who asks for something governed by them. */
function assembled(outcome: Outcome, draft: Draft): Market {
  const asking = draft.sequences.map(() => new Set<number>());
  for (const [person, list] of draft.lists.entries()) {
    for (const pool of list) asking[draft.poolOrder[pool] as number]?.add(person);
  }
  return built(
    draft.sequences.map((sequence, order) => sequence.filter((person) => asking[order]?.has(person))),
    draft.lists.map((list, person) => (outcome.confirmed.has(person) ? [] : list)),
    draft.poolSeats,
    draft.poolOrder,
  );
}

function built(
  sequences: readonly number[][],
  lists: readonly number[][],
  seats: readonly number[],
  orders: readonly number[],
): Market {
  const starts = (rows: readonly number[][]) => {
    const start = new Uint32Array(rows.length + 1);
    for (const [row, each] of rows.entries()) start[row + 1] = (start[row] as number) + each.length;
    return start;
  };
  const listPool = indexes(
    lists.reduce((sum, list) => sum + list.length, 0),
    seats.length,
  );
  listPool.set(lists.flat());
  return {
    people: lists.length,
    pools: seats.length,
    orders: sequences.length,
    orderStart: starts(sequences),
    orderPerson: Uint32Array.from(sequences.flat()),
    poolOrder: Uint32Array.from(orders),
    poolSeats: Uint32Array.from(seats),
    listStart: starts(lists),
    listPool,
  };
}

/** The published run: what `replay` does. */
export function rerunMarket(market: Market, serial: boolean): Int32Array {
  const matching = emptyMatching(market.people);
  if (serial) assignSerially(market, plainWalks(market), matching);
  else {
    const run = prepareRun(market);
    acceptDeferred(run, run.sequence, matching);
  }
  return matching.pool;
}

function componentOf(market: Market, people: ReadonlySet<number>): ReadonlySet<number> {
  if (people.size === 0) return people;
  const { components } = prepareRun(market);
  const held = new Set([...people].map((person) => components.ofPerson[person]));
  return new Set(
    Array.from({ length: market.people }, (_, person) => person).filter((person) =>
      held.has(components.ofPerson[person]),
    ),
  );
}

interface Trim {
  readonly names: readonly string[];
  readonly withheld: ReadonlySet<number>;
  readonly pseudonymOf: (code: string) => string;
}

/** Only who asks for something, numbered by pseudonym: the order of the file would give the codes away. */
function trimmed(outcome: Outcome, market: Market, { names, withheld, pseudonymOf }: Trim): Publication {
  const { persons } = outcome.round.document;
  const asks = (person: number) => (market.listStart[person + 1] as number) > (market.listStart[person] as number);
  const called = persons.map((person) => pseudonymOf(person.code));
  const people = [...persons.keys()]
    .filter((person) => asks(person) && !withheld.has(person))
    .sort((one, other) => compareText(called[one] as string, called[other] as string));
  const number = new Map(people.map((person, index) => [person, index]));
  const sequences = names.map((_, order) =>
    [...market.orderPerson.subarray(market.orderStart[order], market.orderStart[order + 1])].flatMap(
      (person) => number.get(person) ?? [],
    ),
  );
  const lists = people.map((person) => [
    ...market.listPool.subarray(market.listStart[person], market.listStart[person + 1]),
  ]);
  return {
    market: built(sequences, lists, [...market.poolSeats], [...market.poolOrder]),
    people,
    pseudonyms: people.map((person) => called[person] as string),
    orderNames: names,
    seat: Int32Array.from(people, (person) => outcome.seat[person] as number),
    withheld: [...withheld],
  };
}
