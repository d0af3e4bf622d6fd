import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { visibleAnswers } from '../src/engines/procedure/index.ts';
import { Batch } from '../src/engines/scoring/batch.ts';
import {
  type Asking,
  compileTable,
  positionsOf,
  relatedBy,
  type ScoringPack,
  type ScoringTable,
  score,
  tableFor,
  type Valued,
} from '../src/engines/scoring/index.ts';
import { exampleWorld } from '../src/features/procedures/example-world.ts';
import { packFiles, readPackFiles } from '../src/features/procedures/index.ts';
import { answersOf, randomAround, randomFrom } from '../test/random-answers.ts';
import { applications } from './scoring-data.ts';
import { plainLoop } from './scoring-floor.ts';
import { programOf } from './scoring-program.ts';

const ROOT = join(import.meta.dirname, '../procedures');
const MILLION = 1_000_000;
const BATCH = 50_000;
const TITLES = 20;
/** Milliseconds of a round at least, and how many rounds at least. */
const ROUND = 50;
const ROUNDS = 15;

type Report = (line: string) => void;

/**
 * Whole rankings over columns. GPS A/4: 1,000,000 applications of 20 titles against the same table as a loop written by
 * hand over the same columns, every total equal; and 10,000, 30,000 and 100,000 at once, which must cost the same each.
 * Then every pack: a million valuations and more of random applications with its fullest table, against that table as a
 * program with its numbers in place over the same columns, every total equal. `ratio` is the worst: 0.25 is four times
 * the loop.
 */
export async function scoring(report: Report): Promise<Record<string, number>> {
  const gps = packOf('gps-2026-28');
  if (gps === undefined) throw new Error('no GPS pack');
  const table = gps.scoring.tables['A/4'] as ScoringTable;
  const figures = await written(gps.scoring, table, report);
  const grown = growth(gps.scoring, table, report);
  const ratios: Record<string, number> = {};
  for (const { name } of readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const pack = packOf(name);
    if (pack === undefined) report(`${name}: gives no points, skipped`);
    else ratios[`ratio ${name}`] = await ofPack(name, pack, report);
    await pause();
  }
  return { ...figures, ...grown, ...ratios, ratio: Math.min(figures['ratio A/4'] ?? 0, ...Object.values(ratios)) };
}

function packOf(name: string) {
  const read = readPackFiles(packFiles(join(ROOT, name)));
  if ('faults' in read) throw new Error(`${name}: ${JSON.stringify(read.faults)}`);
  const { definition, scoring } = read.pack;
  return scoring === null ? undefined : { definition, scoring };
}

/** One million different applications, in batches: what is timed is the valuing, not the reading into columns. */
async function written(pack: ScoringPack, table: ScoringTable, report: Report): Promise<Record<string, number>> {
  const related = relatedBy(pack.relations);
  const compiled = compileTable(table, related);
  let [plain, fast, loading, explained] = [0, 0, 0, 0];
  for (let done = -BATCH; done < MILLION; done += BATCH) {
    const batch = applications(BATCH, done + BATCH + 7);
    const [reading, loaded] = timed(() => compiled.load(batch));
    const [byHand, first] = timed(plainLoop(new Batch(batch)));
    const [overColumns, second] = timed(() => loaded.points());
    sameTotals(first, second);
    // The first batch warms up.
    if (done < 0) continue;
    [plain, fast, loading] = [plain + byHand, fast + overColumns, loading + reading];
    if (done === 0) explained = timed(() => explain(table, batch.slice(0, 5000), related))[0];
    if (done % 200_000 === 0) report(`A/4: ${done.toLocaleString('it')} of a million applications`);
    await pause();
  }
  return {
    applications: MILLION,
    titlesEach: TITLES,
    writtenPerSecond: perSecond(MILLION, plain),
    compiledPerSecond: perSecond(MILLION, fast),
    loadedPerSecond: perSecond(MILLION, loading),
    explainedPerSecond: perSecond(5000, explained),
    'ratio A/4': plain / fast,
  };
}

function explain(table: ScoringTable, given: readonly Valued[], related: ReturnType<typeof relatedBy>): Int32Array {
  return Int32Array.from(given, ({ facts, position }) => score(table, facts, position, related).total);
}

function sameTotals(one: Int32Array, other: Int32Array): void {
  const at = one.findIndex((points, index) => points !== other[index]);
  if (at >= 0) throw new Error(`application ${at}: ${other[at]} ≠ ${one[at]}, written by hand`);
}

/** Microseconds for one application when more are valued at once; in turn, so that neighbours weigh on all alike. */
function growth(pack: ScoringPack, table: ScoringTable, report: Report): Record<string, number> {
  const compiled = compileTable(table, relatedBy(pack.relations));
  const some = applications(10_000, 1);
  const sizes = [10_000, 30_000, 100_000];
  const loads = sizes.map((size) =>
    compiled.load(Array.from({ length: size }, (_, at) => some[at % some.length] as Valued)),
  );
  const least = sizes.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 8; round += 1) {
    for (const [at, loaded] of loads.entries()) {
      const micros = (timed(() => loaded.points())[0] * 1000) / (sizes[at] ?? 1);
      least[at] = Math.min(least[at] ?? micros, micros);
    }
  }
  for (const [at, size] of sizes.entries())
    report(`A/4: ${size.toLocaleString('it')} at once, ${least[at]?.toFixed(2)} µs each`);
  return { growth: (least.at(-1) ?? 0) / (least[0] ?? 1) };
}

/** A million valuations and more of random applications of one pack, with the table that values most of them. */
async function ofPack(
  name: string,
  { definition, scoring: pack }: NonNullable<ReturnType<typeof packOf>>,
  report: Report,
): Promise<number> {
  const random = randomFrom(11);
  const related = relatedBy(pack.relations);
  const answered = answersOf(definition, pack);
  const askings: Asking[] = [];
  for (let person = 0; person < 3000; person += 1) {
    const answers = visibleAnswers(definition, answered(random, TITLES));
    askings.push(...positionsOf(pack, answers, exampleWorld(), randomAround(random)));
  }
  const byTable = Map.groupBy(askings, ({ position }) => tableFor(pack, position, related)?.id);
  byTable.delete(undefined);
  const [id, own] = [...byTable].toSorted((one, other) => other[1].length - one[1].length)[0] ?? [];
  if (id === undefined || own === undefined) throw new Error(`${name}: no application is valued`);
  const given = Array.from({ length: 10_000 }, (_, at) => own[at % own.length] as Asking);
  const table = pack.tables[id] as ScoringTable;
  const loaded = compileTable(table, related).load(given);
  const byHand = await programOf(table, new Batch(given), related);
  sameTotals(byHand(), loaded.points());
  const [plain, fast] = inTurn([byHand, () => loaded.points()], MILLION / given.length);
  const titles = given.reduce((sum, { facts }) => sum + facts.length, 0) / given.length;
  const rates = [fast, plain].map((spent) => perSecond(given.length, spent ?? 0));
  report(`${name} ${id}: ${titles.toFixed(1)} titles each, ${rates[0]}/s, as a program ${rates[1]}/s`);
  return (plain ?? 0) / (fast ?? 1);
}

/** Milliseconds of processor of this thread, which other work on the machine disturbs less than the clock. */
function timed<T>(work: () => T): [milliseconds: number, result: T] {
  const started = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(started);
  return [(user + system) / 1000, result];
}

/** Milliseconds of each, done so many times at least in turn, so that neighbours weigh on all alike: the medians. */
function inTurn(works: readonly (() => unknown)[], least: number): readonly number[] {
  const all = works.map((work) => ({ work, times: timesFor(work), spent: [] as number[] }));
  const rounds = Math.max(ROUNDS, least / Math.min(...all.map(({ times }) => times)));
  for (let round = 0; round < rounds; round += 1) {
    for (const { work, times, spent } of all) spent.push(timed(() => repeat(work, times))[0] / times);
  }
  return all.map(({ spent }) => spent.sort((one, other) => one - other)[Math.floor(spent.length / 2)] ?? 0);
}

/** How many times in a round: the processor's time is not told much finer than a millisecond. */
function timesFor(work: () => unknown): number {
  let times = 1;
  while (timed(() => repeat(work, times))[0] < ROUND) times *= 2;
  return times;
}

function repeat(work: () => unknown, times: number): void {
  for (let time = 0; time < times; time += 1) work();
}

function perSecond(count: number, milliseconds: number): number {
  return Math.round((count * 1000) / milliseconds);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
