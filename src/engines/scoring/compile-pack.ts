import type { Points } from '../../kernel/points.ts';
import { compileTable, type PointsOf } from './compile.ts';
import { relatedBy } from './facts.ts';
import { type Asking, tableFor } from './pack.ts';
import type { ScoringPack } from './pack-schema.ts';

/** Points only, for rankings asked for by many: the totals of `score`; nothing where no table values the position. */
export function compilePack(pack: ScoringPack): (askings: readonly Asking[]) => readonly (Points | undefined)[] {
  const related = relatedBy(pack.relations);
  const compiled = new Map<string, PointsOf>();
  for (const [id, table] of Object.entries(pack.tables)) compiled.set(id, compileTable(table, related));
  return (askings) =>
    askings.map(({ facts, position }) => {
      const chosen = tableFor(pack, position, related);
      return chosen === undefined ? undefined : compiled.get(chosen.id)?.(facts, position);
    });
}
