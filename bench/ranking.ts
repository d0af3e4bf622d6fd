import { join } from 'node:path';
import { type Contender, orderOf } from '../src/engines/ranking/index.ts';
import { packFiles, readPackFiles } from '../src/features/procedures/index.ts';
import type { Criterion } from '../src/kernel/ranking-criteria.ts';
import { type Random, randomFrom } from '../test/random-answers.ts';

const GPS = join(import.meta.dirname, '../procedures/gps-2026-28');
const SIZES = [10_000, 100_000, 1_000_000];

/**
 * A ranking of 1,000,000 people by the criteria of GPS: points, letters of preference, children, service, age. `ratio`
 * is to a bare sort of as many places by points and birthday, written by hand over two columns of numbers; `growth` how
 * much more each person costs among a million than among ten thousand: a sort grows with the logarithm, here 1.5.
 */
export async function ranking(report: (line: string) => void): Promise<Record<string, number>> {
  const criteria = criteriaOf();
  const each: number[] = [];
  let ratio = 0;
  for (const size of SIZES) {
    const people = crowd(size);
    const bare = bareSort(people);
    const [floor, ours] = [least(bare, size), least(() => orderOf(people, criteria, ''), size)];
    each.push((ours * 1000) / size);
    ratio = floor / ours;
    report(`${size.toLocaleString('it')} people: ${Math.round(ours)} ms, bare sort ${Math.round(floor)} ms`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [small = 1] = each;
  const large = each.at(-1) ?? 0;
  return { people: SIZES.at(-1) ?? 0, microsecondsEach: large, growth: large / small, ratio };
}

function criteriaOf(): readonly Criterion[] {
  const read = readPackFiles(packFiles(GPS));
  const criteria = 'pack' in read ? read.pack.scoring?.ranking : undefined;
  if (criteria === undefined) throw new Error('GPS has no ranking');
  return criteria;
}

function crowd(size: number): readonly Contender[] {
  const random = randomFrom(5);
  return Array.from({ length: size }, (_, at) => person(random, at));
}

/** Points are few and many share them, as in a ranking: the other criteria have work to do. */
function person(random: Random, at: number): Contender {
  const date = `${1960 + random(40)}-0${1 + random(9)}-1${random(10)}`;
  const values = new Map<string, unknown>([
    ['preferences.preferences', random(5) === 0 ? ['Q', 'S'].slice(random(2)) : []],
    ['preferences.children', random(4)],
    ['preferences.good_service', random(2) === 0],
    ['applicant.birth_date', date],
  ]);
  const scope = { value: (name: string) => values.get(name), items: () => [] };
  return { id: `p${at}`, points: 1200 + random(4000) * 50, sections: {}, scope };
}

function bareSort(people: readonly Contender[]): () => Uint32Array {
  const points = Float64Array.from(people, (each) => each.points);
  const born = Float64Array.from(people, ({ scope }) => Date.parse(String(scope.value('applicant.birth_date'))));
  return () =>
    Uint32Array.from(points.keys()).sort(
      (one, other) =>
        (points[other] as number) - (points[one] as number) || (born[other] as number) - (born[one] as number),
    );
}

/** Milliseconds of the best of several: three of a million, more of fewer. */
function least(work: () => unknown, size: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < Math.max(3, 300_000 / size); round += 1) {
    const started = performance.now();
    work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
