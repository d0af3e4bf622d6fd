import type { Db } from '../../platform/db/database.ts';
import { type District, districtMembers, districts, type PlaceKind, schoolsIn } from './districts-store.ts';
import { regionalOfficeCode, regionalOffices } from './regional-offices.ts';
import type { Country, Institute, Municipality, Office, Province, School, TeachingClass } from './school.ts';
import { findSchool, type SchoolSearch, schoolsByCodes, searchSchools } from './schools-store.ts';
import * as store from './store.ts';

/** What the other features may ask of the registry. */
export interface Registry {
  findSchool(code: string): Promise<School | undefined>;
  searchSchools(search: SchoolSearch): Promise<School[]>;
  schoolsByCodes(codes: readonly string[]): Promise<School[]>;
  institute(code: string): Promise<Institute | undefined>;
  provinces(): Promise<readonly Province[]>;
  province(code: string): Promise<Province | undefined>;
  offices(): Promise<readonly Office[]>;
  office(code: string): Promise<Office | undefined>;
  /** The provincial office; undefined for Aosta, Trento and Bolzano, which have none. */
  officeOfProvince(province: string): Promise<Office | undefined>;
  /** The regional office, by the code of the region; undefined where there is none. */
  officeOfRegion(region: string): Promise<Office | undefined>;
  /** `province`: only municipalities of that province. */
  searchMunicipalities(text: string, limit?: number, province?: string): Promise<Municipality[]>;
  municipality(cadastralCode: string): Promise<Municipality | undefined>;
  countries(): Promise<readonly Country[]>;
  country(code: string): Promise<Country | undefined>;
  teachingClasses(): Promise<readonly TeachingClass[]>;
  teachingClass(code: string): Promise<TeachingClass | undefined>;
  districts(): Promise<readonly District[]>;
  /** The district of each municipality, or of each institute where a city has several. */
  districtMembers(): Promise<ReadonlyMap<string, string>>;
  /** How many open state schools the places of one kind hold; of the grades named, or of all. */
  schoolsIn(kind: PlaceKind, codes: readonly string[], grades: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** A municipality or a foreign state, by the code that stands in fiscal codes. */
  birthPlace(code: string): Promise<{ readonly code: string; readonly name: string } | undefined>;
  lookups(codes: { readonly schools: readonly string[] }): Promise<RegistryLookups>;
}

/** Answers for pure code: everything it may ask for has been fetched before. */
export interface RegistryLookups {
  /** The province a school belongs to; undefined for a code the registry does not know. */
  schoolProvince(code: string): string | undefined;
  school(code: string): School | undefined;
  teachingClass(code: string): TeachingClass | undefined;
  province(code: string): Province | undefined;
}

interface SmallTables {
  readonly version: number;
  readonly provinces: ByCode<Province>;
  readonly offices: ByCode<Office>;
  readonly countries: ByCode<Country>;
  readonly teachingClasses: ByCode<TeachingClass>;
  readonly districts: readonly District[];
  readonly districtMembers: ReadonlyMap<string, string>;
  /** Those asked for since the last import. */
  readonly schools: Map<string, School>;
  readonly counts: Map<string, number>;
}

type ByCode<Row> = ReadonlyMap<string, Row>;

/**
 * The registry over a database. The small tables are kept in memory; whether an import has changed them is asked of
 * the database at most every `recheckAfter` milliseconds.
 */
export function createRegistry(db: Db, recheckAfter = 2_000): Registry {
  const tables = smallTables(db, recheckAfter);
  const known = async (codes: readonly string[]) => knownSchools(db, (await tables()).schools, codes);
  const rowsOf = async <Row>(pick: (all: SmallTables) => ByCode<Row>) => [...pick(await tables()).values()];
  const find = async <Row>(pick: (all: SmallTables) => ByCode<Row>, code: string) => pick(await tables()).get(code);
  return {
    findSchool: (code) => findSchool(db, code),
    searchSchools: (search) => searchSchools(db, search),
    schoolsByCodes: known,
    institute: (code) => store.institute(db, code),
    provinces: () => rowsOf((all) => all.provinces),
    province: (code) => find((all) => all.provinces, code),
    offices: () => rowsOf((all) => all.offices),
    office: (code) => find((all) => all.offices, code),
    officeOfProvince: async (code) => (await rowsOf((all) => all.offices)).find(({ province }) => province === code),
    officeOfRegion: (code) => find((all) => all.offices, regionalOfficeCode(code)),
    searchMunicipalities: (text, limit, province) => store.searchMunicipalities(db, text, limit, province),
    municipality: (code) => store.municipality(db, code),
    countries: () => rowsOf((all) => all.countries),
    country: (code) => find((all) => all.countries, code),
    teachingClasses: () => rowsOf((all) => all.teachingClasses),
    teachingClass: (code) => find((all) => all.teachingClasses, code),
    districts: async () => (await tables()).districts,
    districtMembers: async () => (await tables()).districtMembers,
    schoolsIn: async (kind, codes, grades) => knownCounts(db, (await tables()).counts, kind, codes, grades),
    birthPlace: async (code) =>
      code.startsWith('Z') ? find((all) => all.countries, code) : store.municipality(db, code),
    lookups: async ({ schools }) => lookupsOver(await tables(), await known(schools)),
  };
}

/**
 * Schools by code, from memory where they have been asked for before: every page of an application names the schools it
 * chose. They are forgotten with the tables when an import changes anything; there are never more than exist.
 */
async function knownSchools(db: Db, memory: Map<string, School>, codes: readonly string[]): Promise<School[]> {
  const wanted = [...new Set(codes.map((code) => code.trim().toUpperCase()))];
  const unknown = wanted.filter((code) => !memory.has(code));
  if (unknown.length > 0) for (const school of await schoolsByCodes(db, unknown)) memory.set(school.code, school);
  return wanted.flatMap((code) => memory.get(code) ?? []);
}

/** Counts from memory where they have been asked for since the last import: every list of preferences shows them. */
async function knownCounts(
  db: Db,
  memory: Map<string, number>,
  kind: PlaceKind,
  codes: readonly string[],
  grades: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const keyOf = (code: string) => [kind, code, ...[...grades].sort()].join(' ');
  const unknown = [...new Set(codes)].filter((code) => !memory.has(keyOf(code)));
  if (unknown.length > 0) {
    const found = await schoolsIn(db, kind, unknown, grades);
    for (const code of unknown) memory.set(keyOf(code), found.get(code) ?? 0);
  }
  return new Map(codes.map((code) => [code, memory.get(keyOf(code)) ?? 0]));
}

function lookupsOver(all: SmallTables, found: readonly School[]): RegistryLookups {
  const schools = new Map(found.map((school) => [school.code, school]));
  return {
    schoolProvince: (code) => schools.get(code)?.province,
    school: (code) => schools.get(code),
    teachingClass: (code) => all.teachingClasses.get(code),
    province: (code) => all.provinces.get(code),
  };
}

function smallTables(db: Db, recheckAfter: number): () => Promise<SmallTables> {
  let kept: SmallTables | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (kept !== undefined && performance.now() - checkedAt < recheckAfter) return kept;
    const version = await store.registryVersion(db);
    if (kept?.version !== version) kept = await load(db, version);
    checkedAt = performance.now();
    return kept;
  };
}

async function load(db: Db, version: number): Promise<SmallTables> {
  const provinces = await store.provinces(db);
  return {
    version,
    provinces: byCode(provinces),
    offices: byCode([...(await store.offices(db)), ...regionalOffices(provinces)]),
    countries: byCode(await store.countries(db)),
    teachingClasses: byCode(await store.teachingClasses(db)),
    districts: await districts(db),
    districtMembers: await districtMembers(db),
    schools: new Map(),
    counts: new Map(),
  };
}

function byCode<Row extends { readonly code: string }>(rows: readonly Row[]): ByCode<Row> {
  return new Map(rows.map((row) => [row.code, row]));
}
