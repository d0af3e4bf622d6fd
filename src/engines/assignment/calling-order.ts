import type { Parameters } from './parameters.ts';

/** One of those in a ranking, in order of merit. */
export interface Called {
  readonly person: number;
  /** Asks for at least one whole post of the ranking in this round: the others do not use up the contingent. */
  readonly takesPart: boolean;
  /** Indexes of the categories of reserve they hold. */
  readonly categories: readonly number[];
}

/** The *ordine di chiamata*: published before the run, so that the run itself knows no quotas. */
export interface CallingOrder {
  readonly sequence: readonly number[];
  /** People called before their place by merit, on a reserved whole post. */
  readonly elevated: ReadonlySet<number>;
  /** Seats reserved, by category. */
  readonly quotas: readonly number[];
}

type Reserves = Parameters['reserves'];

/**
 * The order in which a ranking is called for its whole posts.
 * L. 68/1999 (8 %), D.Lgs. 66/2010 artt. 678 c. 9 and 1014 (30 %), DL 44/2023 (15 %): each category in turn takes its
 * share until all reach the ceiling of 50 %. With S seats and Q of them reserved: the first S − Q by merit, then in
 * their tail the reservists up to Q (with `minimum`, net of those already inside by merit), then the rest by merit:
 * whatever reserve is not used goes back by itself.
 */
export function callingOrder(merit: readonly Called[], seats: number, reserves: Reserves): CallingOrder {
  if (reserves.mode === 'prefix') return prefixCalling(merit, reserves);
  const quotas = quotasOf(seats, reserves);
  const reserved = quotas.reduce((sum, quota) => sum + quota, 0);
  const headEnd = endOfHead(merit, seats - reserved);
  const slots = new ReserveSlots(quotas);
  const elevated = new Set<number>();
  for (const [place, each] of merit.entries()) {
    if (!each.takesPart || each.categories.length === 0) continue;
    const inside = place < headEnd;
    if (inside && reserves.mode === 'additional') continue;
    if (slots.take(each.categories) && !inside) elevated.add(each.person);
  }
  const people = merit.map((each) => each.person);
  const tail = people.slice(headEnd);
  const reservedTail = tail.filter((person) => elevated.has(person));
  // Who comes first in the tail anyway passes nobody: they are called by merit.
  const passing = tail.findIndex((person) => !elevated.has(person));
  for (const person of tail.slice(0, Math.max(0, passing))) elevated.delete(person);
  if (passing === -1) elevated.clear();
  const called = new Set(reservedTail);
  const rest = tail.filter((person) => !called.has(person));
  return { sequence: [...people.slice(0, headEnd), ...reservedTail, ...rest], elevated, quotas };
}

/** Shares of whole posts, subordinate in the order of the list, together never above the ceiling. */
export function quotasOf(seats: number, { categories, ceiling, rounding }: Reserves): number[] {
  let left = Math.floor((seats * ceiling) / 100);
  return categories.map(({ percent }) => {
    const quota = Math.min(left, rounded(seats * percent, rounding));
    left -= quota;
    return quota;
  });
}

/** Hundredths to whole seats, in whole numbers. */
function rounded(hundredths: number, rounding: Reserves['rounding']): number {
  if (rounding === 'up') return Math.floor((hundredths + 99) / 100);
  return Math.floor((hundredths + (rounding === 'nearest' ? 50 : 0)) / 100);
}

/** Where the head ends: after as many people who take part as there are seats not reserved. */
function endOfHead(merit: readonly Called[], seats: number): number {
  let counted = 0;
  for (const [place, each] of merit.entries()) {
    if (counted === seats) return place;
    if (each.takesPart) counted++;
  }
  return merit.length;
}

/**
 * Reserved seats by category, given to people in order of merit. Who holds two categories may be moved from one to the
 * other to let a second person in: the chosen are as many as can be, and the best by merit among all such choices, so
 * that declaring one more category never hurts (Sönmez–Yenmez, Econometrica 2022).
 */
class ReserveSlots {
  readonly #free: number[];
  readonly #holders: (readonly number[])[][];

  constructor(quotas: readonly number[]) {
    this.#free = [...quotas];
    this.#holders = quotas.map(() => []);
  }

  take(categories: readonly number[]): boolean {
    return this.#place(categories, new Set());
  }

  #place(categories: readonly number[], tried: Set<number>): boolean {
    for (const category of categories) {
      if ((this.#free[category] ?? 0) > 0) {
        this.#free[category] = (this.#free[category] ?? 0) - 1;
        this.#holders[category]?.push(categories);
        return true;
      }
    }
    for (const category of categories) {
      if (tried.has(category)) continue;
      tried.add(category);
      const holders = this.#holders[category] ?? [];
      for (const [index, other] of holders.entries()) {
        if (
          this.#place(
            other.filter((each) => !tried.has(each)),
            tried,
          )
        ) {
          holders[index] = categories;
          return true;
        }
      }
    }
    return false;
  }
}

function prefixCalling(merit: readonly Called[], reserves: Reserves): CallingOrder {
  const order = prefixOrder(
    merit.map((each) => each.categories),
    reserves.categories.map((each) => each.percent),
  );
  const elevated = new Set<number>();
  for (let at = order.length - 1, least = merit.length; at >= 0; at--) {
    const place = order[at] as number;
    if (place > least) elevated.add(merit[place]?.person ?? -1);
    least = Math.min(least, place);
  }
  return { sequence: order.map((place) => merit[place]?.person ?? -1), elevated, quotas: [] };
}

/**
 * Guarantee on every prefix: while a category is below its share of those called so far, and somebody of it is left,
 * the best of that category is called. When no one satisfies all the shares at once the last category yields first.
 * (The rule Parcoursup publishes for its *ordre d’appel*, for any number of categories.) Answers places by merit.
 */
export function prefixOrder(types: readonly (readonly number[])[], minimums: readonly number[]): number[] {
  const queues = queuesByType(types);
  const left = minimums.map((_, category) => types.filter((each) => each.includes(category)).length);
  const called = minimums.map(() => 0);
  const order: number[] = [];
  while (order.length < types.length) {
    const binding = minimums.flatMap((percent, category) =>
      (left[category] ?? 0) > 0 && (called[category] ?? 0) * 100 < percent * (order.length + 1) ? [category] : [],
    );
    let best: { places: number[]; next: number } | undefined;
    for (; best === undefined; binding.pop()) {
      best = queues
        .filter((queue) => queue.next < queue.places.length && binding.every((each) => queue.type.includes(each)))
        .reduce<{ places: number[]; next: number } | undefined>(
          (least, queue) => (least === undefined || placeOf(queue) < placeOf(least) ? queue : least),
          undefined,
        );
    }
    const place = placeOf(best);
    best.next++;
    order.push(place);
    for (const category of new Set(types[place])) {
      left[category] = (left[category] ?? 0) - 1;
      called[category] = (called[category] ?? 0) + 1;
    }
  }
  return order;
}

function placeOf(queue: { places: number[]; next: number }): number {
  return queue.places[queue.next] as number;
}

function queuesByType(types: readonly (readonly number[])[]) {
  const queues = new Map<string, { type: readonly number[]; places: number[]; next: number }>();
  for (const [place, type] of types.entries()) {
    const key = [...new Set(type)].sort((one, other) => one - other).join();
    const queue = queues.get(key);
    if (queue === undefined) queues.set(key, { type, places: [place], next: 0 });
    else queue.places.push(place);
  }
  return [...queues.values()];
}
