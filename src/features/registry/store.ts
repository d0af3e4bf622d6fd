import type { Db } from '../../platform/db/database.ts';
import type { Country, Institute, Municipality, Office, Province, TeachingClass } from './school.ts';
import { searchWords } from './words.ts';

/** Number of the last import; 0 before the first. What is kept in memory is good as long as it stays the same. */
export async function registryVersion(db: Db): Promise<number> {
  const [row] = await db.prepared<{ id: number }>(
    'registry-version',
    'select id from registry_imports order by id desc limit 1',
  );
  return row?.id ?? 0;
}

export function provinces(db: Db): Promise<Province[]> {
  return db.query<Province>(
    `select code, name, display_name "displayName", region, code_prefix "codePrefix", autonomous
     from provinces where closed_in is null order by display_name collate "it-x-icu", code`,
  );
}

export function offices(db: Db): Promise<Office[]> {
  return db.query<Office>(
    `select code, kind, name, province, register_code "registerCode"
     from offices where closed_in is null order by name collate "it-x-icu", code`,
  );
}

export function countries(db: Db): Promise<Country[]> {
  return db.query<Country>(
    `select code, name, current, ceased_on "ceasedOn"
     from countries where closed_in is null order by name collate "it-x-icu", code`,
  );
}

export function teachingClasses(db: Db): Promise<TeachingClass[]> {
  return db.query<TeachingClass>(
    'select code, name, kind, grade, current from teaching_classes where closed_in is null order by code',
  );
}

const MUNICIPALITY = `code, name, istat_code "istatCode", province, province_name "provinceName",
  (closed_in is not null or source = 'schools') as closed`;

/** By cadastral code, abolished ones too: they are places of birth. */
export async function municipality(db: Db, code: string): Promise<Municipality | undefined> {
  const [row] = await db.prepared<Municipality>(
    'registry-municipality',
    `select ${MUNICIPALITY} from municipalities where code = $1`,
    [storable(code)],
  );
  return row;
}

/** Municipalities whose name holds words beginning as the words typed; an exact name first, the abolished last. */
export async function searchMunicipalities(db: Db, text: string, limit = 20, province = ''): Promise<Municipality[]> {
  const query = searchWords(text);
  if (query === '') return [];
  return db.prepared<Municipality>(
    'registry-municipalities',
    `select * from (select ${MUNICIPALITY} from municipalities where words @@ $1::tsquery and $4 in ('', province)) found
     order by closed, lower(name) <> lower($2), name not ilike left($2, 3) || '%', name collate "it-x-icu", code
     limit $3`,
    [query, storable(text.trim().slice(0, 100)), limit, storable(province)],
  );
}

export async function institute(db: Db, code: string): Promise<Institute | undefined> {
  const [row] = await db.prepared<Institute>(
    'registry-institute',
    'select code, name, province, closed_in is not null as closed from institutes where code = $1',
    [storable(code)],
  );
  return row;
}

/** PostgreSQL takes no zero byte in a text, and nothing in the registry holds one. */
export function storable(text: string): string {
  return text.replaceAll('\0', '');
}
