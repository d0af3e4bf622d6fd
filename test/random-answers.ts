import {
  type Answers,
  type Definition,
  type Field,
  possibleValues,
  type Section,
} from '../src/engines/procedure/index.ts';
import type { ScoringPack } from '../src/engines/scoring/index.ts';
import { addDays, type CivilDate, civilDate, schoolYear } from '../src/kernel/civil-date.ts';
import type { Condition } from '../src/kernel/condition.ts';

/** A number below a bound, the same series for the same seed. */
export type Random = (below: number) => number;

/** Lehmer's generator: the same figures on every machine. */
export function randomFrom(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Makes answers that the questions of a procedure admit, boundaries of its scoring included; not always complete. */
export function answersOf(definition: Definition, pack: ScoringPack): (random: Random, items: number) => Answers {
  const conditions = conditionsIn(pack);
  const known = new Map(
    definition.sections.flatMap(({ fields }) => fields.map((field) => [field, valuesWorthGiving(field, conditions)])),
  );
  return (random, items) => randomAnswers(definition, pack, { random, items, known });
}

interface Making {
  readonly random: Random;
  /** The most items of a section that repeats. */
  readonly items: number;
  readonly known: ReadonlyMap<Field, readonly unknown[]>;
}

function valuesWorthGiving(field: Field, conditions: readonly Condition[]): readonly unknown[] {
  return [field.id, `position.${field.id}`].flatMap((name) => possibleValues(field, name, conditions)?.values ?? []);
}

function randomAnswers(definition: Definition, pack: ScoringPack, making: Making): Answers {
  const { random, items } = making;
  const answers: Record<string, unknown> = {};
  for (const section of definition.sections) {
    if (section.kind === 'per') continue;
    const record = () => randomRecord(section, making);
    if (section.kind === 'form') answers[section.id] = record();
    else {
      const ranked = 'section' in pack.positions && pack.positions.section === section.id;
      const count = ranked ? 1 : random(items + 1);
      answers[section.id] = Array.from({ length: count }, (_, at) => ({ ...record(), id: `${section.id}-${at}` }));
    }
  }
  return answers as Answers;
}

function randomRecord(section: Section, making: Making): Record<string, unknown> {
  const { random } = making;
  const record: Record<string, unknown> = {};
  let last: CivilDate | undefined;
  for (const field of section.fields) {
    const value = random(12) === 0 ? undefined : randomValue(field, making, last);
    if (value === undefined) continue;
    record[field.id] = value;
    if (field.kind === 'date') last = value as CivilDate;
  }
  return record;
}

const CODES: Readonly<Record<string, readonly string[]>> = {
  teaching_class: [
    'A-12',
    'A-12',
    'A-22',
    'A-18',
    'A-01',
    'A-55',
    'B-14',
    'ADMM',
    'ADSS',
    'EEEE',
    'AAAA',
    'ADEE',
    'PPPP',
  ],
  province: ['TO', 'MI', 'RM'],
  municipality: ['L219', 'F205', 'H501'],
  district: ['TO-001', 'VD-001'],
  region: ['01', '03'],
  country: ['Z102', 'Z110'],
  school: ['TOIS01200X', 'MIIS00100A', 'RMIC80000X'],
};
/** Lengths on both sides of where months and years change. */
const LENGTHS = [0, 13, 14, 15, 16, 28, 29, 44, 45, 46, 89, 134, 164, 165, 179, 180, 181, 200, 272, 364, 365, 700];
const SHARES = [0, 1, 2, 3, 5];

function randomValue(field: Field, { random, known }: Making, last: CivilDate | undefined): unknown {
  const pick = <T>(all: readonly T[]): T | undefined => all[random(all.length)];
  const listed = CODES[field.kind];
  if (listed !== undefined) return pick(listed);
  switch (field.kind) {
    case 'mark': {
      const base = pick(field.bases) ?? 100;
      const half = pick([0, 0, 0.5, 0.49, 0.01]) ?? 0;
      const value =
        random(4) === 0 ? base : Math.min(base, Math.floor(base * 0.5) + random(Math.ceil(base * 0.5) + 1) + half);
      return { value, base, lode: value === base && random(2) === 0 };
    }
    case 'date':
      return last === undefined ? someDay(random) : addDays(last, pick(LENGTHS) ?? 0);
    case 'period': {
      const from = someDay(random);
      return { from, to: addDays(from, pick(LENGTHS) ?? 0) };
    }
    case 'school_year':
      return schoolYear(Math.max(Number(field.first.slice(0, 4)), Number(field.last.slice(0, 4)) - random(4)));
    case 'multi_enum':
    case 'ranked_enum': {
      const from = field.kind === 'multi_enum' && field.options_from !== undefined;
      const options = from ? (CODES['teaching_class'] ?? []) : field.options.map(({ value }) => value);
      return options.filter(() => pick(SHARES) === 0);
    }
    case 'preferences':
      return field.targets.flatMap((target) => {
        const code = pick(CODES[target] ?? field.options.map(({ value }) => value));
        return code === undefined ? [] : [{ target, code }];
      });
    case 'integer':
    case 'decimal':
    case 'money': {
      const small = field.min + random(Math.min(12, field.max - field.min + 1));
      return random(2) === 0 ? small : (pick(known.get(field) ?? []) ?? small);
    }
    default:
      return pick(known.get(field) ?? []);
  }
}

function someDay(random: Random): CivilDate {
  return civilDate(2015 + random(11), 1 + random(12), 1 + random(28)) as CivilDate;
}

/** The conditions of a pack, wherever they stand: what they name is worth answering. */
function conditionsIn(value: unknown): readonly Condition[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'when' || key === 'full_when' ? [each as Condition] : conditionsIn(each),
  );
}

/** Somebody, and one of the places a preference may be. */
export function randomAround(random: Random) {
  const pick = (kind: string) => CODES[kind]?.[random(CODES[kind]?.length ?? 1)];
  return {
    applicant: { birth_date: someDay(random), sex: random(2) === 0 ? 'F' : 'M' },
    target: { municipality: pick('municipality'), province: pick('province'), school: pick('school') },
  };
}
