import type { Database, Db } from '../../../platform/db/database.ts';
import {
  apply,
  beginImport,
  compare,
  finishImport,
  insertSchools,
  knownPlaces,
  saveImport,
  stage,
} from '../import-store.ts';
import { type FileKind, isSchoolList, READING_ORDER } from './layout.ts';
import { Places } from './places.ts';
import type { RegistryFile } from './read-csv.ts';
import { readRegistryFile } from './read-file.ts';
import { type RecognisedFile, recogniseFile } from './recognise-file.ts';
import { Findings, type ImportedFile, ImportRefused, type ImportReport, type TableChanges } from './report.ts';
import { Staging } from './staging.ts';
import { closable, TABLE_ORDER } from './tables.ts';

export interface ImportOptions {
  /** Who imports: kept with the import. */
  readonly by: string;
  /** Told every few thousand rows, and when the comparison begins (`file` is then null). */
  readonly onProgress?: (progress: { readonly file: string | null; readonly rows: number }) => void;
  /** Accept lists that close a tenth or more of the open schools they cover. */
  readonly allowClosures?: boolean;
}

/**
 * Reads the Ministry's and ISTAT's lists into the registry: all of it or, with faults, none of it.
 * Each list is the whole truth about its own rows; those it no longer holds are marked closed.
 * Throws only when the database cannot be reached or a file cannot be opened.
 */
export async function importRegistry(
  database: Database,
  files: readonly RegistryFile[],
  options: ImportOptions,
): Promise<ImportReport> {
  const findings = new Findings();
  const imported: ImportedFile[] = [];
  let changes: Readonly<Record<string, TableChanges>> = {};
  try {
    const recognised = await recogniseAll(files, findings);
    changes = await database.transaction((tx) => importAll(tx, recognised, imported, findings, options));
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
  }
  const { faults, warnings, warningCount } = findings;
  return { done: !findings.refused, files: imported, faults, warnings, warningCount, changes };
}

/** What each file is, in the order they must be read. */
async function recogniseAll(files: readonly RegistryFile[], findings: Findings): Promise<RecognisedFile[]> {
  const found: RecognisedFile[] = [];
  for (const file of files) {
    const recognised = await recogniseFile(file, findings);
    if (recognised === undefined) continue;
    const twin = found.find(({ kind }) => kind === recognised.kind);
    if (twin !== undefined) {
      findings.fault({
        file: file.name,
        line: 0,
        column: null,
        message: `è lo stesso elenco di ${twin.file.name}: indicane uno solo`,
      });
    }
    found.push(recognised);
  }
  if (findings.refused) throw new ImportRefused('unknown files');
  return found.sort((left, right) => READING_ORDER.indexOf(left.kind) - READING_ORDER.indexOf(right.kind));
}

async function importAll(
  tx: Db,
  files: readonly RecognisedFile[],
  imported: ImportedFile[],
  findings: Findings,
  options: ImportOptions,
): Promise<Readonly<Record<string, TableChanges>>> {
  const { id, schools } = await beginImport(tx);
  const places = await loadPlaces(tx, files);
  const staging = new Staging({
    knownSchools: schools,
    insertSchools: (rows) => insertSchools(tx, id, rows),
    stage: (table, rows) => stage(tx, table, rows),
  });
  for (const recognised of files) {
    const report = (rows: number) => options.onProgress?.({ file: recognised.file.name, rows });
    imported.push(await readRegistryFile(recognised, { places, staging, findings, report }));
  }
  if (findings.refused) throw new ImportRefused('faults');
  await staging.flushAll();
  options.onProgress?.({ file: null, rows: imported.reduce((sum, { rows }) => sum + rows, 0) });

  const kinds = new Set(files.map(({ kind }) => kind));
  const changes = await compareAll(tx, id, kinds, staging.newSchools);
  if (options.allowClosures !== true) refuseManyClosures(changes['schools'], kinds, findings);
  await saveImport(tx, { id, by: options.by, files: imported, changes, municipalitiesAsOf: places.asOf });
  for (const table of TABLE_ORDER) await apply(tx, table, id);
  await finishImport(tx, id);
  return changes;
}

async function compareAll(
  tx: Db,
  id: number,
  kinds: ReadonlySet<FileKind>,
  newSchools: number,
): Promise<Readonly<Record<string, TableChanges>>> {
  const changes: Record<string, TableChanges> = {};
  for (const table of TABLE_ORDER) {
    const found = await compare(tx, id, table, closable(table, kinds));
    changes[table] = table === 'schools' ? { ...found, added: newSchools } : found;
  }
  return changes;
}

async function loadPlaces(tx: Db, files: readonly RecognisedFile[]): Promise<Places> {
  const places = new Places();
  const known = await knownPlaces(tx);
  const list = files.find(({ kind }) => kind === 'municipalities');
  places.asOf = list === undefined ? known.municipalitiesAsOf : dayInName(list.file.name);
  if (list === undefined) {
    for (const { code, province, provinceName } of known.municipalities)
      places.addMunicipality(code, province, provinceName);
  }
  if (!files.some(({ kind }) => kind === 'provinces')) {
    for (const { code, name } of known.provinces) places.addProvince(code, name);
  }
  return places;
}

/** The list of municipalities carries its day in its name: comuni-istat-20250120.csv. */
function dayInName(name: string): string | null {
  const found = /(\d{4})(\d{2})(\d{2})\.csv/.exec(name);
  return found === null ? null : `${found[1]}-${found[2]}-${found[3]}`;
}

/** A file cut exactly at the end of a line looks whole: this is how it gives itself away. */
function refuseManyClosures(schools: TableChanges | undefined, kinds: ReadonlySet<FileKind>, findings: Findings): void {
  if (schools === undefined || ![...kinds].some(isSchoolList)) return;
  const { closed, changed, unchanged } = schools;
  if (closed < 200 || closed < (changed + unchanged + closed) / 10) return;
  const message = `mancano ${closed} scuole che erano nell’elenco precedente: il file è forse tagliato. Se è giusto così, ripeti con --consenti-chiusure`;
  findings.fault({ file: 'elenchi delle scuole', line: 0, column: null, message });
  throw new ImportRefused('too many closures');
}
