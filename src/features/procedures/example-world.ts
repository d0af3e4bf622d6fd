import type { Context } from '../../engines/procedure/index.ts';
import { parseCivilDate } from '../../kernel/civil-date.ts';

const CLASSES: Readonly<Record<string, readonly [kind: string, degree: string]>> = {
  'A-01': ['classe_A', 'I_II_GRADO'],
  'A-12': ['classe_A', 'I_II_GRADO'],
  'A-18': ['classe_A', 'II_GRADO'],
  'A-22': ['classe_A', 'I_II_GRADO'],
  'A-25': ['classe_A', 'I_GRADO'],
  'A-28': ['classe_A', 'I_GRADO'],
  'A-30': ['classe_A', 'I_II_GRADO'],
  'A-48': ['classe_A', 'I_II_GRADO'],
  'A-55': ['classe_A', 'II_GRADO'],
  'A-60': ['classe_A', 'I_GRADO'],
  'B-14': ['classe_B', 'II_GRADO'],
  ADMM: ['sostegno', 'I_GRADO'],
  ADSS: ['sostegno', 'II_GRADO'],
};

/** The world the examples of the procedures live in: a few classes, two provinces, schools by the look of their code. */
export function exampleWorld(): Context {
  const today = parseCivilDate('2026-03-01');
  if (today === undefined) throw new Error('no such day');
  const named = (codes: readonly string[]) => (code: string) =>
    codes.includes(code) ? { code, name: code } : undefined;
  return {
    today,
    profile: { full_name: 'Anna Prova', fiscal_code: 'PRVNNA90C55L219X', email: 'anna@example.it' },
    school: (code) => {
      const province = code.slice(0, 2);
      if (province !== 'TO' && province !== 'MI') return undefined;
      return {
        code,
        name: `Scuola ${code}`,
        province,
        municipality: 'L219',
        municipality_code: province === 'TO' ? 'L219' : 'F205',
      };
    },
    teachingClass: (code) => {
      const found = Object.hasOwn(CLASSES, code) ? CLASSES[code] : undefined;
      return found === undefined ? undefined : { code, name: `Classe ${code}`, kind: found[0], degree: found[1] };
    },
    province: (code) =>
      code === 'TO'
        ? { code, name: code, region: '01' }
        : code === 'MI'
          ? { code, name: code, region: '03' }
          : undefined,
    region: named(['01', '03']),
    district: (code) => (code === 'TO-001' ? { code, name: 'Torino 1', province: 'TO' } : undefined),
    municipality: (code) =>
      code === 'L219'
        ? { code, name: code, province: 'TO', district: 'TO-001' }
        : code === 'F205'
          ? { code, name: code, province: 'MI' }
          : undefined,
    country: named(['Z102', 'Z110']),
  };
}
