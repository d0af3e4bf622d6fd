import type { FileKind } from './layout.ts';

/** A value of one column, as COPY takes it. */
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

export type TableName =
  | 'countries'
  | 'teaching_classes'
  | 'municipalities'
  | 'provinces'
  | 'offices'
  | 'institutes'
  | 'schools';

/** Columns in the order rows are written; the first is the key. Tables in the order their references want. */
export const TABLES: Readonly<Record<TableName, readonly string[]>> = {
  countries: ['code', 'name', 'name_en', 'current', 'ceased_on'],
  teaching_classes: ['code', 'name', 'kind', 'grade', 'current'],
  municipalities: ['code', 'name', 'istat_code', 'province', 'province_name', 'region', 'capital', 'source', 'words'],
  provinces: ['code', 'name', 'display_name', 'region', 'code_prefix', 'autonomous'],
  offices: ['code', 'kind', 'name', 'province', 'register_code'],
  institutes: ['code', 'name', 'province', 'source'],
  schools: [
    'code',
    'source',
    'school_year',
    'area',
    'region',
    'province',
    'institute_code',
    'name',
    'address',
    'postal_code',
    'municipality_code',
    'municipality_name',
    'feature',
    'kind_name',
    'headquarters',
    'comprehensive_of',
    'email',
    'pec',
    'website',
    'school_site',
    'grades',
    'words',
  ],
};

export const TABLE_ORDER = Object.keys(TABLES) as readonly TableName[];

/**
 * Which rows of a table this import is the whole truth about, as SQL on `t`: those missing from it are closed.
 * Undefined = none: the import only adds to the table.
 */
export function closable(table: TableName, kinds: ReadonlySet<FileKind>): string | undefined {
  switch (table) {
    case 'countries':
    case 'teaching_classes':
      return kinds.has(table) ? 'true' : undefined;
    case 'municipalities':
      return kinds.has(table) ? "t.source = 'istat'" : undefined;
    case 'provinces':
      return kinds.has('provinces') ? 'not t.autonomous' : undefined;
    case 'offices':
      return kinds.has('provinces') ? 'true' : undefined;
    case 'institutes':
      return sources(['state', 'autonomous'], kinds);
    case 'schools':
      return sources(['state', 'recognised', 'autonomous', 'autonomous_recognised'], kinds);
  }
}

function sources(all: readonly FileKind[], kinds: ReadonlySet<FileKind>): string | undefined {
  const present = all.filter((kind) => kinds.has(kind));
  return present.length === 0 ? undefined : `t.source in (${present.map((kind) => `'${kind}'`).join(', ')})`;
}
