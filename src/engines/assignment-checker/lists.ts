import type { PersonRow, PreferenceRow, Records, SeatRow } from './records.ts';

/** What a person asked for, seat by seat, and whether it takes part in this round. */
export interface Asked {
  readonly seat: number;
  readonly takesPart: boolean;
}

const kinds = ['internal', 'same-municipality', 'other-municipality'];

/** The official order, by filtering and sorting: slow and plain, unlike the engine's intervals. */
export function listsOf(
  records: Records,
  merit: ReadonlyMap<string, readonly number[]>,
  fixed: ReadonlySet<number>,
): Asked[][] {
  const byPlace = seatsByPlace(records);
  const reached = new Map(records.reached.map((each) => [each.ranking, each.position]));
  const forward = records.head.mechanism === 'serial-forward';
  const passed = new Set<string>();
  if (forward) {
    for (const [ranking, people] of merit) {
      for (const person of people.slice(0, reached.get(ranking) ?? 0)) passed.add(`${ranking} ${person}`);
    }
  }
  return records.persons.map((person, index) => {
    const out = fixed.has(index) || person.barred.includes('*') || heldBefore(person, records.head.round);
    const seen = new Set<number>();
    const asked: Asked[] = [];
    for (const preference of person.preferences) {
      for (const seat of seatsOf(records, person, preference, byPlace.get(preference.to) ?? [])) {
        if (seen.has(seat)) continue;
        seen.add(seat);
        const ranking = records.seats[seat]?.ranking ?? '';
        asked.push({ seat, takesPart: !out && !person.barred.includes(ranking) && !passed.has(`${ranking} ${index}`) });
      }
    }
    return asked;
  });
}

function heldBefore({ carried }: PersonRow, round: number): boolean {
  return carried?.seat !== undefined && carried.round < round;
}

function seatsByPlace({ schools, seats }: Records): Map<string, number[]> {
  const placesOf = new Map(
    schools.map((each) => [each.code, [each.code, each.municipality, each.district, each.province]]),
  );
  const found = new Map<string, number[]>();
  for (const [index, seat] of seats.entries()) {
    for (const place of placesOf.get(seat.school) ?? []) {
      const here = found.get(place);
      if (here === undefined) found.set(place, [index]);
      else here.push(index);
    }
  }
  return found;
}

function seatsOf(
  records: Records,
  person: PersonRow,
  preference: PreferenceRow,
  candidates: readonly number[],
): number[] {
  const { areaOrder, minimumHours } = records.head.parameters;
  const rankings = preference.rankings ?? person.entries.map((entry) => entry.ranking);
  const hours = (seat: SeatRow) => (seat.contract === 'part' ? (seat.hours ?? 0) : 0);
  const keyed = candidates.flatMap((index) => {
    const seat = records.seats[index] as SeatRow;
    const places = [
      rankings.indexOf(seat.ranking),
      preference.contracts.indexOf(seat.contract),
      preference.kinds.includes(seat.kind) ? kinds.indexOf(seat.kind) : -1,
      preference.posts.indexOf(seat.post),
    ];
    const [least, most] = preference.hours ?? [1, 40];
    const fits = seat.contract !== 'part' || (hours(seat) >= Math.max(least, minimumHours) && hours(seat) <= most);
    return places.includes(-1) || !fits ? [] : [{ index, seat, key: [...places, -hours(seat)] }];
  });
  keyed.sort((one, other) => {
    const bySchool = one.seat.school < other.seat.school ? -1 : one.seat.school > other.seat.school ? 1 : 0;
    const byKey = one.key.map((each, at) => each - (other.key[at] ?? 0)).find((each) => each !== 0) ?? 0;
    const [first, second] = areaOrder === 'school-first' ? [bySchool, byKey] : [byKey, bySchool];
    return first || second || (one.seat.code < other.seat.code ? -1 : 1);
  });
  return keyed.map((each) => each.index);
}
