import type { Context } from '../../engines/procedure/index.ts';
import { parseCivilDate } from '../../kernel/civil-date.ts';

const CLASSES: Readonly<Record<string, readonly [kind: string, degree: string]>> = {
  'A-01': ['classe_A', 'I_II_GRADO'],
  'A-12': ['classe_A', 'I_II_GRADO'],
  'A-18': ['classe_A', 'II_GRADO'],
  'A-22': ['classe_A', 'I_II_GRADO'],
  'A-25': ['classe_A', 'I_GRADO'],
  'A-26': ['classe_A', 'II_GRADO'],
  'A-27': ['classe_A', 'II_GRADO'],
  'A-28': ['classe_A', 'I_GRADO'],
  'A-30': ['classe_A', 'I_II_GRADO'],
  'A-48': ['classe_A', 'I_II_GRADO'],
  'A-55': ['classe_A', 'II_GRADO'],
  'A-60': ['classe_A', 'I_GRADO'],
  'B-03': ['classe_B', 'II_GRADO'],
  'B-14': ['classe_B', 'II_GRADO'],
  'B-15': ['classe_B', 'II_GRADO'],
  AAAA: ['comune', 'INFANZIA'],
  EEEE: ['comune', 'PRIMARIA'],
  EEEM: ['comune', 'PRIMARIA'],
  PPPP: ['educativo', 'EDUCATIVO'],
  ADAA: ['sostegno', 'INFANZIA'],
  ADEE: ['sostegno', 'PRIMARIA'],
  ADMM: ['sostegno', 'I_GRADO'],
  ADSS: ['sostegno', 'II_GRADO'],
};

/** Real provinces, and the two of the test registry, so that an example can also be filed on a machine of trial. */
const PROVINCES: Readonly<Record<string, readonly [name: string, region: string]>> = {
  TO: ['Torino', '01'],
  CN: ['Cuneo', '01'],
  MI: ['Milano', '03'],
  RM: ['Roma', '12'],
  NA: ['Napoli', '15'],
  VD: ['Valdoro', '99'],
  ML: ['Monte Lago e Valle Fiorita', '99'],
};

/** Municipality → province, and the district where there is one. */
const MUNICIPALITIES: Readonly<Record<string, readonly [name: string, province: string, district?: string]>> = {
  L219: ['Torino', 'TO', 'TO-001'],
  D205: ['Cuneo', 'CN'],
  F205: ['Milano', 'MI'],
  H501: ['Roma', 'RM'],
  F839: ['Napoli', 'NA'],
  X001: ['Borgo Valdoro', 'VD', 'VD-001'],
  X002: ['San Lauro in Piano', 'VD', 'VD-001'],
  X004: ['Pieve Àlbaro', 'VD', 'VD-002'],
  X003: ['Castelnovo d’Oro', 'VD', 'VD-002'],
  X011: ['Monte Lago', 'ML', 'ML-001'],
  X013: ['Sant’Elmo al Ponte', 'ML', 'ML-002'],
};

const DISTRICTS: Readonly<Record<string, string>> = {
  'TO-001': 'Torino 1',
  'VD-001': 'Valdoro Piano',
  'VD-002': 'Valdoro Colli',
  'ML-001': 'Monte Lago',
  'ML-002': 'Valle Fiorita',
};

const REGIONS: Readonly<Record<string, string>> = {
  '01': 'Piemonte',
  '03': 'Lombardia',
  '12': 'Lazio',
  '15': 'Campania',
  '99': 'Regione di prova',
};

const COUNTRIES: Readonly<Record<string, string>> = {
  Z102: 'Austria',
  Z110: 'Francia',
  Z112: 'Germania',
  Z114: 'Regno Unito',
  Z116: 'Irlanda',
  Z103: 'Belgio',
};

/** Every code of the world, by what it is a code of. */
export const WORLD_CODES = {
  teaching_class: Object.keys(CLASSES),
  municipality: Object.keys(MUNICIPALITIES),
  district: Object.keys(DISTRICTS),
  country: Object.keys(COUNTRIES),
} as const;

/** The world the examples live in: some classes and places, and schools that are in the province their code begins with. */
export function exampleWorld(): Context {
  const today = parseCivilDate('2026-03-01');
  if (today === undefined) throw new Error('no such day');
  return {
    today,
    profile: { full_name: 'Anna Prova', fiscal_code: 'PRVNNA90C55L219X', email: 'anna@example.it' },
    school,
    teachingClass: (code) => {
      const found = known(CLASSES, code);
      return found && { code, name: `Classe ${code}`, kind: found[0], degree: found[1] };
    },
    province: (code) => {
      const found = known(PROVINCES, code);
      return found && { code, name: found[0], region: found[1] };
    },
    municipality: (code) => {
      const found = known(MUNICIPALITIES, code);
      return found && { code, name: found[0], province: found[1], district: found[2] };
    },
    district: (code) => named(DISTRICTS, code, { province: code.slice(0, 2) }),
    region: (code) => named(REGIONS, code, {}),
    country: (code) => named(COUNTRIES, code, {}),
  };
}

/** In the chief town of its province. */
function school(code: string) {
  const province = code.slice(0, 2);
  const seat = Object.entries(MUNICIPALITIES).find(([, place]) => place[1] === province);
  if (!/^[A-Z]{2}[A-Z0-9]{8}$/.test(code) || seat === undefined) return undefined;
  const [municipality_code, [municipality, , district]] = seat;
  return { code, name: `Scuola ${code}`, province, municipality, municipality_code, district };
}

function named<More extends object>(table: Readonly<Record<string, string>>, code: string, more: More) {
  const name = known(table, code);
  return name === undefined ? undefined : { code, name, ...more };
}

function known<Row>(table: Readonly<Record<string, Row>>, code: string): Row | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
