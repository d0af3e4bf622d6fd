import { mayReplace, outOfTurn, type PublishedMoves, type Step, stepsOf } from './mobility-steps.ts';
import { before, type Lot, type PersonRow, type Records } from './records.ts';
import type { Violation } from './table.ts';

interface Wish {
  readonly person: number;
  readonly line: number;
  readonly ranking: number;
  readonly schools: ReadonlySet<number>;
  readonly phase: string;
  readonly key: { readonly tier: number; readonly points: number; readonly keys: readonly number[] };
}

/**
 * Proves a mobility run phase by phase: every move was asked for, in its phase; no school gets more people than it has
 * seats; no share is overrun; nobody is refused a school that somebody placed after them got in the same phase, or that
 * stayed vacant. Because areas lie inside areas, looking school by school proves it for areas too. A move that gave way
 * counts in its own phase, and must have given way to one that may replace it.
 */
export function checkMobility(records: Records, moves: PublishedMoves, lot: Lot): Violation[] {
  const wishes = wishesOf(records);
  const steps = stepsOf(moves);
  const { thirdPhase, vacated, shares } = records.head.parameters.mobility;
  const order = ['municipal', 'provincial', ...thirdPhase];
  const violations = [...unasked(wishes, steps), ...outOfTurn(records, steps, order)];
  if (violations.length > 0) return violations;
  const vacant = vacancies(records);
  const posts = records.persons.map(({ tenure }) =>
    tenure === undefined ? undefined : slot(records, tenure.ranking, tenure.school),
  );
  let room: Map<string, number[]> | undefined;
  for (const phase of order) {
    const third = thirdPhase.includes(phase);
    if (third && room === undefined) room = roomByProvince(records, vacant, shares);
    const moved = steps.filter((step) => step.phase === phase);
    const shared = vacated.includes(third ? 'third' : phase);
    const leaving = new Map<string, number>();
    for (const { person } of moved) {
      const post = posts[person];
      if (post !== undefined) leaving.set(post, (leaving.get(post) ?? 0) + 1);
    }
    for (const step of moved) {
      const to = slotAt(step);
      vacant.set(to, (vacant.get(to) ?? 0) - 1);
      posts[step.person] = to;
    }
    if (shared) add(vacant, leaving);
    for (const [at, left] of vacant) if (left < 0) violations.push(overrun(moved, at));
    const limit = third ? (room as Map<string, number[]>) : undefined;
    violations.push(...sharesOverrun(records, moved, limit, phase));
    violations.push(...passedOver(records, { wishes, steps, order, vacant, phase, lot, room: limit }));
    if (!shared) add(vacant, leaving);
  }
  return violations.slice(0, 20);
}

const slot = (records: Records, ranking: string, school: string) =>
  `${records.rankings.findIndex((each) => each.code === ranking)} ${records.schools.findIndex((each) => each.code === school)}`;
const slotAt = ({ ranking, school }: Step) => `${ranking} ${school}`;

function add(vacant: Map<string, number>, leaving: ReadonlyMap<string, number>): void {
  for (const [at, count] of leaving) vacant.set(at, (vacant.get(at) ?? 0) + count);
}

function vacancies(records: Records): Map<string, number> {
  const vacant = new Map<string, number>();
  for (const seat of records.seats) {
    const at = slot(records, seat.ranking, seat.school);
    vacant.set(at, (vacant.get(at) ?? 0) + seat.seats);
  }
  return vacant;
}

/** By ranking and province: hirings, interprovincial, professional; a fraction goes up for the interprovincial. */
function roomByProvince(
  records: Records,
  vacant: ReadonlyMap<string, number>,
  shares: readonly number[],
): Map<string, number[]> {
  const left = new Map<string, number>();
  for (const [at, seats] of vacant) {
    const [ranking, school] = at.split(' ');
    const key = `${ranking} ${records.schools[Number(school)]?.province}`;
    left.set(key, (left.get(key) ?? 0) + seats);
  }
  return new Map(
    [...left].map(([key, seats]) => {
      const from = Math.min(seats, Math.ceil((seats * (shares[1] ?? 0)) / 100));
      const other = Math.min(seats - from, Math.floor((seats * (shares[2] ?? 0)) / 100));
      return [key, [seats - from - other, from, other]];
    }),
  );
}

function sharesOverrun(
  records: Records,
  moved: readonly Step[],
  room: ReadonlyMap<string, readonly number[]> | undefined,
  phase: string,
): Violation[] {
  if (room === undefined || records.head.parameters.mobility.vacated.includes('third')) return [];
  const came = new Map<string, number>();
  return moved.flatMap((step) => {
    const key = provinceKey(records, step);
    came.set(key, (came.get(key) ?? 0) + 1);
    const most = room.get(key)?.[phase === 'interprovincial' ? 1 : 2] ?? 0;
    return (came.get(key) ?? 0) > most ? [{ claim: 'mobility' as const, person: step.person, pool: step.school }] : [];
  });
}

function provinceKey(records: Records, { ranking, school }: Step): string {
  return `${ranking} ${records.schools[school]?.province}`;
}

function overrun(moved: readonly Step[], at: string): Violation {
  const person = moved.findLast((step) => slotAt(step) === at)?.person ?? -1;
  return { claim: 'too-many-in-seat', person, pool: Number(at.split(' ')[1]) };
}

function wishesOf(records: Records): Wish[] {
  const schoolNumber = new Map(records.schools.map((school, index) => [school.code, index]));
  const inside = new Map<string, Set<number>>();
  for (const [index, school] of records.schools.entries()) {
    for (const place of [school.code, school.municipality, school.district, school.province]) {
      inside.set(place, (inside.get(place) ?? new Set()).add(index));
    }
  }
  return records.persons.flatMap((who, person) =>
    who.preferences.flatMap((preference, line) =>
      who.entries.flatMap((entry): Wish[] => {
        if (preference.rankings !== undefined && !preference.rankings.includes(entry.ranking)) return [];
        const schools = inside.get(preference.to) ?? new Set<number>();
        const home = records.schools[schoolNumber.get(who.tenure?.school ?? '') ?? -1];
        return [
          {
            person,
            line,
            schools,
            ranking: records.rankings.findIndex((each) => each.code === entry.ranking),
            phase: phaseOf(records, who, entry.ranking, home, schools),
            key: {
              tier: preference.tier ?? entry.tier,
              points: entry.points + (preference.points ?? 0),
              keys: entry.keys,
            },
          },
        ];
      }),
    ),
  );
}

function phaseOf(
  records: Records,
  who: PersonRow,
  ranking: string,
  home: Records['schools'][number] | undefined,
  schools: ReadonlySet<number>,
): string {
  if (who.tenure !== undefined && who.tenure.ranking !== ranking) return 'professional';
  const there = [...schools].map((index) => records.schools[index]);
  if (home !== undefined && there.every((each) => each?.municipality === home.municipality)) return 'municipal';
  return home !== undefined && there.every((each) => each?.province === home.province)
    ? 'provincial'
    : 'interprovincial';
}

function wishBehind(wishes: readonly Wish[], step: Step): Wish | undefined {
  return wishes.find(
    (wish) =>
      wish.person === step.person &&
      wish.line === step.line &&
      wish.ranking === step.ranking &&
      wish.schools.has(step.school) &&
      wish.phase === step.phase,
  );
}

function unasked(wishes: readonly Wish[], steps: readonly Step[]): Violation[] {
  return steps
    .filter((step) => wishBehind(wishes, step) === undefined)
    .map(({ person, school }) => ({ claim: 'not-listed' as const, person, pool: school }));
}

interface Refusals {
  readonly wishes: readonly Wish[];
  readonly steps: readonly Step[];
  readonly order: readonly string[];
  readonly vacant: ReadonlyMap<string, number>;
  readonly phase: string;
  readonly lot: Lot;
  readonly room: ReadonlyMap<string, readonly number[]> | undefined;
}

function passedOver(records: Records, refusals: Refusals): Violation[] {
  const { wishes, steps, vacant, phase, lot, room } = refusals;
  const granted = new Map<string, Wish[]>();
  const cameTo = new Map<string, number>();
  for (const step of steps.filter((each) => each.phase === phase)) {
    const wish = wishBehind(wishes, step);
    const at = slotAt(step);
    if (wish !== undefined) granted.set(at, [...(granted.get(at) ?? []), wish]);
    const key = provinceKey(records, step);
    cameTo.set(key, (cameTo.get(key) ?? 0) + 1);
  }
  const lotOf = (wish: Wish) => lot(records.head.seed, records.persons[wish.person]?.code ?? '');
  const stepsBy = Map.groupBy(steps, ({ person }) => person);
  return wishes.flatMap((wish): Violation[] => {
    if (!wasRefused(records, refusals, wish, stepsBy.get(wish.person) ?? [])) return [];
    for (const school of wish.schools) {
      const at = `${wish.ranking} ${school}`;
      const worse = (granted.get(at) ?? []).find(
        (other) => before(wish.key, other.key) < 0 || (before(wish.key, other.key) === 0 && lotOf(wish) < lotOf(other)),
      );
      if (worse !== undefined && worse.person !== wish.person) {
        return [{ claim: 'justified-envy' as const, person: wish.person, pool: school, against: worse.person }];
      }
      const key = `${wish.ranking} ${records.schools[school]?.province}`;
      const most = room?.get(key)?.[phase === 'interprovincial' ? 1 : 2] ?? Number.POSITIVE_INFINITY;
      if ((vacant.get(at) ?? 0) > 0 && (cameTo.get(key) ?? 0) < most) {
        return [{ claim: 'wasted-seat' as const, person: wish.person, pool: school }];
      }
    }
    return [];
  });
}

/**
 * Whether the phase owed the wish an answer: not after a move that it could not replace, nor when the person got a dearer
 * one now or later.
 */
function wasRefused(records: Records, { order, phase }: Refusals, wish: Wish, own: readonly Step[]): boolean {
  if (wish.phase !== phase) return false;
  const turn = order.indexOf(phase);
  const before = own.findLast((step) => order.indexOf(step.phase) < turn);
  if (before !== undefined && !mayReplace(records, wish, before)) return false;
  return own.every((step) => order.indexOf(step.phase) < turn || step.line > wish.line);
}
