import type { Db } from '../../platform/db/database.ts';
import type { School, SchoolGrade } from './school.ts';
import { storable } from './store.ts';
import { searchWords } from './words.ts';

const SCHOOL = `s.code, coalesce(s.name, i.name, s.kind_name, s.code) as name, s.source, s.province,
  s.institute_code "instituteCode", i.name "instituteName", s.address, s.postal_code "postalCode",
  s.municipality_code "municipalityCode", s.municipality_name "municipalityName", s.feature, s.kind_name "kindName",
  s.headquarters, s.grades, s.email, s.pec, s.website, s.closed_in is not null as closed`;

/** Rows looked at before sorting: a word of a quarter of the schools, asked of all Italy, must not read them all. */
const CANDIDATES = 3_000;
const MAX_LIMIT = 100;

export interface SchoolSearch {
  /** Two letters; without it all of Italy is searched. */
  readonly province?: string | undefined;
  /** Code or its beginning, words of the name, the institute or the municipality: each may be just the beginning. */
  readonly text?: string | undefined;
  /** Only schools of one of these grades. */
  readonly grades?: readonly SchoolGrade[] | undefined;
  /** Only state schools, recognised ones too, … */
  readonly sources?: readonly School['source'][] | undefined;
  /** Default 20, at most 100. */
  readonly limit?: number | undefined;
}

/** By code, closed ones too. */
export async function findSchool(db: Db, code: string): Promise<School | undefined> {
  const [school] = await schoolsByCodes(db, [code]);
  return school;
}

/** Those that exist, closed ones too, in no particular order. */
export function schoolsByCodes(db: Db, codes: readonly string[]): Promise<School[]> {
  return db.prepared<School>(
    'registry-schools-by-codes',
    `select ${SCHOOL} from schools s left join institutes i on i.code = s.institute_code where s.code = any($1)`,
    [codes.map((code) => storable(code.trim().toUpperCase()))],
  );
}

/**
 * Open schools, those whose code or name begins with the text first, then by municipality and name. Nothing when there
 * is neither a province nor a word to search.
 */
export async function searchSchools(db: Db, search: SchoolSearch): Promise<School[]> {
  const text = storable((search.text ?? '').trim().slice(0, 100));
  const words = searchWords(text);
  const province = search.province === '' ? undefined : search.province;
  // Something was typed and none of it can be found: that is not the same as nothing typed.
  if (words === '' && (text !== '' || province === undefined)) return [];
  const { sql, values } = searchStatement(search, words, province);
  const limit = Math.min(Math.max(Math.trunc(search.limit ?? 20), 1), MAX_LIMIT);
  return db.query<School>(sql, [...values, text.toUpperCase(), limit]);
}

/** Only the conditions asked for stand in the text, so that each has an index to use. */
export function searchStatement(
  search: SchoolSearch,
  words: string,
  province: string | undefined,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const { grades, sources } = search;
  const values: unknown[] = [];
  const conditions = ['closed_in is null'];
  const add = (condition: string, value: unknown) => conditions.push(condition.replace('?', `$${values.push(value)}`));
  if (words !== '') conditions.push(textCondition(words, search.text ?? '', values));
  if (province !== undefined) add('province = ?', storable(province));
  if (grades !== undefined && grades.length > 0) add('grades && ?::text[]', [...grades]);
  if (sources !== undefined && sources.length > 0) add('source = any(?)', [...sources]);
  const typed = `$${values.length + 1}`;
  const order = `starts_with(s.code, ${typed}) desc, starts_with(upper(coalesce(s.name, '')), ${typed}) desc,
      s.municipality_name collate "it-x-icu", coalesce(s.name, '') collate "it-x-icu", s.code`;
  const sql = `select ${SCHOOL}
    from (select s.* from (select * from schools where ${conditions.join(' and ')} limit ${CANDIDATES}) s
          order by ${order} limit $${values.length + 2}) s
    left join institutes i on i.code = s.institute_code
    order by ${order}`;
  return { sql, values };
}

/** The words, or the beginning of a code where the text may be one. Letters and digits alone sort alike everywhere. */
function textCondition(words: string, text: string, values: unknown[]): string {
  const byWords = `words @@ $${values.push(words)}::tsquery`;
  const typed = text.trim().toUpperCase();
  if (!/^[A-Z]{2}[A-Z0-9]{2,8}$/.test(typed)) return byWords;
  return `(${byWords} or code between $${values.push(typed)} and $${values.push(typed.padEnd(10, 'Z'))})`;
}
