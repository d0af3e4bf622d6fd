import { copyRows } from '../../platform/db/copy.ts';
import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { ImportedFile, TableChanges } from './import/report.ts';
import { type Row, TABLES, type TableName } from './import/tables.ts';

const EXAMPLES = 20;

export interface KnownPlaces {
  readonly provinces: readonly { readonly code: string; readonly name: string }[];
  readonly municipalities: readonly {
    readonly code: string;
    readonly province: string;
    readonly provinceName: string;
  }[];
  readonly municipalitiesAsOf: string | null;
}

export interface BegunImport {
  /** The number that goes into every row the import touches. */
  readonly id: number;
  /** Codes of the schools there are, closed ones too. */
  readonly schools: ReadonlySet<string>;
}

/** One import at a time, however long it takes. To be called first in the transaction. */
export async function beginImport(tx: Db): Promise<BegunImport> {
  await tx.query('set local statement_timeout = 0');
  await tx.query('set local idle_in_transaction_session_timeout = 0');
  // A few statements over all rows of tables without statistics: they are to be hashed in memory, not looked up one by
  // one, and compiling them takes longer than running them.
  await tx.query('set local enable_nestloop = off');
  await tx.query("set local work_mem = '64MB'");
  await tx.query('set local jit = off');
  await tx.query("select pg_advisory_xact_lock(hashtext('polis.registry.import'))");
  for (const [table, columns] of Object.entries(TABLES)) {
    await tx.query(
      `create temp table stage_${table} on commit drop as select ${columns.join(', ')} from ${table} with no data`,
    );
  }
  const [number] = await tx.query<{ id: number }>("select nextval('registry_imports_id_seq') id");
  const schools = await tx.query<{ code: string }>('select code from schools');
  return { id: number?.id ?? 0, schools: new Set(schools.map(({ code }) => code)) };
}

export async function knownPlaces(tx: Db): Promise<KnownPlaces> {
  const [last] = await tx.query<{ asOf: string | null }>(
    `select municipalities_as_of "asOf" from registry_imports where municipalities_as_of is not null order by id desc limit 1`,
  );
  return {
    provinces: await tx.query('select code, name from provinces where closed_in is null and not autonomous'),
    municipalities: await tx.query(
      `select code, province, province_name "provinceName" from municipalities where closed_in is null and source = 'istat'`,
    ),
    municipalitiesAsOf: last?.asOf ?? null,
  };
}

export async function stage(tx: Db, table: TableName, rows: readonly Row[]): Promise<void> {
  await copyRows(tx, `stage_${table} (${TABLES[table].join(', ')})`, rows);
}

/** Writes schools that were not there: nothing to compare, so they need not be staged. */
export async function insertSchools(tx: Db, importId: number, rows: readonly Row[]): Promise<void> {
  const numbered = rows.map((row) => [...row, importId]);
  await copyRows(tx, `schools (${TABLES.schools.join(', ')}, imported_in)`, numbered);
}

/**
 * Compares what was staged with what is there; nothing is written yet. `closable` is SQL on `t`: the rows that are
 * closed when this import did not hold them.
 */
export async function compare(
  tx: Db,
  importId: number,
  table: TableName,
  closable: string | undefined,
): Promise<TableChanges> {
  const compared = TABLES[table].slice(1);
  const differing = compared.map((column) => `case when t.${column} is distinct from s.${column} then '${column}' end`);
  await tx.query(
    `create temp table diff_${table} on commit drop as
     select s.code,
            array_remove(array[${differing.join(', ')}, case when t.closed_in is not null then 'closed_in' end], null)
              as columns
     from stage_${table} s join ${table} t using (code)
     where t.closed_in is not null or (${list('t', compared)}) is distinct from (${list('s', compared)})`,
  );
  const closing =
    closable === undefined ? 'select null::text as code where false' : closingRows(importId, table, closable);
  await tx.query(`create temp table closing_${table} on commit drop as ${closing}`);
  return changesOf(tx, table);
}

function closingRows(importId: number, table: TableName, closable: string): string {
  return `select t.code from ${table} t
          where t.closed_in is null and t.imported_in <> ${importId} and ${closable}
            and not exists (select from stage_${table} s where s.code = t.code)`;
}

async function changesOf(tx: Db, table: TableName): Promise<TableChanges> {
  const [counts] = await tx.query<{ staged: number; added: number; changed: number; closed: number }>(
    `select (select count(*) from stage_${table}) staged,
            (select count(*) from stage_${table} s where ${isNew(table)}) added,
            (select count(*) from diff_${table}) changed,
            (select count(*) from closing_${table}) closed`,
  );
  const columns = await tx.query<{ name: string; rows: number }>(
    `select name, count(*) as rows from diff_${table}, unnest(columns) as name group by 1 order by 2 desc, 1`,
  );
  const examples = await tx.query<{ code: string; columns: string[] }>(
    `select code, columns from diff_${table} order by code limit ${EXAMPLES}`,
  );
  const { staged = 0, added = 0, changed = 0, closed = 0 } = counts ?? {};
  return {
    added,
    changed,
    closed,
    unchanged: staged - added - changed,
    columns: Object.fromEntries(columns.map(({ name, rows }) => [name, rows])),
    examples,
  };
}

/** Writes down that the import took place, and what it did. */
export async function saveImport(
  tx: Db,
  record: {
    readonly id: number;
    readonly by: string;
    readonly files: readonly ImportedFile[];
    readonly changes: Readonly<Record<string, TableChanges>>;
    readonly municipalitiesAsOf: string | null;
  },
): Promise<void> {
  const { id, by, files, changes } = record;
  await tx.query(
    `insert into registry_imports (id, by, files, changes, municipalities_as_of)
     overriding system value values ($1, $2, $3, $4, $5)`,
    [id, by, JSON.stringify(files), JSON.stringify(changes), record.municipalitiesAsOf],
  );
  await recordEvent(tx, {
    kind: 'registry.imported',
    actor: null,
    subject: { type: 'registry_import', id: String(id) },
    data: { by, files },
  });
}

/** Carries out what {@link compare} found for one table. */
export async function apply(tx: Db, table: TableName, importId: number): Promise<void> {
  const columns = TABLES[table];
  const changed = columns.slice(1);
  await tx.query(`update ${table} t set closed_in = $1 from closing_${table} c where t.code = c.code`, [importId]);
  await tx.query(
    `update ${table} t set (${changed.join(', ')}, imported_in, closed_in) = row(${list('s', changed)}, $1::bigint, null)
     from stage_${table} s, diff_${table} d
     where d.code = s.code and t.code = s.code`,
    [importId],
  );
  await tx.query(
    `insert into ${table} (${columns.join(', ')}, imported_in)
     select ${list('s', columns)}, $1 from stage_${table} s where ${isNew(table)}`,
    [importId],
  );
}

/** Checks what the schools written refer to, and makes the searches fast again. To be called last. */
export async function finishImport(tx: Db, importId: number): Promise<void> {
  await tx.query('select finish_registry_import($1)', [importId]);
}

function isNew(table: TableName): string {
  return `not exists (select from ${table} t where t.code = s.code)`;
}

function list(alias: string, columns: readonly string[]): string {
  return columns.map((column) => `${alias}.${column}`).join(', ');
}
