import type { Records } from './records.ts';

/** What a calling order is checked against. */
export interface Calling {
  readonly ranking: string;
  /** By merit, worked out anew; and as called, published. */
  readonly merit: readonly number[];
  readonly called: readonly number[];
  /** Whole seats of the ranking, and who asks for one. */
  readonly seats: number;
  readonly asking: ReadonlySet<number>;
}

/**
 * Proves a calling order: the same people as the ranking; who is not called early stands by merit; who is called early
 * holds a reserve, comes right after the seats that are not reserved, in order of merit; the reserved seats hold them
 * (Hall's condition on the categories) and would hold no one better placed who was left out. Answers the person at fault.
 */
export function faultyCalling(records: Records, calling: Calling): number | undefined {
  const { reserves } = records.head.parameters;
  const { merit, called } = calling;
  if (reserves.categories.length === 0 || reserves.mode === 'prefix') return firstDifference(calling, reserves.mode);
  if (merit.length !== called.length || new Set([...merit, ...called]).size !== merit.length)
    return called[0] ?? merit[0];
  const quotas = quotasFor(records, calling.seats);
  const head = headOf(calling, calling.seats - sum(quotas));
  const typeOf = (person: number) =>
    reserves.categories.flatMap((category, index) =>
      records.persons[person]?.reserves.includes(category.code) ? [index] : [],
    );
  const chosen: number[][] = [];
  const early: number[] = [];
  for (const [place, person] of merit.entries()) {
    const type = typeOf(person);
    if (type.length === 0 || !calling.asking.has(person)) continue;
    if (place < head && reserves.mode === 'additional') continue;
    if (!holdable([...chosen, type], quotas)) continue;
    chosen.push(type);
    if (place >= head) early.push(person);
  }
  const isEarly = new Set(early);
  const expected = [...merit.slice(0, head), ...early, ...merit.slice(head).filter((person) => !isEarly.has(person))];
  return expected.find((person, place) => called[place] !== person);
}

/** Without quotas nobody is moved; a guarantee on every prefix is proved on the prefixes. */
function firstDifference({ merit, called }: Calling, mode: string): number | undefined {
  if (mode === 'prefix') return undefined;
  return merit.find((person, place) => called[place] !== person);
}

function headOf({ merit, asking }: Calling, seats: number): number {
  let place = 0;
  for (let counted = 0; place < merit.length && counted < seats; place++) {
    if (asking.has(merit[place] as number)) counted++;
  }
  // Those who ask for nothing between the last of the head and the next who asks stay behind the reserved.
  return place;
}

function quotasFor(records: Records, seats: number): number[] {
  const { categories, ceiling, rounding } = records.head.parameters.reserves;
  const half = Math.floor((ceiling * seats) / 100);
  let used = 0;
  return categories.map(({ percent }) => {
    const exact = percent * seats;
    const whole =
      rounding === 'up'
        ? Math.ceil(exact / 100)
        : rounding === 'nearest'
          ? Math.round(exact / 100)
          : Math.floor(exact / 100);
    const quota = Math.min(whole, half - used);
    used += quota;
    return quota;
  });
}

/** Hall: for every set of categories, no more people who hold only those than seats reserved to them. */
function holdable(types: readonly (readonly number[])[], quotas: readonly number[]): boolean {
  for (let set = 0; set < 1 << quotas.length; set++) {
    const inside = (category: number) => (set & (1 << category)) !== 0;
    const people = types.filter((type) => type.every(inside)).length;
    if (people > sum(quotas.filter((_, category) => inside(category)))) return false;
  }
  return true;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
