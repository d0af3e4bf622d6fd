import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  acceptDeferred,
  cutoffsOf,
  deferredAcceptance,
  emptyMatching,
  generateMarket,
  marketOfPlain,
  prepareRun,
  provinceShape,
  provincialShape,
  reasonCodes,
} from '../src/engines/assignment/index.ts';
import { least } from './assignment-clock.ts';
import { growthPicture } from './assignment-picture.ts';

type Figures = Record<string, number>;

/**
 * Everything is processor time, the least of some runs, against floors of the same process. `ratio` is deferred
 * acceptance on the provincial instance to one operation per preference: reading it and looking up the pool it names.
 * POLIS_BENCH_PICTURE names a file for the picture of the growth.
 */
export async function assignment(report: (line: string) => void): Promise<Figures> {
  report('provincial: 500,000 people, 107 provinces, 60,000 pools');
  const provincial = await stage('provincial');
  report('national: the same people in one market');
  const national = await stage('national');
  report('one province of 35,000 people');
  const province = provinceFigures();
  report('growth from 5,000 to 500,000 people');
  const growth = growthFigures(report);
  report('beside an npm library');
  const library = libraryFigures();
  const over = (figures: Figures, key: string) => (figures[key] ?? 0) / (figures['floor_ms'] ?? 1);
  return {
    ratio: over(provincial, 'deferred_ms'),
    ...prefixed('provincial', provincial),
    ...prefixed('national', national),
    provincial_deferred_ratio: over(provincial, 'deferred_ms'),
    provincial_deferred_to_addition: (provincial['deferred_ms'] ?? 0) / (provincial['add_ms'] ?? 1),
    national_deferred_ratio: over(national, 'deferred_ms'),
    serial_ratio: over(provincial, 'serial_ms'),
    serial_forward_three_ratio: over(provincial, 'serial_forward_three_ms'),
    serial_rescan_three_ratio: over(provincial, 'serial_rescan_three_ms'),
    verify_ratio: over(provincial, 'verify_ms'),
    reasons_ratio: over(provincial, 'reasons_ms'),
    layout_ratio: over(provincial, 'layout_ms'),
    memory_mb: Math.max(provincial['memory_mb'] ?? 0, national['memory_mb'] ?? 0),
    two_workers_speedup: (provincial['deferred_ms'] ?? 0) / (provincial['two_workers_busier_ms'] ?? 1),
    ...province,
    ...growth,
    ...library,
  };
}

function prefixed(name: string, figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${name}_${key}`, value]));
}

/** An instance in a process of its own: its memory is its own. */
function stage(name: string): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'assignment-stage.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += String(chunk);
    });
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(printed) as Figures) : reject(new Error(`${name}: exit ${code}`)),
    );
  });
}

/** Orders, assignment, cut-offs and every reason of one large province: what a correction runs again. */
function provinceFigures(): Figures {
  const market = generateMarket(provinceShape);
  const province_ms = least(7, () => {
    const run = prepareRun(market);
    const matching = emptyMatching(market.people);
    acceptDeferred(run, run.sequence, matching);
    const cutoffs = cutoffsOf(market, run.standings, matching);
    reasonCodes(market, run.standings, { matching, cutoffs }, { serial: false });
  });
  return { province_people: market.people, province_ms };
}

function growthFigures(report: (line: string) => void): Figures {
  const sizes = [5_000, 20_000, 50_000, 100_000, 200_000, 500_000];
  const points = sizes.map((people) => {
    // Provinces and pools grow with the people, as the country's do: everyone's list stays as long.
    const share = people / provincialShape.people;
    const provinces = Math.max(1, Math.round(provincialShape.provinces * share));
    const market = generateMarket({ ...provincialShape, people, provinces, pools: Math.round(60_000 * share) });
    const run = prepareRun(market);
    const milliseconds = least(people < 100_000 ? 40 : 7, () =>
      acceptDeferred(run, run.sequence, emptyMatching(people)),
    );
    report(`  ${people} people, ${market.listPool.length} preferences: ${milliseconds.toFixed(1)} ms`);
    return { people, preferences: market.listPool.length, milliseconds };
  });
  const picture = process.env['POLIS_BENCH_PICTURE'];
  if (picture !== undefined) writeFileSync(picture, growthPicture(points));
  const each = (point: (typeof points)[number] | undefined) =>
    ((point?.milliseconds ?? 0) * 1e6) / (point?.people ?? 1);
  return {
    ...Object.fromEntries(points.map((point) => [`growth_${point.people}_ms`, point.milliseconds])),
    growth_ns_per_person_5000: each(points[0]),
    growth_ns_per_person_500000: each(points.at(-1)),
  };
}

interface Spouse {
  name: string;
  preferences: Spouse[];
  fiance: Spouse | null;
}
interface Library {
  readonly Person: new (name: string) => Spouse;
  readonly stableMarriage: (proposers: Spouse[]) => void;
}

/** `stable-marriage` (MIT) holds one-to-one instances: the same thousand couples, the same result. */
function libraryFigures(): Figures {
  const { Person, stableMarriage } = createRequire(import.meta.url)('stable-marriage') as Library;
  const couples = 1_000;
  const names = (prefix: string) =>
    Array.from({ length: couples }, (_, each) => `${prefix}${String(each).padStart(4, '0')}`);
  const [proposers, reviewers] = [names('p'), names('r')];
  const listOf = (others: readonly string[], start: number, step: number) =>
    Array.from({ length: couples }, (_, each) => others[(start * 7 + each * step) % couples] as string);
  // Steps prime to a thousand give everyone a full list, each a different one.
  const residents = Object.fromEntries(
    proposers.map((name, each) => [name, listOf(reviewers, each * each, 3 + 10 * (each % 90))]),
  );
  const orders = Object.fromEntries(
    reviewers.map((name, each) => [name, listOf(proposers, each * 3, 7 + 10 * (each % 80))]),
  );
  const hospitals = Object.fromEntries(
    reviewers.map((name) => [name, { capacity: 1, order: orders[name] as string[] }]),
  );
  const { market } = marketOfPlain({ form: 'hospital-residents', residents, hospitals });
  const engine_whole_ms = least(5, () => {
    deferredAcceptance(market);
  });
  const run = prepareRun(market);
  let engine = emptyMatching(market.people);
  const engine_ms = least(9, () => {
    engine = emptyMatching(market.people);
    acceptDeferred(run, run.sequence, engine);
  });
  let paired: Spouse[] = [];
  const prepared = () => {
    const men = new Map(proposers.map((name) => [name, new Person(name)]));
    const women = new Map(reviewers.map((name) => [name, new Person(name)]));
    for (const [name, man] of men) man.preferences = (residents[name] ?? []).map((other) => women.get(other) as Spouse);
    for (const [name, woman] of women)
      woman.preferences = (orders[name] ?? []).map((other) => men.get(other) as Spouse);
    return [...men.values()];
  };
  let library_ms = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 3; time++) {
    paired = prepared();
    library_ms = Math.min(
      library_ms,
      least(1, () => stableMarriage(paired)),
    );
  }
  const differs = paired.filter((man, each) => man.fiance?.name !== reviewers[engine.pool[each] as number]).length;
  if (differs > 0) throw new Error(`${differs} couples differ from the library's`);
  return {
    library_couples: couples,
    library_ms,
    library_engine_ms: engine_ms,
    library_engine_with_orders_ms: engine_whole_ms,
    library_ratio: library_ms / engine_ms,
  };
}
