import { type Random, randomFrom } from './random.ts';

/** A made-up declared document: one province, invented people. For trying the command and for the tests. */
export interface DocumentShape {
  readonly people: number;
  readonly schools: number;
  readonly rankings: number;
  readonly seats: number;
  readonly lines: number;
  readonly seed: number;
  readonly mechanism: string;
  /** Whole numbers out of a hundred: how many hold a reserve, hold L. 104, ask for part posts. */
  readonly reserved: number;
  readonly precedence: number;
  readonly parts: number;
}

export const smallProvince: DocumentShape = {
  people: 400,
  schools: 40,
  rankings: 4,
  seats: 160,
  lines: 12,
  seed: 1,
  mechanism: 'deferred-acceptance',
  reserved: 6,
  precedence: 3,
  parts: 30,
};

const pad = (number: number, width: number) => String(number).padStart(width, '0');

/** The records, head and end included, one after another. */
export function* generateRecords(shape: DocumentShape): Iterable<object> {
  const random = randomFrom(shape.seed);
  const categories = [
    { code: 'L68', percent: 8 },
    { code: 'D66', percent: 30 },
    { code: 'SCU', percent: 15 },
  ];
  yield {
    record: 'head',
    format: 'polis-assignment',
    version: 1,
    title: 'Provincia inventata',
    mechanism: shape.mechanism,
    seed: `prova ${shape.seed}`,
    parameters: { reserves: { categories: shape.reserved > 0 ? categories : [] } },
  };
  for (let school = 0; school < shape.schools; school++) {
    const municipality = school % Math.max(1, Math.ceil(shape.schools / 5));
    yield {
      record: 'school',
      code: schoolCode(school),
      municipality: `C${pad(municipality, 3)}`,
      district: `D${pad(municipality % 3, 3)}`,
      province: 'RM',
    };
  }
  for (let ranking = 0; ranking < shape.rankings; ranking++) {
    yield { record: 'ranking', code: `R${pad(ranking, 3)}`, scan: ranking, fullHours: 18 };
  }
  for (let seat = 0; seat < shape.seats; seat++) yield seatRecord(shape, seat, random);
  for (let person = 0; person < shape.people; person++) yield personRecord(shape, person, random, categories);
  yield { record: 'end', records: 1 + shape.schools + shape.rankings + shape.seats + shape.people };
}

function schoolCode(school: number): string {
  return `RMIS${pad(school, 6)}`;
}

function seatRecord(shape: DocumentShape, seat: number, random: Random): object {
  const part = random.below(100) < shape.parts;
  return {
    record: 'seat',
    code: `S${pad(seat, 6)}`,
    school: schoolCode(random.below(shape.schools)),
    ranking: `R${pad(random.below(shape.rankings), 3)}`,
    contract: part ? 'part' : random.below(2) === 0 ? 'annual' : 'term',
    ...(part && { hours: 7 + random.below(9) }),
    seats: 1 + random.below(2),
  };
}

function personRecord(
  shape: DocumentShape,
  person: number,
  random: Random,
  categories: readonly { readonly code: string }[],
): object {
  const entries = Array.from({ length: shape.rankings }, (_, ranking) => ranking)
    .filter((ranking) => ranking === person % shape.rankings || random.below(4) === 0)
    .map((ranking) => ({ ranking: `R${pad(ranking, 3)}`, tier: random.below(2), points: random.below(12_000) }));
  return {
    record: 'person',
    code: `P${pad(person, 7)}`,
    entries,
    preferences: preferencesOf(shape, random),
    ...(random.below(100) < shape.reserved && { reserves: [categories[random.below(categories.length)]?.code] }),
    ...(random.below(100) < shape.precedence && { precedence: { rank: 1 } }),
    ...(random.below(100) < shape.parts && {
      completion: { area: 'province', rankings: entries.map((entry) => entry.ranking) },
    }),
  };
}

function preferencesOf(shape: DocumentShape, random: Random): object[] {
  const seen = new Set<string>();
  const lines: object[] = [];
  for (let line = 0; line < shape.lines; line++) {
    const municipality = random.below(Math.max(1, Math.ceil(shape.schools / 5)));
    const to = random.below(10) === 0 ? `C${pad(municipality, 3)}` : schoolCode(random.below(shape.schools));
    if (seen.has(to)) continue;
    seen.add(to);
    const wholes = random.below(2) === 0 ? ['annual', 'term'] : ['annual'];
    lines.push({ to, contracts: random.below(100) < shape.parts ? [...wholes, 'part'] : wholes });
  }
  return lines;
}
