import { compareText } from './document.ts';
import type { Document, Fault } from './document-schema.ts';

/** One place in a ranking, with what decided it. */
export interface Entry {
  readonly person: number;
  readonly tier: number;
  readonly points: number;
  readonly keys: readonly number[];
}

/** Draws the lot of a person: SHA-256 of the seed committed before and the code, in hexadecimal. Given from outside. */
export type LotOf = (seed: string, code: string) => string;

/** The rankings in order of merit, by index of ranking. */
export type Merit = readonly (readonly Entry[])[];

/**
 * Orders every ranking by the total key: tier, points from the most, the further keys from the least, and last the lot.
 * Without a seed two equal keys are refused: who comes first must never depend on the order of a file.
 */
export function meritOf(document: Document, lotOf: LotOf): { readonly merit: Merit } | { readonly faults: Fault[] } {
  const { head, rankings, persons } = document;
  const place = new Map(rankings.map((ranking, index) => [ranking.code, index]));
  const merit: Entry[][] = rankings.map(() => []);
  for (const [person, { entries }] of persons.entries()) {
    for (const { ranking, tier, points, keys } of entries) {
      merit[place.get(ranking) ?? -1]?.push({ person, tier, points, keys });
    }
  }
  const codeOf = (entry: Entry) => persons[entry.person]?.code ?? '';
  const faults: Fault[] = [];
  for (const [index, entries] of merit.entries()) {
    entries.sort((one, other) => {
      const decided = compareKeys(one, other);
      if (decided !== 0 || one === other) return decided;
      if (head.seed !== '') return compareText(lotOf(head.seed, codeOf(one)), lotOf(head.seed, codeOf(other)));
      faults.push({
        where: `ranking ${rankings[index]?.code}`,
        what: `${[codeOf(one), codeOf(other)].sort(compareText).join(' e ')} hanno la stessa chiave e non c’è un seme`,
      });
      return 0;
    });
  }
  return faults.length > 0 ? { faults: faults.slice(0, 1) } : { merit };
}

export function compareKeys(one: Omit<Entry, 'person'>, other: Omit<Entry, 'person'>): number {
  if (one.tier !== other.tier) return one.tier - other.tier;
  if (one.points !== other.points) return other.points - one.points;
  for (let each = 0; each < Math.max(one.keys.length, other.keys.length); each++) {
    const difference = (one.keys[each] ?? 0) - (other.keys[each] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
