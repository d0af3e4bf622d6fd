import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  compileTable,
  type Fact,
  type Position,
  readScoringPack,
  relatedBy,
  score,
} from '../src/engines/scoring/index.ts';
import { applications } from './scoring-data.ts';
import { plainPoints } from './scoring-floor.ts';

const TOTAL = 100_000;
const BATCH = 2000;
const PACK = join(import.meta.dirname, '../procedures/gps-2026-28/scoring.yaml');
const POSITION: Position = {
  key: 'A-12/II',
  values: { teaching_class: 'A-12', tier: 'II', operation: 'insertion', class_kind: 'classe_A', degree: 'I_II_GRADO' },
};

/**
 * 100,000 applications of 20 titles and services valued with table A/4: explained line by line, compiled to points
 * only, and by a plain loop written by hand. All three must agree. `ratio` is compiled to plain loop.
 */
export async function scoring(report: (line: string) => void): Promise<Record<string, number>> {
  const read = readScoringPack(parse(readFileSync(PACK, 'utf8')));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const table = read.pack.tables['A/4'];
  if (table === undefined) throw new Error('no table A/4');
  const related = relatedBy(read.pack.relations);
  const compiled = compileTable(table, related);
  const ways: readonly ((facts: readonly Fact[]) => number)[] = [
    plainPoints,
    (facts) => compiled(facts, POSITION),
    (facts) => score(table, facts, POSITION, related).total,
  ];
  const spent = [0, 0, 0];
  const sums = [0, 0, 0];
  run(applications(BATCH, 1), ways, [0, 0, 0], [0, 0, 0]);
  for (let done = 0; done < TOTAL; done += BATCH) {
    run(applications(BATCH, done + 7), ways, spent, sums);
    if (done % 20_000 === 0) report(`${done} of ${TOTAL} applications`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [plain = 0, fast = 0, explained = 0] = spent.map((ms) => (TOTAL * 1000) / ms);
  report(`points in all: ${((sums[0] ?? 0) / 100).toLocaleString('it')}, the same in three ways`);
  return {
    applications: TOTAL,
    titlesEach: 20,
    plainPerSecond: Math.round(plain),
    compiledPerSecond: Math.round(fast),
    explainedPerSecond: Math.round(explained),
    explainedRatio: explained / plain,
    ratio: fast / plain,
  };
}

/** Times each way over the batch, and insists that every application has the same points in all. */
function run(
  batch: readonly (readonly Fact[])[],
  ways: readonly ((facts: readonly Fact[]) => number)[],
  spent: number[],
  sums: number[],
): void {
  const points = ways.map((way, index) => {
    const started = performance.now();
    const all = batch.map(way);
    spent[index] = (spent[index] ?? 0) + performance.now() - started;
    return all;
  });
  for (const [at, expected] of (points[0] ?? []).entries()) {
    for (const [way, all] of points.entries()) {
      if (all[at] !== expected) throw new Error(`application ${at}: ${all[at]} ≠ ${expected} (way ${way})`);
      sums[way] = (sums[way] ?? 0) + expected;
    }
  }
}
