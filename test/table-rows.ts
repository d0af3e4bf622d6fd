import type { Db } from '../src/platform/db/database.ts';

const REGISTRY = ['schools', 'institutes', 'municipalities', 'countries', 'teaching_classes', 'provinces', 'offices'];

/**
 * Every row of every table, each in a form that is the same whenever the same was done: what is drawn anew each time
 * (ids, tokens, hashes, instants, numbers of a sequence) stands as what it is and not as which.
 */
export async function rowsOf(db: Db): Promise<Record<string, string[]>> {
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and relname <> all ($1) and has_table_privilege(oid, 'select') order by 1`,
    [REGISTRY],
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await db.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
    found[name] = rows.map(({ row }) => unnumbered(row)).sort();
  }
  return found;
}

function unnumbered(row: string): string {
  return row
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, '(id)')
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.+Z-]*/g, '(instant)')
    .replaceAll(/"(iat|exp|loginTs)": \d+/g, '"$1": (instant)')
    .replaceAll(/\$argon2id\$[^"]*/g, '(hash)')
    .replaceAll(/\\\\x[0-9a-f]*/g, '(bytes)')
    .replaceAll(/[\w+/-]{38,}={0,2}/g, '(token)')
    .replaceAll(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,3}\b/g, '(temporary secret)')
    .replaceAll(/"tx": "\d+"/g, '"tx": (number)')
    .replaceAll(/"(id|number|sequence)": \d+/g, '"$1": (number)')
    .replaceAll(/2026-\d{6}/g, '(request number)')
    .replaceAll(/\(n\. \d+\)/g, '(n. of a sequence)');
}
