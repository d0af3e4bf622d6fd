import type { Fact } from '../src/engines/scoring/index.ts';

type Values = Record<string, unknown>;

/**
 * The floor: table A/4 for A-12 written by hand as one plain loop, for the kinds of title of the synthetic data.
 * No table, no reasons; hundredths of a point. What the engines are measured against, and must agree with.
 */
export function plainPoints(facts: readonly Fact[]): number {
  let total = 0;
  let clil = 0;
  let ict = 0;
  const languages = new Map<unknown, number>();
  const masters = new Set<unknown>();
  const years = new Map<string, Year>();
  for (const { kind, values } of facts as readonly { kind: string; values: Values }[]) {
    if (kind === 'access') total += accessPoints(values['access_mark'] as { value: number; lode: boolean });
    else if (kind === 'service') addService(years, values);
    else if ((values['access_for'] as string[] | undefined)?.includes('A-12')) continue;
    else if (values['type'] === 'language') {
      const points = LEVEL[values['level'] as string] ?? 0;
      if (points > (languages.get(values['language']) ?? 0)) languages.set(values['language'], points);
    } else if (values['type'] === 'master') masters.add(values['academic_year']);
    else if (values['type'] === 'ict') ict += ICT[values['ict_kind'] as string] ?? 0;
    else if (values['type'] === 'clil_course') clil = 600;
    else total += FLAT[values['type'] as string] ?? 0;
  }
  for (const points of languages.values()) total += points;
  total += clil + Math.min(ict, 400) + Math.min(masters.size, 3) * 100;
  for (const year of years.values()) total += yearPoints(year);
  return total;
}

const FLAT: Record<string, number> = {
  degree: 300,
  first_degree: 150,
  its: 150,
  qualification: 300,
  support: 900,
  phd: 1400,
};
const LEVEL: Record<string, number> = { B2: 300, C1: 400, C2: 600 };
const ICT: Record<string, number> = { accredited_half: 50, accredited_one: 100, accredited_two: 200 };
const SPECIFIC = new Set(['A-12', 'A-22 (DPR 19/2016)', 'ADSS']);

interface Group {
  full: boolean;
  periods: [number, number][];
}

/** Specific whole and half, aspecific whole and half. */
type Year = [Group, Group, Group, Group];

function accessPoints({ value, lode }: { value: number; lode: boolean }): number {
  return 1200 + Math.max(0, value - 76) * 50 + (lode ? 400 : 0);
}

function addService(years: Map<string, Year>, values: Values): void {
  const key = values['school_year'] as string;
  let year = years.get(key);
  if (year === undefined) {
    year = [empty(), empty(), empty(), empty()];
    years.set(key, year);
  }
  const specific = values['activity'] === 'teaching' && SPECIFIC.has(values['teaching_class'] as string);
  const group = year[(specific ? 0 : 2) + (values['school_type'] === 'private' ? 1 : 0)] as Group;
  group.full ||= values['full_year'] === true;
  group.periods.push([days(values['from'] as string), days(values['to'] as string)]);
}

function empty(): Group {
  return { full: false, periods: [] };
}

function days(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;
}

function yearPoints([whole, half, otherWhole, otherHalf]: Year): number {
  const specific = Math.min(1200, months(whole) * 200 + months(half) * 100);
  const other = Math.min(600, months(otherWhole) * 100 + months(otherHalf) * 50);
  return Math.min(1200, specific + other);
}

function months({ full, periods }: Group): number {
  if (full) return 6;
  if (periods.length === 0) return 0;
  periods.sort((left, right) => left[0] - right[0]);
  let count = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const [first, last] of periods) {
    if (last <= latest) continue;
    count += last - Math.max(first, latest + 1) + 1;
    latest = last;
  }
  return Math.min(6, Math.floor(count / 30) + (count % 30 >= 16 ? 1 : 0));
}
