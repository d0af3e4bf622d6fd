import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { from as copyFrom } from 'pg-copy-streams';
import { importRegistry, type RegistryFile } from '../src/features/registry/index.ts';
import { clientOf, type Database } from '../src/platform/db/database.ts';
import { home } from '../src/platform/home.ts';
import { freshDatabase } from '../test/database.ts';
import { median, round2 } from './figures.ts';

const ROUNDS = 5;
const SCHOOLS = 'SCUANAGRAFESTAT20252620250901.csv';
const PLACES = ['comuni-istat-20250120.csv', 'province-scolastiche.csv'];
const COLUMNS = Array.from({ length: 20 }, (_, index) => `c${index} text`).join(', ');

/**
 * The import of the Ministry's whole list of state schools into an empty registry, against the bare COPY of the same
 * file into a table of twenty text columns without indexes. Interleaved rounds, medians. `ratio` is our time over
 * COPY's. Needs the real files in POLIS_DATA_DIR.
 */
export async function registry(report: (line: string) => void): Promise<Record<string, number>> {
  const folder = process.env['POLIS_DATA_DIR'] ?? join(home, '../shared/data');
  if (!existsSync(join(folder, `${SCHOOLS}.gz`)))
    throw new Error(`${SCHOOLS}.gz is not in ${folder}: set POLIS_DATA_DIR`);
  const scratch = mkdtempSync(join(tmpdir(), 'polis-bench-'));
  const fresh = await freshDatabase();
  try {
    const plain = join(scratch, SCHOOLS);
    await pipeline(createReadStream(join(folder, `${SCHOOLS}.gz`)), createGunzip(), createWriteStream(plain));
    await importAll(
      fresh.database,
      PLACES.map((name) => fileAt(folder, name)),
    );
    await fresh.owner.query(`create table bare_copy (${COLUMNS})`);
    return await measure(fresh, plain, scratch, report);
  } finally {
    await fresh.drop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measure(
  { database, owner }: { readonly database: Database; readonly owner: Database },
  plain: string,
  scratch: string,
  report: (line: string) => void,
): Promise<Record<string, number>> {
  const times = { copy: [] as number[], first: [] as number[], again: [] as number[] };
  let rows = 0;
  report('round   COPY ms   import ms   again ms');
  for (let round = 1; round <= ROUNDS; round++) {
    await owner.query('truncate bare_copy, schools, institutes');
    times.copy.push(await timed(() => bareCopy(owner, plain)));
    times.first.push(
      await timed(async () => {
        rows = await importAll(database, [fileAt(scratch, SCHOOLS)]);
      }),
    );
    times.again.push(await timed(() => importAll(database, [fileAt(scratch, SCHOOLS)])));
    const cells = [times.copy, times.first, times.again].map((all) => (all.at(-1) ?? 0).toFixed(0).padStart(10));
    report(`${String(round).padStart(5)}${cells.join(' ')}`);
  }
  const [copy, first, again] = [median(times.copy), median(times.first), median(times.again)];
  return {
    rows,
    rounds: ROUNDS,
    copy_rows_per_s: Math.round((rows / copy) * 1_000),
    import_rows_per_s: Math.round((rows / first) * 1_000),
    unchanged_rows_per_s: Math.round((rows / again) * 1_000),
    unchanged_ratio: round2(again / copy),
    ratio: round2(first / copy),
  };
}

function bareCopy(owner: Database, path: string): Promise<void> {
  return owner.transaction((tx) =>
    pipeline(
      createReadStream(path, { highWaterMark: 262_144 }),
      clientOf(tx).query(copyFrom('copy bare_copy from stdin with (format csv, header true)')),
    ),
  );
}

async function importAll(database: Database, files: readonly RegistryFile[]): Promise<number> {
  const { done, faults, files: read } = await importRegistry(database, files, { by: 'bench', allowClosures: true });
  if (!done) throw new Error(`the import was refused: ${faults[0]?.message}`);
  return read.reduce((sum, file) => sum + file.rows, 0);
}

function fileAt(folder: string, name: string): RegistryFile {
  return { name, open: () => createReadStream(join(folder, name), { highWaterMark: 262_144 }) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
