import type {
  Answers,
  Context,
  Definition,
  Field,
  NamedEntry,
  Preference,
  SchoolEntry,
  TeachingClassEntry,
} from '../../engines/procedure/index.ts';
import { preferencesIn } from '../../engines/procedure/index.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';

/** One thing found by a search, as the search boxes show it. */
export interface Found {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

export interface FoundPage {
  readonly results: readonly Found[];
  readonly total: number;
}

export interface SchoolQuery {
  readonly text: string;
  /** Only schools of this province (two letters). */
  readonly province?: string | undefined;
  /** Only schools where this teaching class is taught. */
  readonly teachingClass?: string | undefined;
  /** Only schools of these grades, if any is named. */
  readonly grades?: readonly string[] | undefined;
  readonly limit: number;
}

type MunicipalityEntry = NamedEntry & { readonly province?: string; readonly district?: string | undefined };
type DistrictEntry = NamedEntry & { readonly province: string };

/** A place that stands for all its schools. */
export type Place = Pick<Preference, 'target' | 'code'>;

/** What filling in needs to know from the registry and the profile. Tables that fit in memory answer at once. */
export interface Lookups {
  schools(codes: readonly string[]): Promise<ReadonlyMap<string, SchoolEntry>>;
  searchSchools(query: SchoolQuery): Promise<FoundPage>;
  municipalities(codes: readonly string[]): Promise<ReadonlyMap<string, MunicipalityEntry>>;
  /** `province`: only municipalities of that province. */
  searchMunicipalities(text: string, limit: number, province?: string): Promise<FoundPage>;
  /** How many schools a place stands for, of the grades named; nothing for what is no place. */
  covered(places: readonly Place[], grades: readonly string[]): Promise<readonly (number | undefined)[]>;
  /** Small tables, held in memory; the same object until an import changes them. */
  tables(): Promise<Tables>;
  /** What the fields with `source: profile.x` show, already in words. */
  profile(accountId: string): Promise<{ readonly [name: string]: string }>;
}

export interface Tables {
  readonly provinces: readonly ProvinceEntry[];
  readonly regions: readonly NamedEntry[];
  readonly districts: readonly DistrictEntry[];
  readonly countries: readonly NamedEntry[];
  readonly teachingClasses: readonly TeachingClassEntry[];
}

type ProvinceEntry = NamedEntry & { readonly region?: string | undefined };

/** What the engine asks while it judges these answers: the codes they name are looked up first. */
export async function contextFor(
  lookups: Lookups,
  definition: Definition,
  answers: Answers,
  about: {
    readonly today: CivilDate;
    readonly profile?: Context['profile'];
    readonly applicant?: Context['applicant'] | undefined;
  },
): Promise<Context> {
  const asked = (kind: Preference['target'], kinds: readonly Field['kind'][]) => [
    ...new Set([...codesOf(definition, answers, kinds), ...targetsOf(definition, answers, kind)]),
  ];
  const [schools, municipalities, names] = await Promise.all([
    lookups.schools(asked('school', ['school', 'schools'])),
    lookups.municipalities(asked('municipality', ['municipality'])),
    namesOf(lookups),
  ]);
  return {
    ...names,
    today: about.today,
    profile: about.profile ?? {},
    ...(about.applicant === undefined ? {} : { applicant: about.applicant }),
    school: (code) => schools.get(code),
    municipality: (code) => municipalities.get(code),
  };
}

type Names = Pick<Context, 'teachingClass' | 'province' | 'region' | 'district' | 'country'>;

/** The names behind the codes of the tables that are held in memory. */
export async function namesOf(lookups: Lookups): Promise<Names> {
  const { provinces, regions, districts, countries, teachingClasses } = indexOf(await lookups.tables());
  return {
    teachingClass: (code) => teachingClasses.get(code),
    province: (code) => provinces.get(code),
    region: (code) => regions.get(code),
    district: (code) => districts.get(code),
    country: (code) => countries.get(code),
  };
}

interface TableIndex {
  readonly provinces: ReadonlyMap<string, ProvinceEntry>;
  readonly regions: ReadonlyMap<string, NamedEntry>;
  readonly districts: ReadonlyMap<string, DistrictEntry>;
  readonly countries: ReadonlyMap<string, NamedEntry>;
  readonly teachingClasses: ReadonlyMap<string, TeachingClassEntry>;
}

const indexes = new WeakMap<Tables, TableIndex>();

function indexOf(tables: Tables): TableIndex {
  const known = indexes.get(tables);
  if (known !== undefined) return known;
  const made = {
    provinces: byCode(tables.provinces),
    regions: byCode(tables.regions),
    districts: byCode(tables.districts),
    countries: byCode(tables.countries),
    teachingClasses: byCode(tables.teachingClasses),
  };
  indexes.set(tables, made);
  return made;
}

function byCode<Entry extends NamedEntry>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.code, entry]));
}

/** Every code that the answers to fields of these kinds name, once each. */
export function codesOf(definition: Definition, answers: Answers, kinds: readonly Field['kind'][]): readonly string[] {
  const codes = new Set<string>();
  for (const section of definition.sections) {
    const fields = section.fields.filter((field) => kinds.includes(field.kind)).map((field) => field.id);
    if (fields.length > 0) collect(answers[section.id], fields, codes);
  }
  return [...codes];
}

/** The targets of one kind that the lists of preferences name, once each. */
function targetsOf(definition: Definition, answers: Answers, kind: Preference['target']): readonly string[] {
  const codes = new Set<string>();
  for (const section of definition.sections) {
    const fields = section.fields.filter((field) => field.kind === 'preferences').map((field) => field.id);
    if (fields.length === 0) continue;
    visit(answers[section.id], fields, (value) => {
      for (const { target, code } of preferencesIn(value)) if (target === kind) codes.add(code);
    });
  }
  return [...codes];
}

function collect(answers: unknown, fields: readonly string[], codes: Set<string>): void {
  visit(answers, fields, (value) => {
    for (const code of [value].flat()) if (typeof code === 'string') codes.add(code);
  });
}

/** Goes down to the fields wherever they stand: a form, items, records by key. */
function visit(answers: unknown, fields: readonly string[], tell: (value: unknown) => void): void {
  if (answers === null || typeof answers !== 'object') return;
  for (const [name, value] of Object.entries(answers)) {
    if (fields.includes(name)) tell(value);
    else visit(value, fields, tell);
  }
}

/** The entries whose code or name holds every word typed, those whose code begins with it first. */
export function findAmong(entries: readonly NamedEntry[], text: string, limit: number): FoundPage {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { results: [], total: 0 };
  const matching = entries.filter((entry) => {
    const line = plain(`${entry.code} ${entry.code.replaceAll('-', '')} ${entry.name}`);
    return words.every((word) => line.includes(word));
  });
  const first = words[0] ?? '';
  const sorted = [...matching].sort((one, other) => rank(one, first) - rank(other, first));
  return {
    results: sorted.slice(0, limit).map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
    total: matching.length,
  };
}

function rank(entry: NamedEntry, word: string): number {
  const code = plain(entry.code);
  return code.startsWith(word) || code.replaceAll('-', '').startsWith(word) ? 0 : 1;
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
