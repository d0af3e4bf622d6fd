import type { Points } from '../../kernel/points.ts';
import { compileTable } from './compile.ts';
import { relatedBy } from './facts.ts';
import { type Asking, tableFor } from './pack.ts';
import type { ScoringPack } from './pack-schema.ts';

/** Points only, for rankings asked for by many: the totals of `score`; nothing where no table values the position. */
export function compilePack(pack: ScoringPack): (askings: readonly Asking[]) => readonly (Points | undefined)[] {
  const related = relatedBy(pack.relations);
  const compiled = new Map(Object.entries(pack.tables).map(([id, table]) => [id, compileTable(table, related)]));
  return (askings) => {
    const points: (Points | undefined)[] = askings.map((): Points | undefined => undefined);
    const byTable = Map.groupBy(askings.keys(), (at) => tableFor(pack, (askings[at] as Asking).position, related)?.id);
    for (const [id, places] of byTable) {
      const found = compiled
        .get(id ?? '')
        ?.load(places.map((at) => askings[at] as Asking))
        .points();
      for (const [index, at] of places.entries()) points[at] = found?.[index];
    }
    return points;
  };
}
