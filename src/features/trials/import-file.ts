import { type CivilDate, parseCivilDate } from '../../kernel/civil-date.ts';
import { BrokenCsv, type CsvRecord, CsvSplitter } from '../../kernel/csv.ts';
import { formatPoints, type Points } from '../../kernel/points.ts';
import { fromRome } from '../../kernel/rome-time.ts';

/** Two are files of rows; papers come as an archive. */
export type ImportKind = RowKind | 'papers';
export type RowKind = 'convocations' | 'results';

/** Where somebody is called, as a row says it. */
export interface Called {
  readonly startsAt: Date;
  readonly place: string;
  readonly address: string;
  readonly room: string;
  readonly seat: string;
}

interface Row {
  readonly line: number;
  readonly number: number;
  /** As written, if the file has the column: it must be the candidate's. */
  readonly fiscalCode: string;
}
export type ConvocationRow = Row & Called;
/** No points: did not come. */
export type ResultRow = Row & { readonly points: Points | null };

/** What is wrong in a file, and on which line of it. */
export interface RowFault {
  /** None of an archive: its files are told by name. */
  readonly line?: number;
  readonly message: string;
}

export type FileReading<R> = { readonly rows: readonly R[] } | { readonly faults: readonly RowFault[] };

/** The columns of each kind of file; the rest is read by nobody. */
export const COLUMNS: Readonly<
  Record<RowKind, { readonly needed: readonly string[]; readonly free: readonly string[] }>
> = {
  convocations: {
    needed: ['numero', 'giorno', 'ora', 'sede'],
    free: ['indirizzo', 'aula', 'posto', 'codice_fiscale', 'cognome', 'nome'],
  },
  results: { needed: ['numero', 'punteggio'], free: ['codice_fiscale', 'cognome', 'nome'] },
};

const MOST_ROWS = 50_000;
const LONGEST = 200;

/** Reads a file of convocations. Never throws: every row that is wrong comes back with its line. */
export function readConvocations(text: string): FileReading<ConvocationRow> {
  return readRows(text, 'convocations', (cell) => {
    const date = dateIn(cell('giorno'));
    const time = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(cell('ora'));
    const faults = [
      ...(date === undefined ? [`«${short(cell('giorno'))}» non è un giorno: scrivi per esempio 15/04/2026`] : []),
      ...(time === null ? [`«${short(cell('ora'))}» non è un’ora: scrivi per esempio 9:30`] : []),
      ...(cell('sede') === '' ? ['manca la sede'] : []),
    ];
    if (date === undefined || time === null || faults.length > 0) return { faults };
    const [, hour = '', minute = ''] = time;
    const startsAt = fromRome(`${date}T${hour.padStart(2, '0')}:${minute}`);
    const [place, address, room, seat] = ['sede', 'indirizzo', 'aula', 'posto'].map(cell) as [
      string,
      string,
      string,
      string,
    ];
    return { row: { startsAt, place, address, room, seat } };
  });
}

/** Reads a file of results for a trial worth `max`. Never throws. */
export function readResults(text: string, max: Points): FileReading<ResultRow> {
  return readRows(text, 'results', (cell): RowReading<{ points: Points | null }> => {
    const written = cell('punteggio');
    if (/^assente$/i.test(written)) return { row: { points: null } };
    const [whole, units = '', cents = ''] = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(written) ?? [];
    if (whole === undefined) {
      return { faults: [`«${short(written)}» non è un punteggio: scrivi per esempio 78 oppure 78,50, o «assente»`] };
    }
    const points = Number(units) * 100 + Number(cents.padEnd(2, '0'));
    return points > max ? { faults: [`${written} supera il massimo di ${formatPoints(max)}`] } : { row: { points } };
  });
}

type Cells = (name: string) => string;
type RowReading<R> = { readonly row: R } | { readonly faults: readonly string[] };

function readRows<R extends object>(
  text: string,
  kind: RowKind,
  read: (cell: Cells) => RowReading<R>,
): FileReading<Row & R> {
  const split = splitText(text);
  if ('faults' in split) return split;
  const [header, ...records] = split.rows;
  if (header === undefined || records.length === 0)
    return refuse(1, 'il file non ha righe oltre ai nomi delle colonne');
  if (records.length > MOST_ROWS) return refuse(1, `le righe sono più di ${MOST_ROWS}: dividi il file`);
  const names = header.cells.map((name) => name.trim().toLowerCase());
  const columns = columnFaults(names, kind);
  if (columns.length > 0) return { faults: columns.map((message) => ({ line: header.line, message })) };
  const [rows, faults]: [(Row & R)[], RowFault[]] = [[], []];
  const seen = new Map<number, number>();
  for (const record of records) {
    const reading = readOne(record, names, read);
    if ('faults' in reading) {
      faults.push(...reading.faults.map((message) => ({ line: record.line, message })));
      continue;
    }
    const before = seen.get(reading.row.number);
    if (before === undefined) seen.set(reading.row.number, record.line);
    else faults.push({ line: record.line, message: `il candidato ${reading.row.number} c’è già alla riga ${before}` });
    rows.push(reading.row);
  }
  return faults.length > 0 ? { faults } : { rows };
}

function readOne<R extends object>(
  { line, cells }: CsvRecord,
  names: readonly string[],
  read: (cell: Cells) => RowReading<R>,
): RowReading<Row & R> {
  if (cells.length !== names.length) return { faults: [`le celle sono ${cells.length}, le colonne ${names.length}`] };
  const cell: Cells = (name) => cleaned(cells[names.indexOf(name)] ?? '');
  const long = names.filter((name) => cell(name).length > LONGEST);
  if (long.length > 0) return { faults: [`«${long[0]}» ha più di ${LONGEST} caratteri`] };
  const number = /^\d{1,9}$/.test(cell('numero')) ? Number(cell('numero')) : 0;
  const reading = read(cell);
  const unnumbered = number === 0 ? [`«${short(cell('numero'))}» non è un numero di candidato`] : [];
  const faults = [...unnumbered, ...('faults' in reading ? reading.faults : [])];
  if (faults.length > 0 || 'faults' in reading) return { faults };
  return { row: { line, number, fiscalCode: cell('codice_fiscale').toUpperCase().replace(/\s/g, ''), ...reading.row } };
}

function splitText(text: string): { readonly rows: readonly CsvRecord[] } | { readonly faults: readonly RowFault[] } {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const splitter = new CsvSplitter(first.split(';').length > first.split(',').length ? ';' : ',');
  try {
    // Splitting keeps what has no end yet; the byte order mark is only taken away from the first piece.
    return {
      rows: [...splitter.push(text), ...splitter.end()].filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    };
  } catch (error) {
    if (error instanceof BrokenCsv) return refuse(error.line, error.message);
    throw error;
  }
}

function columnFaults(names: readonly string[], kind: RowKind): readonly string[] {
  const { needed, free } = COLUMNS[kind];
  return [
    ...needed.filter((name) => !names.includes(name)).map((name) => `manca la colonna «${name}»`),
    ...names
      .filter((name) => !needed.includes(name) && !free.includes(name))
      .map((name) => `la colonna «${short(name)}» non serve qui: toglila`),
    ...names
      .filter((name, index) => names.indexOf(name) < index)
      .map((name) => `la colonna «${short(name)}» c’è due volte`),
  ];
}

function refuse(line: number, message: string): { readonly faults: readonly RowFault[] } {
  return { faults: [{ line, message }] };
}

/** Days as an office writes them: 15/04/2026, or 2026-04-15. */
function dateIn(text: string): CivilDate | undefined {
  return /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$/.test(text) ? parseCivilDate(text) : undefined;
}

/** Controls and marks that turn a text around are nobody's address. */
function cleaned(cell: string): string {
  return cell
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
