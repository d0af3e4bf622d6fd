import type { Criterion } from '../../kernel/ranking-criteria.ts';
import { type Contender, type Measure, measureOf } from './contender.ts';
import { lotOf } from './draw.ts';

/** An order of people given by their places, and the position each has: equals share it, and the next one skips. */
export interface Order {
  readonly places: Uint32Array;
  readonly positions: Uint32Array;
}

/**
 * Orders a whole ranking: one column of sort keys for each criterion, computed once, then a sort of places that compares
 * numbers only; n log n. People equal in every criterion stand in the order of their ids, in the same position. The
 * order in which they are given changes nothing; ids must differ.
 */
export function orderOf(people: readonly Contender[], criteria: readonly Criterion[], seed: string): Order {
  const columns = criteria.map((criterion) => columnOf(people, criterion, seed));
  const difference = (left: number, right: number): number => {
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at] as Float64Array;
      const one = column[left] as number;
      const other = column[right] as number;
      if (one !== other) return one > other ? -1 : 1;
    }
    return 0;
  };
  const ids = people.map(({ id }) => id);
  const byId = (left: number, right: number) => ((ids[left] ?? '') < (ids[right] ?? '') ? -1 : 1);
  const places = new Uint32Array(people.length);
  for (let at = 0; at < places.length; at += 1) places[at] = at;
  places.sort((left, right) => difference(left, right) || byId(left, right));
  const positions = new Uint32Array(places.length);
  for (let at = 0; at < places.length; at += 1) {
    const same = at > 0 && difference(places[at - 1] as number, places[at] as number) === 0;
    positions[at] = same ? (positions[at - 1] as number) : at + 1;
  }
  return { places, positions };
}

/** The keys of one criterion, higher first. */
function columnOf(people: readonly Contender[], criterion: Criterion, seed: string): Float64Array {
  const measure: Measure = criterion.by === 'draw' ? ({ id }) => lotOf(seed, id) : measureOf(criterion);
  const keys = new Float64Array(people.length);
  for (let at = 0; at < keys.length; at += 1) keys[at] = measure(people[at] as Contender);
  return keys;
}
