import type { Answers, Context, Definition, Field, Section } from '../../engines/procedure/index.ts';
import { displayValue } from '../../engines/procedure/index.ts';
import type { Found, FoundPage, Lookups } from './lookups.ts';
import { findAmong } from './lookups.ts';
import { schoolRestriction } from './restriction.ts';

/** The kinds answered by searching, because the choices are too many to show. */
const SEARCHED: ReadonlySet<Field['kind']> = new Set([
  'teaching_class',
  'school',
  'schools',
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

/** What stands in a searched field now, as the search shows it; nothing when there is no answer. */
export function foundOf(field: Field, value: unknown, context: Context): Found | undefined {
  return typeof value === 'string' ? { value, label: displayValue(field, value, context) } : undefined;
}
