import { BrokenCsv } from '../../kernel/csv.ts';
import type { Database } from '../../platform/db/database.ts';
import { readDistricts } from './districts-file.ts';
import { replaceDistricts } from './districts-store.ts';
import { filesAt } from './files.ts';
import { importRegistry } from './import/import-registry.ts';
import type { RegistryFile } from './import/read-csv.ts';
import { progressText, reportText } from './import/report-text.ts';

export interface CommandDeps {
  /** Opened with `statementTimeout: 0`: an import may take longer than a page. */
  readonly database: Database;
  /** Folder of the Ministry's files when none is named (POLIS_DATA_DIR). */
  readonly dataDir?: string | undefined;
  /** Who is at the keyboard: kept with the import. */
  readonly by: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const USAGE = `Uso: polis registry import [--consenti-chiusure] [FILE o CARTELLA ...]
Importa gli elenchi del Ministero e dell’ISTAT (CSV, anche compressi con gzip): scuole statali, paritarie e delle
province autonome, comuni, stati esteri, province, classi di concorso. O tutto o niente.
Senza nomi legge la cartella indicata da POLIS_DATA_DIR.`;

/** `polis registry …`: each takes the words after its name and answers the exit code (0 done, 1 refused, 2 wrong use). */
export const registryCommands = { import: registryImport, districts: registryDistricts };

async function registryImport(argv: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  if (argv.includes('--help')) {
    deps.out(USAGE);
    return 0;
  }
  const unknown = argv.find((word) => word.startsWith('-') && word !== '--consenti-chiusure');
  if (unknown !== undefined) return wrongUse(deps, `Opzione sconosciuta: ${unknown}`);
  const named = argv.filter((word) => !word.startsWith('-'));
  const paths = named.length > 0 ? named : [deps.dataDir ?? ''].filter((path) => path !== '');
  if (paths.length === 0) return wrongUse(deps, 'Indica i file da importare, o imposta POLIS_DATA_DIR.');
  const files: RegistryFile[] = [];
  for (const path of paths) {
    const found = filesAt(path);
    if (found === undefined) return wrongUse(deps, `${path}: non esiste o non contiene elenchi in CSV.`);
    files.push(...found);
  }
  const started = performance.now();
  deps.out(`Leggo ${files.length === 1 ? '1 file' : `${files.length} file`} …`);
  const report = await importRegistry(deps.database, files, {
    by: deps.by,
    allowClosures: argv.includes('--consenti-chiusure'),
    onProgress: steps(deps.out),
  });
  const seconds = (performance.now() - started) / 1_000;
  for (const line of reportText(report, seconds)) (report.done ? deps.out : deps.err)(line);
  return report.done ? 0 : 1;
}

const DISTRICTS_USAGE = `Uso: polis registry districts [--sintetici] FILE
Sostituisce i distretti scolastici delle province nominate nel file. Colonne: distretto, denominazione, provincia,
comune_o_istituto (codice catastale del comune, o codice dell’istituto dove una città ha più distretti).
Con --sintetici le pagine dicono che i distretti sono inventati per prova.`;

async function registryDistricts(argv: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  const [path, ...others] = argv.filter((word) => !word.startsWith('-'));
  const unknown = argv.find((word) => word.startsWith('-') && word !== '--sintetici');
  if (path === undefined || others.length > 0 || unknown !== undefined) {
    return wrongUse(deps, 'Indica un file solo.', DISTRICTS_USAGE);
  }
  const [file] = filesAt(path) ?? [];
  if (file === undefined) return wrongUse(deps, `${path}: non esiste o non è un file CSV.`, DISTRICTS_USAGE);
  const faults = await districtFaults(file, argv.includes('--sintetici'), deps);
  if (faults.length === 0) return 0;
  deps.err(`${file.name}: rifiutato, i distretti sono rimasti com’erano.`);
  for (const fault of faults) deps.err(`  ${fault}`);
  return 1;
}

async function districtFaults(file: RegistryFile, synthetic: boolean, deps: CommandDeps): Promise<readonly string[]> {
  try {
    const read = await readDistricts(file);
    if (!read.ok) return read.faults;
    const strangers = await replaceDistricts(deps.database, read.lines, { by: deps.by, synthetic });
    const many = new Set(read.lines.map((line) => line.district)).size;
    if (strangers.length === 0) deps.out(`${many} distretti, ${read.lines.length} comuni e istituti.`);
    return strangers;
  } catch (error) {
    if (error instanceof BrokenCsv) return [`riga ${error.line}: ${error.message}`];
    throw error;
  }
}

function wrongUse({ err }: CommandDeps, message: string, usage = USAGE): 2 {
  err(message);
  err(usage);
  return 2;
}

/** One line a file, and one more every 20,000 rows of a long one. */
function steps(
  out: (line: string) => void,
): (progress: { readonly file: string | null; readonly rows: number }) => void {
  let last: string | null | undefined;
  let told = 0;
  return ({ file, rows }) => {
    if (file === last && rows - told < 20_000) return;
    out(progressText(file, file === last ? rows : 0));
    told = file === last ? rows : 0;
    last = file;
  };
}
