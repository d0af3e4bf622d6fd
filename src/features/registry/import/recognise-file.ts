import { BrokenCsv, type CsvRecord } from '../../../kernel/csv.ts';
import { type FileKind, recognise } from './layout.ts';
import { type RegistryFile, readCsv } from './read-csv.ts';
import type { Findings } from './report.ts';

export interface RecognisedFile {
  readonly file: RegistryFile;
  readonly kind: FileKind;
}

class SeenEnough extends Error {}

/** Tells what a file is from its first lines; a fault when it is none of the lists known, or unreadable at once. */
export async function recogniseFile(file: RegistryFile, findings: Findings): Promise<RecognisedFile | undefined> {
  const fault = (line: number, message: string) => findings.fault({ file: file.name, line, column: null, message });
  let first: readonly CsvRecord[];
  try {
    first = await firstRecords(file);
  } catch (error) {
    if (!(error instanceof BrokenCsv)) throw error;
    fault(error.line, error.message);
    return undefined;
  }
  const [header, row] = first;
  const kind = header === undefined ? undefined : recognise(header.cells, row?.cells);
  if (kind !== undefined) return { file, kind };
  fault(1, header === undefined ? 'il file è vuoto' : 'l’intestazione non è di nessun elenco conosciuto');
  return undefined;
}

async function firstRecords(file: RegistryFile): Promise<readonly CsvRecord[]> {
  let first: readonly CsvRecord[] = [];
  try {
    await readCsv(file, (batch) => {
      first = batch.slice(0, 2);
      throw new SeenEnough();
    });
  } catch (error) {
    if (!(error instanceof SeenEnough)) throw error;
  }
  return first;
}
