import type { Registry, School, TeachingClass } from '../registry/index.ts';
import { gradesOfClass, regionNamed, regionsOf } from '../registry/index.ts';
import type { Found, Lookups, Place, Tables } from './lookups.ts';

/** The look-ups over the registry; `profile` tells what the accounts know of the person, in words. */
export function lookupsOver(registry: Registry, profile: Lookups['profile']): Lookups {
  const tables = smallTables(registry);
  return {
    profile,
    schools: async (codes) => {
      if (codes.length === 0) return new Map();
      const [found, districts] = await Promise.all([registry.schoolsByCodes(codes), registry.districtMembers()]);
      return new Map(found.map((school) => [school.code, schoolEntry(school, districts)]));
    },
    searchSchools: async ({ text, province, teachingClass, grades: named, limit }) => {
      const taught = teachingClass === undefined ? undefined : await registry.teachingClass(teachingClass);
      const grades = taught === undefined ? schoolGrades(named) : gradesOfClass(taught);
      const results = (await registry.searchSchools({ text, province, grades, limit })).map(foundSchool);
      return { results, total: results.length };
    },
    municipalities: async (codes) => {
      if (codes.length === 0) return new Map();
      const districts = await registry.districtMembers();
      const found = await Promise.all(codes.map((code) => registry.municipality(code)));
      return new Map(
        found.flatMap((each) =>
          each === undefined ? [] : [[each.code, { ...each, district: districts.get(each.code) }]],
        ),
      );
    },
    searchMunicipalities: async (text, limit, within) => {
      const found = await registry.searchMunicipalities(text, limit, within);
      const results = found.map(({ code, name, province }) => ({ value: code, label: `${name} (${province})` }));
      return { results, total: results.length };
    },
    covered: (places, grades) => covered(registry, places, grades),
    tables: () => tables(),
  };
}

const GRADES = ['nursery', 'primary', 'lower', 'upper', 'adult', 'boarding'] as const;

function schoolGrades(named: readonly string[] = []) {
  return named.length === 0 ? undefined : GRADES.filter((grade) => named.includes(grade));
}

function schoolEntry(school: School, districts: ReadonlyMap<string, string>) {
  return {
    ...school,
    municipality: school.municipalityName,
    municipality_code: school.municipalityCode,
    district: districts.get(school.instituteCode ?? '') ?? districts.get(school.municipalityCode),
  };
}

/** The places asked about, each kind at once. */
async function covered(registry: Registry, places: readonly Place[], grades: readonly string[]) {
  const counts = await Promise.all(
    (['municipality', 'district', 'province'] as const).map(async (kind) => {
      const codes = places.filter((place) => place.target === kind).map((place) => place.code);
      return [kind, codes.length === 0 ? new Map() : await registry.schoolsIn(kind, codes, grades)] as const;
    }),
  );
  const byKind = new Map<string, ReadonlyMap<string, number>>(counts);
  return places.map(({ target, code }) => byKind.get(target)?.get(code));
}

/** The registry hands out the same rows until an import: while it does, the tables made of them stay. */
function smallTables(registry: Registry): () => Promise<Tables> {
  let kept: { readonly of: readonly unknown[]; readonly tables: Tables } | undefined;
  return async () => {
    const [provinces, districts, countries, classes] = await Promise.all([
      registry.provinces(),
      registry.districts(),
      registry.countries(),
      registry.teachingClasses(),
    ]);
    const of = [provinces[0], districts, countries[0], classes[0]];
    if (kept?.of.every((row, index) => row === of[index])) return kept.tables;
    const tables = {
      provinces: provinces.map(({ code, displayName, region }) => ({
        code,
        name: displayName,
        region: regionNamed(region).code,
      })),
      regions: regionsOf(provinces),
      districts: districts.map((each) => ({
        ...each,
        name: each.synthetic ? `${each.name} (inventato per prova)` : each.name,
      })),
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
