import { BrokenCsv, type CsvRecord } from '../../../kernel/csv.ts';
import type { SchoolSource } from '../school.ts';
import { shown } from './cell.ts';
import { columnsOf, type FileKind, isSchoolList } from './layout.ts';
import type { Places } from './places.ts';
import { type ReadSummary, readCsv } from './read-csv.ts';
import type { RecognisedFile } from './recognise-file.ts';
import { countryRow, municipalityRow, provinceRow, type Reading, teachingClassRow } from './reference-rows.ts';
import type { Findings, ImportedFile } from './report.ts';
import { SchoolReader } from './school-row.ts';
import type { Staging } from './staging.ts';

export interface Reader {
  readonly places: Places;
  readonly staging: Staging;
  readonly findings: Findings;
  readonly report: (rows: number) => void;
}

type RowReader = (cells: readonly string[]) => Reading;

/** Reads one file into the staging; what is wrong goes to the findings, with its line and column. */
export async function readRegistryFile({ file, kind }: RecognisedFile, reader: Reader): Promise<ImportedFile> {
  const { findings, staging } = reader;
  const columns = columnsOf(kind);
  const table = isSchoolList(kind) ? 'schools' : kind;
  let line = 0;
  let rows = 0;
  const tell = (column: string | null, message: string) => ({ file: file.name, line, column, message });
  const institutes = new Institutes();
  const read = rowReader(kind, reader, institutes, (column, message) => findings.warn(tell(column, message)));

  const takeRecord = ({ cells, line: start }: CsvRecord) => {
    line = start;
    rows += 1;
    if (cells.length !== columns.length) {
      return findings.fault(tell(null, `ci sono ${cells.length} colonne invece di ${columns.length}`));
    }
    const reading = read(cells);
    if ('faults' in reading) {
      for (const [position, message] of reading.faults) findings.fault(tell(columns[position] ?? null, message));
      return;
    }
    const code = reading.values[0] as string;
    const twin = staging.seenBefore(table, code, `in ${file.name}, riga ${line}`);
    if (twin !== undefined)
      return findings.fault(tell(codeColumn(columns), `il codice ${shown(code)} c’è già ${twin}`));
    staging.add(table, reading.values);
  };

  let summary: ReadSummary = { sha256: '', endsWithNewline: true };
  try {
    let header = true;
    summary = await readCsv(file, async (batch) => {
      for (const record of header ? batch.slice(1) : batch) takeRecord(record);
      header = false;
      await staging.flush();
      reader.report(rows);
    });
  } catch (error) {
    if (!(error instanceof BrokenCsv)) throw error;
    line = error.line;
    findings.fault(tell(null, error.message));
  }
  if (rows === 0) findings.fault(tell(null, 'non c’è nessuna riga dopo l’intestazione'));
  if (!summary.endsWithNewline)
    findings.warn(tell(null, 'l’ultima riga non finisce con un a capo: controlla che il file sia intero'));
  institutes.addTo(staging);
  return { name: file.name, kind, rows, sha256: summary.sha256 };
}

function rowReader(
  kind: FileKind,
  { places, staging }: Reader,
  institutes: Institutes,
  warn: (column: string, message: string) => void,
): RowReader {
  switch (kind) {
    case 'countries':
      return countryRow;
    case 'teaching_classes':
      return teachingClassRow;
    case 'municipalities':
      return (cells) => municipalityRow(cells, places);
    case 'provinces':
      return (cells) => provinceRow(cells, places, (row) => staging.add('offices', row));
    default: {
      const reader = new SchoolReader(kind, places, {
        warn,
        municipalities: (row) => staging.municipalities(row),
        provinces: (row) => staging.provinces(row),
        institute: (...institute) => institutes.add(...institute),
      });
      return (cells) => reader.read(cells);
    }
  }
}

function codeColumn(columns: readonly string[]): string {
  return columns.find((column) => ['CODICESCUOLA', 'sigla_istat'].includes(column)) ?? columns[0] ?? '';
}

/** The institutes named by the schools of one file. The row of the institute itself has the last word on its name. */
class Institutes {
  readonly #rows = new Map<string, { name: string | null; province: string; source: SchoolSource }>();

  add(code: string, name: string | null, province: string, source: SchoolSource, own: boolean): void {
    if (own || !this.#rows.has(code)) this.#rows.set(code, { name, province, source });
  }

  addTo(staging: Staging): void {
    for (const [code, { name, province, source }] of this.#rows) {
      staging.add('institutes', [code, name, province, source]);
    }
  }
}
