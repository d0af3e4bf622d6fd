import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesAt, type ImportReport, importRegistry, type RegistryFile } from '../src/features/registry/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { home } from '../src/platform/home.ts';

/** The invented registry that comes with the repository. */
export const shippedFolder = join(home, 'data/registry-test');
/** The Ministry's own files, where this machine has them. */
export const officialFolder = process.env['POLIS_DATA_DIR'] ?? join(home, '../shared/data');
export const hasOfficialFiles = existsSync(join(officialFolder, 'SCUANAGRAFESTAT20252620250901.csv.gz'));

/** The name of the list of state schools, official and invented alike. */
export const STATE_SCHOOLS = 'SCUANAGRAFESTAT20252620250901.csv';
/** The invented list of state schools, whole and by lines (0 = header). */
export const shippedSchools = readFileSync(join(shippedFolder, STATE_SCHOOLS), 'utf8');
export const shippedLines: readonly string[] = shippedSchools.split('\r\n');

/** Fills the registry of a fresh database with the invented one. */
export async function importShippedRegistry(database: Database): Promise<ImportReport> {
  const report = await importRegistry(database, filesAt(shippedFolder) ?? [], { by: 'prova' });
  assert.ok(report.done, JSON.stringify(report.faults));
  return report;
}

/** A file made up by a test; it arrives in small pieces, so that lines, characters and gzip blocks are cut everywhere. */
export function fileOf(content: string | Uint8Array, name = STATE_SCHOOLS): RegistryFile {
  const bytes = Buffer.from(content);
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
    },
  };
}

/** The invented list of state schools with one line put otherwise. */
export function schoolsWith(line: number, change: (row: string) => string): string {
  return shippedLines.map((row, index) => (index === line ? change(row) : row)).join('\r\n');
}
