import type { Records } from './records.ts';
import type { Violation } from './table.ts';

/** One contingent – a ranking and a contract – before and after the choice. */
export interface Contingent {
  /** People of the contingent by their place in the order that governs it. */
  readonly people: readonly number[];
  readonly before: ReadonlyMap<number, number>;
  readonly after: ReadonlyMap<number, number>;
  /** Seats each listed, dearest first. */
  readonly lists: ReadonlyMap<number, readonly number[]>;
}

/**
 * Proves the choice under L. 104/1992: the same people, the same seats; and nobody who chose before would rather have
 * the seat of one who chose after, unless taking it would have left somebody of the contingent without any.
 */
export function checkPrecedence(records: Records, contingent: Contingent): Violation[] {
  const { people, before, after } = contingent;
  const count = (seats: Iterable<number>) => [...seats].sort((one, other) => one - other).join();
  if (count(before.values()) !== count(after.values())) {
    return [{ claim: 'precedence', person: people[0] ?? -1, pool: -1 }];
  }
  const steps = sequenceOf(records, contingent);
  return steps.flatMap(({ person, within }, turn) => {
    const mine = after.get(person) ?? -1;
    const list = contingent.lists.get(person) ?? [];
    if (!list.includes(mine)) return [{ claim: 'precedence' as const, person, pool: mine }];
    const settled = new Set(
      steps
        .slice(0, turn)
        .filter((step) => step.final)
        .map((step) => step.person),
    );
    if (settled.has(person)) return [];
    const dearer = list.slice(0, list.indexOf(mine)).filter((seat) => within.has(seat));
    const envied = dearer.find(
      (seat) => laterHolder(contingent, settled, person, seat) && couldHave(contingent, settled, person, seat),
    );
    return envied === undefined ? [] : [{ claim: 'precedence' as const, person, pool: envied }];
  });
}

interface Step {
  readonly person: number;
  /** Seats the person may choose at this step. */
  readonly within: ReadonlySet<number>;
  /** Whether the choice is made here. */
  readonly final: boolean;
}

function sequenceOf(records: Records, { people, after, lists }: Contingent): Step[] {
  const rank = (person: number) => records.persons[person]?.precedence?.rank ?? Number.POSITIVE_INFINITY;
  const holders = people
    .filter((person) => Number.isFinite(rank(person)))
    .sort((one, other) => rank(one) - rank(other));
  const first = holders.map((person): Step => {
    const within = new Set(reachable(records, person, lists.get(person) ?? []));
    return { person, within, final: within.has(after.get(person) ?? -1) };
  });
  const done = new Set(first.filter((step) => step.final).map((step) => step.person));
  const rest = people.filter((person) => !done.has(person));
  return [...first, ...rest.map((person): Step => ({ person, within: new Set(lists.get(person) ?? []), final: true }))];
}

function reachable(records: Records, person: number, list: readonly number[]): readonly number[] {
  const only = records.persons[person]?.precedence?.municipality;
  if (only === undefined) return list;
  const there = new Set(records.schools.filter((school) => school.municipality === only).map((school) => school.code));
  return list.filter((seat) => there.has(records.seats[seat]?.school ?? ''));
}

/** Whether the seat went, at least once, to somebody who had not chosen yet. */
function laterHolder({ after }: Contingent, settled: ReadonlySet<number>, person: number, seat: number): boolean {
  return [...after].some(([other, held]) => held === seat && other !== person && !settled.has(other));
}

/** Whether all who had not chosen could still be seated if the person took the seat: by augmenting paths. */
function couldHave(contingent: Contingent, settled: ReadonlySet<number>, person: number, seat: number): boolean {
  const left = new Map<number, number>();
  for (const held of contingent.before.values()) left.set(held, (left.get(held) ?? 0) + 1);
  const take = (from: number) => left.set(from, (left.get(from) ?? 0) - 1);
  for (const other of settled) take(contingent.after.get(other) ?? -1);
  take(seat);
  if ((left.get(seat) ?? 0) < 0) return false;
  const holders = new Map<number, number[]>();
  const place = (who: number, tried: Set<number>): boolean =>
    (contingent.lists.get(who) ?? []).some((at) => {
      if (tried.has(at)) return false;
      tried.add(at);
      const here = holders.get(at) ?? [];
      if (here.length < (left.get(at) ?? 0)) {
        holders.set(at, [...here, who]);
        return true;
      }
      const mover = here.find((other) => place(other, tried));
      if (mover === undefined) return false;
      const now = holders.get(at) ?? [];
      holders.set(at, [...now.filter((other) => other !== mover), who]);
      return true;
    });
  return contingent.people.filter((who) => who !== person && !settled.has(who)).every((who) => place(who, new Set()));
}
