import type { Registry, School, TeachingClass } from '../registry/index.ts';
import { gradesOfClass } from '../registry/index.ts';
import type { Found, Lookups, Tables } from './lookups.ts';

/** The look-ups over the registry; `profile` tells what the accounts know of the person, in words. */
export function lookupsOver(registry: Registry, profile: Lookups['profile']): Lookups {
  const tables = smallTables(registry);
  return {
    profile,
    schools: async (codes) => {
      if (codes.length === 0) return new Map();
      const found = await registry.schoolsByCodes(codes);
      return new Map(found.map((school) => [school.code, { ...school, municipality: school.municipalityName }]));
    },
    searchSchools: async ({ text, province, teachingClass, limit }) => {
      const taught = teachingClass === undefined ? undefined : await registry.teachingClass(teachingClass);
      const grades = taught === undefined ? undefined : gradesOfClass(taught);
      const results = (await registry.searchSchools({ text, province, grades, limit })).map(foundSchool);
      return { results, total: results.length };
    },
    municipalities: async (codes) => {
      const found = await Promise.all(codes.map((code) => registry.municipality(code)));
      return new Map(found.flatMap((each) => (each === undefined ? [] : [[each.code, each]])));
    },
    searchMunicipalities: async (text, limit) => {
      const found = await registry.searchMunicipalities(text, limit);
      const results = found.map(({ code, name, province }) => ({ value: code, label: `${name} (${province})` }));
      return { results, total: results.length };
    },
    tables: () => tables(),
  };
}

/** The registry hands out the same rows until an import: while it does, the tables made of them stay. */
function smallTables(registry: Registry): () => Promise<Tables> {
  let kept: { readonly of: readonly unknown[]; readonly tables: Tables } | undefined;
  return async () => {
    const [provinces, countries, classes] = await Promise.all([
      registry.provinces(),
      registry.countries(),
      registry.teachingClasses(),
    ]);
    const of = [provinces[0], countries[0], classes[0]];
    if (kept?.of.every((row, index) => row === of[index])) return kept.tables;
    const tables = {
      provinces: provinces.map(({ code, displayName }) => ({ code, name: displayName })),
      countries,
      teachingClasses: classes.map(asEngine),
    };
    kept = { of, tables };
    return tables;
  };
}

function foundSchool({ code, name, kindName, address, municipalityName, instituteName }: School): Found {
  const where = address === null ? municipalityName : `${address}, ${municipalityName}`;
  const about = [kindName, instituteName === name ? null : instituteName, where].filter((part) => part !== null);
  return { value: code, label: `${code} – ${name}`, hint: about.join(' · ') };
}

/** The words of the class table, in which procedures are written. */
const KINDS = {
  common: 'comune',
  support: 'sostegno',
  class_a: 'classe_A',
  class_b: 'classe_B',
  educator: 'educativo',
} as const satisfies Record<TeachingClass['kind'], string>;

const DEGREES = {
  nursery: 'INFANZIA',
  primary: 'PRIMARIA',
  lower: 'I_GRADO',
  upper: 'II_GRADO',
  lower_upper: 'I_II_GRADO',
  educator: 'EDUCATIVO',
} as const satisfies Record<TeachingClass['grade'], string>;

function asEngine({ code, name, kind, grade }: TeachingClass) {
  return { code, name, kind: KINDS[kind], degree: DEGREES[grade] };
}
