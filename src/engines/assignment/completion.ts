import type { Document, Person, School, Seat } from './document-schema.ts';
import { partHours } from './expand.ts';
import { NOBODY, OPEN } from './market.ts';
import type { Round } from './round.ts';

/** What became of the right to complete: 0 nothing to complete, 1 kept, 2 lost. */
export const completionStates = { none: 0, kept: 1, lost: 2 } as const;

/** A further part post given to complete the hours. */
export interface Completed {
  readonly person: number;
  readonly seat: number;
}

/**
 * OM 88/2024 art. 12 c. 12–13: who took a part post *because* whole posts were over keeps the right to complete the
 * hours; who took one although a whole post could still be had loses it. Decided with the numbers of the certificate: a
 * whole post of the same ranking whose cut-off admits the person means that it could be had.
 */
export function completionRights(
  round: Round,
  seatOf: Int32Array,
  cutoffs: Uint32Array,
  positionOf: (person: number, order: number) => number,
): Uint8Array {
  const { document, market } = round;
  const rights = new Uint8Array(document.persons.length);
  const wholeOf = wholeSeatsByRanking(document);
  const inList = document.head.parameters.completion.lostWhenFree === 'in-list';
  for (let person = 0; person < rights.length; person++) {
    const seat = document.seats[seatOf[person] as number];
    if (seat === undefined || seat.contract !== 'part') continue;
    const listed = inList
      ? new Set(market.listPool.subarray(market.listStart[person], market.listStart[person + 1]))
      : undefined;
    const couldHaveWhole = (wholeOf.get(seat.ranking) ?? []).some((whole) => {
      if (listed !== undefined && !listed.has(whole)) return false;
      const mine = positionOf(person, market.poolOrder[whole] as number);
      return mine !== OPEN && mine < (cutoffs[whole] as number);
    });
    rights[person] = couldHaveWhole ? completionStates.lost : completionStates.kept;
  }
  return rights;
}

function wholeSeatsByRanking({ seats }: Document): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, seat] of seats.entries()) {
    if (seat.contract === 'part') continue;
    const list = found.get(seat.ranking);
    if (list === undefined) found.set(seat.ranking, [index]);
    else list.push(index);
  }
  return found;
}

/** Hours still owed to a person by their right: of this round, or carried over from an earlier one. */
export function hoursLeft(document: Document, person: Person, seat: Seat | undefined, right: number): number {
  if (person.carried !== undefined && person.carried.hoursLeft > 0) return person.carried.hoursLeft;
  if (seat === undefined || right !== completionStates.kept) return 0;
  const full = document.rankings.find((each) => each.code === seat.ranking)?.fullHours ?? 0;
  return Math.max(0, full - partHours(seat));
}

/**
 * Part posts left over go to who kept the right and asked to complete, ranking by ranking in order of position: the most
 * hours that still fit, in the area asked for, within the limits of schools and municipalities. Not binding: who finds
 * nothing keeps the part post alone.
 */
export function complete(round: Round, seatOf: Int32Array, rights: Uint8Array): Completed[] {
  const { document, merit } = round;
  const left = leftOver(round, seatOf);
  const schools = new Map(document.schools.map((school) => [school.code, school]));
  const partSeats = document.seats.flatMap((seat, index) => (seat.contract === 'part' ? [index] : []));
  partSeats.sort((one, other) => {
    const [first, second] = [document.seats[one] as Seat, document.seats[other] as Seat];
    return partHours(second) - partHours(first) || one - other;
  });
  const found: Completed[] = [];
  const treated = new Set<number>();
  for (const entries of merit) {
    for (const { person } of entries) {
      if (treated.has(person)) continue;
      treated.add(person);
      const own = ownSeat(document, person, seatOf);
      const asked = document.persons[person] as Person;
      let hours = asked.completion === undefined ? 0 : hoursLeft(document, asked, own, rights[person] as number);
      if (own === undefined || hours === 0) continue;
      const held = [own];
      for (const index of partSeats) {
        const seat = document.seats[index] as Seat;
        if (partHours(seat) > hours || (left[index] as number) === 0) continue;
        if (!fits(document, { asked, held, seat, schools })) continue;
        left[index] = (left[index] as number) - 1;
        hours -= partHours(seat);
        held.push(seat);
        found.push({ person, seat: index });
      }
    }
  }
  return found;
}

function ownSeat(document: Document, person: number, seatOf: Int32Array): Seat | undefined {
  const carried = document.persons[person]?.carried?.seat;
  return document.seats[seatOf[person] as number] ?? document.seats.find((each) => each.code === carried);
}

function leftOver({ market }: Round, seatOf: Int32Array): Uint32Array {
  const left = market.poolSeats.slice();
  for (const seat of seatOf) if (seat !== NOBODY) left[seat] = Math.max(0, (left[seat] as number) - 1);
  return left;
}

interface Fit {
  readonly asked: Person;
  readonly held: readonly Seat[];
  readonly seat: Seat;
  readonly schools: ReadonlyMap<string, School>;
}

function fits({ head }: Document, { asked, held, seat, schools }: Fit): boolean {
  const { completion } = asked;
  const [first] = held;
  if (completion === undefined || first === undefined) return false;
  if (!completion.rankings.includes(seat.ranking) || !asked.entries.some((each) => each.ranking === seat.ranking))
    return false;
  const at = schools.get(seat.school);
  const home = schools.get(first.school);
  const level = completion.area === 'school' ? 'code' : completion.area;
  if (at === undefined || home === undefined || at[level] !== home[level]) return false;
  const all = [...held, seat];
  const { maximumSchools, maximumMunicipalities } = head.parameters.completion;
  return (
    new Set(all.map((each) => each.school)).size <= maximumSchools &&
    new Set(all.map((each) => schools.get(each.school)?.municipality)).size <= maximumMunicipalities
  );
}
