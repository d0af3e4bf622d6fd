import { listsOf } from './lists.ts';
import { type Lot, meritOrders, type PersonRow, type Records } from './records.ts';
import type { Violation } from './table.ts';

export interface PublishedNamings {
  readonly seat: Int32Array;
  readonly exOfficio: Uint8Array;
}

/**
 * Names the commissions again, as a clerk would with the lists on the table, and compares: categories placed ex officio
 * first, then the others; by territory, category and position; last those who have to serve, nearest first.
 */
export function checkCommissions(records: Records, published: PublishedNamings, lot: Lot): Violation[] {
  const left = records.seats.map((seat) => seat.seats);
  const named = new Map<number, { seat: number; exOfficio: boolean }>();
  const merit = meritOrders(records, lot);
  const asked = listsOf(records, merit, new Set());
  const { phases, exOfficioBeforeNext } = records.head.parameters.commissions;
  const all = records.persons.flatMap((person) => person.entries.map((entry) => entry.tier));
  const tiers = [...new Set(all)].sort((one, other) => one - other);
  const alone = tiers.filter((tier) => exOfficioBeforeNext.includes(tier));
  const groups = [...alone.map((tier) => [tier]), tiers.filter((tier) => !alone.includes(tier))];
  const turns = (tier: number) =>
    records.rankings.flatMap(({ code }) =>
      (merit.get(code) ?? []).flatMap((person) => {
        const entry = records.persons[person]?.entries.find((each) => each.ranking === code);
        return entry?.tier === tier ? [{ person, ranking: code }] : [];
      }),
    );
  const give = (person: number, seat: number | undefined, exOfficio: boolean) => {
    if (seat === undefined) return;
    named.set(person, { seat, exOfficio });
    left[seat] = (left[seat] ?? 0) - 1;
  };
  const free = (person: number, ranking: string) => (seat: number) =>
    (left[seat] ?? 0) > 0 &&
    records.seats[seat]?.ranking === ranking &&
    !closedTo(records, records.persons[person], seat);
  for (const group of groups) {
    for (const phase of phases) {
      for (const { person, ranking } of group.flatMap(turns)) {
        if (named.has(person)) continue;
        const within = (seat: number) => inTerritory(records, records.persons[person], seat, phase);
        give(
          person,
          asked[person]?.map((each) => each.seat).find((seat) => within(seat) && free(person, ranking)(seat)),
          false,
        );
      }
    }
    for (const { person, ranking } of group.flatMap(turns)) {
      if (!named.has(person)) give(person, nearest(records, person).find(free(person, ranking)), true);
    }
  }
  return [...published.seat.keys()].flatMap((person) => {
    const expected = named.get(person);
    const same =
      (expected?.seat ?? -1) === published.seat[person] &&
      (expected?.exOfficio ? 1 : 0) === published.exOfficio[person];
    const against = { published: published.seat[person] as number, expected: expected?.seat ?? -1 };
    return same ? [] : [{ claim: 'commissions' as const, person, pool: published.seat[person] as number, ...against }];
  });
}

/** Seats of the places where the person can be sent, in that order and in each by school. */
function nearest(records: Records, person: number): number[] {
  const schoolOf = new Map(records.schools.map((school) => [school.code, school]));
  const inOrder = [...records.seats.keys()].sort((one, other) => {
    const [first, second] = [records.seats[one]?.school ?? '', records.seats[other]?.school ?? ''];
    return first < second ? -1 : first > second ? 1 : one - other;
  });
  return (records.persons[person]?.exOfficio ?? []).flatMap((place) =>
    inOrder.filter((seat) => {
      const school = schoolOf.get(records.seats[seat]?.school ?? '');
      return (
        school !== undefined && [school.code, school.municipality, school.district, school.province].includes(place)
      );
    }),
  );
}

function schoolAt(records: Records, code: string | undefined) {
  return records.schools.find((school) => school.code === code);
}

function closedTo(records: Records, person: PersonRow | undefined, seat: number): boolean {
  const school = schoolAt(records, records.seats[seat]?.school);
  if (school === undefined || person === undefined) return true;
  const places = [school.code, school.district, school.municipality];
  return school.code === person.tenure?.school || person.precluded.some((each) => places.includes(each));
}

function inTerritory(records: Records, person: PersonRow | undefined, seat: number, phase: string): boolean {
  const home = schoolAt(records, person?.tenure?.school);
  const there = schoolAt(records, records.seats[seat]?.school);
  if (home === undefined || there === undefined) return phase === 'region';
  if (phase === 'municipality') return home.municipality === there.municipality;
  return phase === 'province' ? home.province === there.province : home.region === there.region;
}
