import type { Fact, Position, Valued } from '../src/engines/scoring/index.ts';
import { type Random, randomFrom } from '../test/random-answers.ts';

const POSITION: Position = {
  key: 'A-12/II',
  values: { teaching_class: 'A-12', tier: 'II', operation: 'insertion', class_kind: 'classe_A', degree: 'I_II_GRADO' },
};

/** Repeatable synthetic applications: an access title, twelve titles and eight services each. Invented, nobody's. */
export function applications(count: number, seed: number): readonly Valued[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => ({ facts: application(random), position: POSITION }));
}

const TYPES = [
  'degree',
  'first_degree',
  'its',
  'qualification',
  'support',
  'phd',
  'language',
  'master',
  'ict',
  'clil_course',
];
const LANGUAGES = ['en', 'fr', 'de', 'es'];
const LEVELS = ['B2', 'C1', 'C2'];
const ICT = ['accredited_half', 'accredited_one', 'accredited_two'];
const CLASSES = ['A-12', 'A-22 (DPR 19/2016)', 'A-18', 'ADSS', 'ADEE'];
const SCHOOLS = ['state', 'state', 'equal', 'private'];

function application(random: Random): readonly Fact[] {
  const mark = { value: 60 + random(51), base: 110, lode: false };
  const access: Fact = { id: 'r1', kind: 'access', values: { access_mark: { ...mark, lode: mark.value === 110 } } };
  const titles = Array.from(
    { length: 12 },
    (_, index): Fact => ({ id: `t${index}`, kind: 'title', values: title(random) }),
  );
  const services = Array.from(
    { length: 8 },
    (_, index): Fact => ({ id: `s${index}`, kind: 'service', values: service(random) }),
  );
  return [access, ...titles, ...services];
}

function title(random: Random): Record<string, unknown> {
  const type = TYPES[random(TYPES.length)] ?? 'degree';
  const access = random(20) === 0 ? { access_for: ['A-12'] } : {};
  if (type === 'language') return { type, language: LANGUAGES[random(4)], level: LEVELS[random(3)], ...access };
  if (type === 'master') return { type, academic_year: schoolYear(2015 + random(8)), ...access };
  if (type === 'ict') return { type, ict_kind: ICT[random(3)], ...access };
  return { type, ...access };
}

function service(random: Random): Record<string, unknown> {
  const year = 2016 + random(8);
  return {
    school_year: schoolYear(year),
    from: `${year}-${10 + random(3)}-${10 + random(18)}`,
    to: `${year + 1}-0${1 + random(6)}-${10 + random(18)}`,
    school_type: SCHOOLS[random(4)],
    teaching_class: CLASSES[random(CLASSES.length)],
    activity: random(10) === 0 ? 'religion' : 'teaching',
    ...(random(10) === 0 ? { full_year: true } : {}),
  };
}

function schoolYear(start: number): string {
  return `${start}/${String((start + 1) % 100).padStart(2, '0')}`;
}
