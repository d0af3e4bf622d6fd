import { compareText } from './document.ts';
import { type Document, type Preference, postKinds, type School, type Seat } from './document-schema.ts';

/** A stretch of like seats one after another in `slots`. A preference for an area is a few of these, not a long list. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The seats in the orders in which they are looked at. */
export interface Expansion {
  /** Index of the seat at each slot; every seat has one slot for each kind of area. */
  readonly slots: Uint32Array;
  intervalsOf(preference: Preference, rankings: readonly string[]): readonly Interval[];
}

const levels = ['code', 'municipality', 'district', 'province'] as const;

/**
 * Official order of one preference (ministry's note on the yearly supply, §2.2): contract in the person's order; kind of
 * post, internal before shared in the municipality before shared outside; post type in the person's order; for part
 * posts the hours from the most to the least; then the school code, ascending. Teachings in the person's order come
 * before all. With `school-first` an area is read school by school instead (an open question: see the docs).
 */
export function expansionOf(document: Document): Expansion {
  const { slots, blocks } = laidOut(document);
  const schoolsIn = schoolsByPlace(document.schools);
  const schoolFirst = document.head.parameters.areaOrder === 'school-first';
  const least = document.head.parameters.minimumHours;
  const lengths = [...new Set(document.seats.map(partHours))].filter((hours) => hours >= Math.max(1, least));
  lengths.sort((one, other) => other - one);
  const known = new Map<string, readonly Interval[]>();
  return {
    slots,
    intervalsOf: (preference, rankings) => {
      const wanted = preference.rankings ?? rankings;
      const { to, contracts, kinds, posts, hours } = preference;
      const key = `${to}\n${wanted}\n${contracts}\n${kinds}\n${posts}\n${hours}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const places = schoolFirst ? (schoolsIn.get(to) ?? []) : [to];
      const found = places.flatMap((place) =>
        wanted.flatMap((ranking) =>
          blocksOf(preference, lengths).flatMap((block) => blocks.get(`${place}\n${ranking}\n${block}`) ?? []),
        ),
      );
      known.set(key, found);
      return found;
    },
  };
}

/** `lengths`: the hours of the part posts there are, from the most. */
function blocksOf({ contracts, kinds, posts, hours }: Preference, lengths: readonly number[]): string[] {
  const inOrder = postKinds.filter((kind) => kinds.includes(kind));
  const wanted = lengths.filter((each) => hours === undefined || (each >= hours[0] && each <= hours[1]));
  return contracts.flatMap((contract) =>
    inOrder.flatMap((kind) =>
      posts.flatMap((post) =>
        (contract === 'part' ? wanted : [0]).map((each) => `${contract}\n${kind}\n${post}\n${each}`),
      ),
    ),
  );
}

/** Hours decide only among part posts. */
export function partHours(seat: Seat): number {
  return seat.contract === 'part' ? (seat.hours ?? 0) : 0;
}

function laidOut({ schools, seats }: Document): { slots: Uint32Array; blocks: Map<string, Interval[]> } {
  const schoolOf = new Map(schools.map((school) => [school.code, school]));
  const byCode = seats
    .map((_, index) => index)
    .sort((one, other) => compareSeats(seats[one] as Seat, seats[other] as Seat));
  const slots = new Uint32Array(seats.length * levels.length);
  const blocks = new Map<string, Interval[]>();
  let slot = 0;
  for (const level of levels) {
    const members = new Map<string, number[]>();
    for (const index of byCode) {
      const seat = seats[index] as Seat;
      const place = schoolOf.get(seat.school)?.[level] ?? '';
      const key = `${place}\n${seat.ranking}\n${seat.contract}\n${seat.kind}\n${seat.post}\n${partHours(seat)}`;
      const list = members.get(key);
      if (list === undefined) members.set(key, [index]);
      else list.push(index);
    }
    for (const [key, list] of members) {
      blocks.set(key, [{ from: slot, to: slot + list.length }]);
      for (const index of list) slots[slot++] = index;
    }
  }
  return { slots, blocks };
}

function compareSeats(one: Seat, other: Seat): number {
  return compareText(one.school, other.school) || compareText(one.code, other.code);
}

function schoolsByPlace(schools: readonly School[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const school of schools) {
    for (const level of levels) {
      const list = found.get(school[level]);
      if (list === undefined) found.set(school[level], [school.code]);
      else list.push(school.code);
    }
  }
  return found;
}
