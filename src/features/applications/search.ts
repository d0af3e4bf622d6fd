import type {
  Answers,
  Context,
  Definition,
  Field,
  FieldOf,
  Section,
  TargetKind,
} from '../../engines/procedure/index.ts';
import { displayValue } from '../../engines/procedure/index.ts';
import type { Found, FoundPage, Lookups, Tables } from './lookups.ts';
import { findAmong } from './lookups.ts';
import { placeAsked, schoolRestriction } from './restriction.ts';

/** The kinds answered by searching, because the choices are too many to show. */
const SEARCHED: ReadonlySet<Field['kind']> = new Set([
  'teaching_class',
  'school',
  'schools',
  'preferences',
  'municipality',
  'country',
]);

export function isSearched(field: Field): boolean {
  return SEARCHED.has(field.kind);
}

export interface SearchIn {
  readonly definition: Definition;
  readonly section: Section;
  readonly field: Field;
  readonly answers: Answers;
  readonly key: string;
}

const SHOWN = 25;

/** What a field may be answered with, among what matches the text. An empty text finds nothing. */
export async function searchField(lookups: Lookups, within: SearchIn, typed: string): Promise<FoundPage> {
  const text = typed.trim().slice(0, 100);
  const { field } = within;
  if (text === '') return { results: [], total: 0 };
  switch (field.kind) {
    case 'school':
    case 'schools': {
      const { definition, section, answers, key } = within;
      const restriction = schoolRestriction(definition, section, field, answers, key);
      return lookups.searchSchools({ text, ...restriction, limit: SHOWN });
    }
    case 'preferences':
      return searchTargets(lookups, within, field, text);
    case 'municipality':
      return lookups.searchMunicipalities(text, SHOWN);
    case 'country':
      return findAmong((await lookups.tables()).countries, text, SHOWN);
    case 'teaching_class': {
      const { teachingClasses } = await lookups.tables();
      const { kinds } = field;
      return findAmong(
        teachingClasses.filter((each) => kinds === undefined || kinds.includes(each.kind)),
        text,
        SHOWN,
      );
    }
    default:
      return { results: [], total: 0 };
  }
}

/** Everything a preference may name, places first: who writes a town mostly means all of it. */
async function searchTargets(
  lookups: Lookups,
  { definition, section, answers, key }: SearchIn,
  field: FieldOf<'preferences'>,
  text: string,
): Promise<FoundPage> {
  const within = placeAsked(definition, section, field, answers, key);
  const tables = await lookups.tables();
  const finders: { readonly [target in TargetKind]: () => Promise<FoundPage> | FoundPage } = {
    municipality: () => lookups.searchMunicipalities(text, SHOWN, within),
    district: () =>
      findAmong(
        tables.districts.filter(({ province }) => lies(province, within, tables)),
        text,
        SHOWN,
      ),
    province: () =>
      findAmong(
        tables.provinces.filter(({ code }) => lies(code, within, tables)),
        text,
        SHOWN,
      ),
    region: () => findAmong(tables.regions, text, SHOWN),
    country: () => findAmong(tables.countries, text, SHOWN),
    option: () =>
      findAmong(
        field.options.map(({ value, label }) => ({ code: value, name: label })),
        text,
        SHOWN,
      ),
    school: () => lookups.searchSchools({ text, province: within, grades: field.grades, limit: SHOWN }),
  };
  const order = ['option', 'region', 'province', 'district', 'municipality', 'country', 'school'] as const;
  const pages = await Promise.all(
    order
      .filter((target) => field.targets.includes(target))
      .map(async (target) => {
        const { results, total } = await finders[target]();
        return {
          total,
          results: results.map((each) => ({ ...each, value: `${target}:${each.value}`, ...said(target, each) })),
        };
      }),
  );
  return {
    results: pages.flatMap((each) => each.results).slice(0, SHOWN),
    total: pages.reduce((sum, each) => sum + each.total, 0),
  };
}

/** A place is told as what it stands for: all its schools. */
function said(target: TargetKind, { label }: Found): Partial<Found> {
  if (target === 'municipality') return { label: `Comune di ${label}`, hint: 'Tutte le scuole del comune' };
  if (target === 'district') return { label: `Distretto ${label}`, hint: 'Tutte le scuole del distretto' };
  return target === 'province' ? { label: `Provincia: ${label}`, hint: 'Tutte le scuole della provincia' } : {};
}

/** Whether a province is the place asked for, or lies in the region asked for. */
function lies(province: string, within: string | undefined, { provinces }: Tables): boolean {
  if (within === undefined || province === within) return true;
  return provinces.find(({ code }) => code === province)?.region === within;
}

/** What stands in a searched field now, as the search shows it; nothing when there is no answer. */
export function foundOf(field: Field, value: unknown, context: Context): Found | undefined {
  return typeof value === 'string' ? { value, label: displayValue(field, value, context) } : undefined;
}
