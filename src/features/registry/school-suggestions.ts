import type { Registry } from './registry-store.ts';
import type { School, SchoolGrade } from './school.ts';

/** One line of the list shown while a person types: what the JSON route answers. */
export interface SchoolSuggestion {
  readonly code: string;
  readonly name: string;
  readonly institute: string | null;
  readonly kind: string | null;
  readonly place: string;
}

const GRADES: readonly string[] = ['nursery', 'primary', 'lower', 'upper', 'adult', 'boarding'] satisfies SchoolGrade[];

/**
 * Answers `/registro/scuole?provincia=MI&testo=volta&gradi=upper,adult`. Any query is good: what is not understood is
 * as if it were not there.
 */
export async function schoolSuggestions(
  registry: Pick<Registry, 'searchSchools'>,
  query: Readonly<Record<string, unknown>>,
): Promise<SchoolSuggestion[]> {
  const grades = textOf(query['gradi']).split(',').filter(isGrade);
  const province = textOf(query['provincia']).trim().toUpperCase();
  const found = await registry.searchSchools({ text: textOf(query['testo']), province, grades });
  return found.map(suggestion);
}

function suggestion(school: School): SchoolSuggestion {
  const { code, name, instituteName, kindName, address, municipalityName } = school;
  const place = address === null ? municipalityName : `${address}, ${municipalityName}`;
  return { code, name, institute: instituteName === name ? null : instituteName, kind: kindName, place };
}

function isGrade(text: string): text is SchoolGrade {
  return GRADES.includes(text);
}

/** A parameter given twice arrives as a list: its first value counts. */
function textOf(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}
