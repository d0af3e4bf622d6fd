import type { Document } from './document-schema.ts';
import type { LotOf } from './merit.ts';
import { placementsOf } from './placements.ts';
import { type Change, changed } from './what-if.ts';

/** Points with which a preference, or a dearer one, would have been had; none if no points would do. */
export interface LinePoints {
  /** Index of the preference. */
  readonly line: number;
  readonly ranking: string;
  readonly has: number;
  readonly needs: number | undefined;
}

/** What would have changed for somebody whose preferences are answered line by line (mobility, commissions). */
export interface LineAlternatives {
  readonly points: readonly LinePoints[];
  /** Lines that, put first, would have been had, though dearer ones were refused. */
  readonly first: readonly number[];
}

/**
 * For the dearest lines a person was refused: the fewest points among those that change anything (one hundredth above
 * somebody of the same ranking), everything else the same. The number given and the one below it have both been run.
 */
export function lineAlternatives(document: Document, lotOf: LotOf, person: number, most = 3): LineAlternatives {
  const who = document.persons[person];
  if (who === undefined) return { points: [], first: [] };
  const given = lineAfter(document, lotOf, person) ?? who.preferences.length;
  const refused = who.preferences.map((_, line) => line).slice(0, Math.min(given, most));
  const after = (change: Change) => {
    const altered = changed(document, change);
    return 'where' in altered ? undefined : lineAfter(altered, lotOf, person);
  };
  const points = refused.flatMap((line) =>
    who.entries
      .filter(({ ranking }) => who.preferences[line]?.rankings?.includes(ranking) ?? true)
      .map(({ ranking, points: has }): LinePoints => {
        const enough = (needs: number) => {
          const reached = after({ kind: 'points', person: who.code, ranking, points: needs });
          return reached !== undefined && reached <= line;
        };
        return { line, ranking, has, needs: leastOf(steps(document, ranking, has), enough) };
      }),
  );
  const first = refused.slice(1).filter((line) => after({ kind: 'first', person: who.code, line }) === 0);
  return { points, first };
}

function lineAfter(document: Document, lotOf: LotOf, person: number): number | undefined {
  const placed = placementsOf(document, lotOf);
  return 'faults' in placed ? undefined : placed.line[person];
}

/** One hundredth above each of those who have as many points or more. */
function steps({ persons }: Document, ranking: string, has: number): number[] {
  const above = persons.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.ranking === ranking && entry.points >= has ? [entry.points + 1] : [])),
  );
  return [...new Set(above)].sort((one, other) => one - other);
}

/** The least of ascending numbers that is enough, by halving: more points never make it worse. */
function leastOf(ascending: readonly number[], enough: (value: number) => boolean): number | undefined {
  const top = ascending.at(-1);
  if (top === undefined || !enough(top)) return undefined;
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (enough(ascending[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return ascending[low];
}
