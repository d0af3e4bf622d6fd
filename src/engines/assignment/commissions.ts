import type { Document, School, Seat } from './document-schema.ts';
import { expansionOf } from './expand.ts';
import { NOBODY } from './market.ts';
import type { Merit } from './merit.ts';
import { reasons } from './reasons.ts';
import { rankingIndexes } from './round.ts';

/** Where somebody was named, and whether nobody asked them. */
export interface Naming {
  readonly seat: number;
  readonly exOfficio: boolean;
  /** Index of the preference it comes from. */
  readonly line: number;
}

export interface Namings {
  readonly named: ReadonlyMap<number, Naming>;
  /** By person and preference, in the order of the file. */
  readonly reasons: readonly Uint8Array[];
}

type Territory = 'municipality' | 'province' | 'region';

interface Board {
  readonly document: Document;
  readonly merit: Merit;
  readonly left: Uint32Array;
  readonly named: Map<number, Naming>;
  readonly schools: ReadonlyMap<string, School>;
  readonly rankingOf: Uint32Array;
  /** By person: seats of each preference, in the official order. */
  readonly seatsOf: (person: number, line: number) => readonly number[];
  readonly seatsAt: (place: string) => readonly number[];
}

/**
 * Exam commissions (DM 183/2019 artt. 4, 7 and 9). Categories placed ex officio before the others choose (headteachers)
 * come first with all their phases; then the rest. In each phase – the municipality of service, the province, the region
 * – categories in order, in a category by position, each the first of their preferences that lies in that territory and
 * is not closed to them. Last, who has to serve and was not reached goes where there is room, nearest first.
 */
export function nameCommissions(document: Document, merit: Merit): Namings {
  const board = boardOf(document, merit);
  const { phases, exOfficioBeforeNext } = document.head.parameters.commissions;
  const tiers = [...new Set(merit.flatMap((entries) => entries.map((entry) => entry.tier)))].sort(
    (one, other) => one - other,
  );
  const first = tiers.filter((tier) => exOfficioBeforeNext.includes(tier));
  for (const group of [...first.map((tier) => [tier]), tiers.filter((tier) => !first.includes(tier))]) {
    for (const phase of phases)
      for (const tier of group) turn(board, tier, (person, ranking) => byPreference(board, person, ranking, phase));
    for (const tier of group) turn(board, tier, (person, ranking) => exOfficio(board, person, ranking));
  }
  return { named: board.named, reasons: document.persons.map((_, person) => reasonsOf(board, person)) };
}

function boardOf(document: Document, merit: Merit): Board {
  const expansion = expansionOf(document);
  const schools = new Map(document.schools.map((school) => [school.code, school]));
  const byPlace = new Map<string, number[]>();
  const inOrder = document.seats.map((_, index) => index);
  inOrder.sort((one, other) => ((document.seats[one]?.school ?? '') < (document.seats[other]?.school ?? '') ? -1 : 1));
  for (const index of inOrder) {
    const school = schools.get(document.seats[index]?.school ?? '');
    for (const place of school === undefined
      ? []
      : [school.code, school.municipality, school.district, school.province]) {
      byPlace.set(place, [...(byPlace.get(place) ?? []), index]);
    }
  }
  return {
    document,
    merit,
    schools,
    left: Uint32Array.from(document.seats, (seat) => seat.seats),
    named: new Map(),
    rankingOf: rankingIndexes(document),
    seatsOf: (person, line) => {
      const { entries, preferences } = document.persons[person] as Document['persons'][number];
      const preference = preferences[line] as (typeof preferences)[number];
      const intervals = expansion.intervalsOf(
        preference,
        entries.map((entry) => entry.ranking),
      );
      return intervals.flatMap(({ from, to }) => [...expansion.slots.subarray(from, to)]);
    },
    seatsAt: (place) => byPlace.get(place) ?? [],
  };
}

function turn(board: Board, tier: number, name: (person: number, ranking: number) => Naming | undefined): void {
  for (const [ranking, entries] of board.merit.entries()) {
    for (const entry of entries) {
      if (entry.tier !== tier || board.named.has(entry.person)) continue;
      const naming = name(entry.person, ranking);
      if (naming === undefined) continue;
      board.named.set(entry.person, naming);
      board.left[naming.seat] = (board.left[naming.seat] as number) - 1;
    }
  }
}

function byPreference(board: Board, person: number, ranking: number, phase: Territory): Naming | undefined {
  const { preferences } = board.document.persons[person] as Document['persons'][number];
  for (const line of preferences.keys()) {
    const seat = board
      .seatsOf(person, line)
      .find((each) => open(board, person, ranking, each) && withinTerritory(board, person, each, phase));
    if (seat !== undefined) return { seat, line, exOfficio: false };
  }
  return undefined;
}

function exOfficio(board: Board, person: number, ranking: number): Naming | undefined {
  for (const place of board.document.persons[person]?.exOfficio ?? []) {
    const seat = board.seatsAt(place).find((each) => open(board, person, ranking, each));
    if (seat !== undefined) return { seat, line: NOBODY, exOfficio: true };
  }
  return undefined;
}

function open(board: Board, person: number, ranking: number, seat: number): boolean {
  return board.rankingOf[seat] === ranking && (board.left[seat] as number) > 0 && !closed(board, person, seat);
}

/** One's own school, and the schools, districts or municipalities named in the file (art. 8 and following). */
function closed(board: Board, person: number, seat: number): boolean {
  const { tenure, precluded } = board.document.persons[person] as Document['persons'][number];
  const school = board.schools.get((board.document.seats[seat] as Seat).school);
  if (school === undefined) return true;
  const places = [school.code, school.district, school.municipality];
  return school.code === tenure?.school || precluded.some((each) => places.includes(each));
}

function withinTerritory(board: Board, person: number, seat: number, phase: Territory): boolean {
  const home = board.schools.get(board.document.persons[person]?.tenure?.school ?? '');
  const school = board.schools.get((board.document.seats[seat] as Seat).school);
  if (home === undefined || school === undefined) return phase === 'region';
  return home[phase] === school[phase];
}

function reasonsOf(board: Board, person: number): Uint8Array {
  const { preferences, entries } = board.document.persons[person] as Document['persons'][number];
  const naming = board.named.get(person);
  const rankings = new Set(entries.map((entry) => entry.ranking));
  return Uint8Array.from(preferences, (_, line) => {
    if (line === naming?.line) return reasons.assigned;
    const seats = board.seatsOf(person, line).filter((seat) => rankings.has(board.document.seats[seat]?.ranking ?? ''));
    if (seats.every((seat) => board.document.seats[seat]?.seats === 0)) return reasons.noSeats;
    if (seats.every((seat) => closed(board, person, seat))) return reasons.precluded;
    if (naming !== undefined && !naming.exOfficio && line > naming.line) return reasons.alreadyAssigned;
    return seats.some((seat) => (board.left[seat] as number) > 0 && !closed(board, person, seat))
      ? reasons.alreadyAssigned
      : reasons.exhaustedBeforeTurn;
  });
}
