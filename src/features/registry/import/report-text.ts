import type { Finding, ImportReport, TableChanges } from './report.ts';

const TABLE_NAMES: Readonly<Record<string, string>> = {
  countries: 'Stati esteri',
  teaching_classes: 'Classi di concorso',
  municipalities: 'Comuni',
  provinces: 'Province',
  offices: 'Uffici',
  institutes: 'Istituti',
  schools: 'Scuole',
};

const SHOWN_WARNINGS = 10;
const SHOWN_EXAMPLES = 5;

/** `rows` is 0 when the file begins; no file = reading is over. */
export function progressText(file: string | null, rows: number): string {
  if (file === null) return '  confronto con il registro …';
  return rows === 0 ? `  ${file} …` : `  ${file}: ${number(rows)} righe`;
}

/** The report of an import as lines to print, in Italian. */
export function reportText(report: ImportReport, seconds: number): string[] {
  if (!report.done) return refusal(report);
  return [
    ...report.files.map(({ name, rows, sha256 }) => `${name}: ${number(rows)} righe, SHA-256 ${sha256}`),
    '',
    ...Object.entries(report.changes).flatMap(([table, changes]) => tableLines(TABLE_NAMES[table] ?? table, changes)),
    ...warningLines(report),
    nothingChanged(report) ? 'Non è cambiato niente.' : 'Registro aggiornato.',
    `Tempo: ${seconds.toFixed(1).replace('.', ',')} s.`,
  ];
}

function refusal({ faults, warningCount }: ImportReport): string[] {
  const count = faults.length === 1 ? '1 errore' : `${faults.length} errori`;
  return [
    `Importazione rifiutata: ${count}. Il registro è rimasto com’era.`,
    ...faults.map(findingText),
    ...(warningCount > 0 ? [`(Anche ${number(warningCount)} avvisi, non mostrati.)`] : []),
    'Correggi i file, o scaricali di nuovo, e ripeti il comando.',
  ];
}

/** "scuole.csv, riga 12, colonna CAPSCUOLA: …" */
export function findingText({ file, line, column, message }: Finding): string {
  const where = [file, line > 0 ? `riga ${line}` : '', column === null ? '' : `colonna ${column}`];
  return `${where.filter((part) => part !== '').join(', ')}: ${message}`;
}

function tableLines(name: string, changes: TableChanges): string[] {
  const { added, changed, closed, unchanged, columns, examples } = changes;
  if (added + changed + closed + unchanged === 0) return [];
  const parts = [`aggiunte ${number(added)}`, `cambiate ${number(changed)}`, `chiuse ${number(closed)}`];
  const lines = [`${name}: ${parts.join(', ')}, uguali ${number(unchanged)} (righe)`];
  const counts = Object.entries(columns).map(([column, rows]) => `${columnName(column)} ${number(rows)}`);
  if (counts.length > 0) lines.push(`  colonne cambiate: ${counts.join(', ')}`);
  for (const example of examples.slice(0, SHOWN_EXAMPLES)) {
    lines.push(`  ${example.code}: ${example.columns.map(columnName).join(', ')}`);
  }
  if (changed > SHOWN_EXAMPLES) lines.push(`  … e altre ${number(changed - SHOWN_EXAMPLES)}`);
  return lines;
}

function warningLines({ warnings, warningCount }: ImportReport): string[] {
  if (warningCount === 0) return [];
  const rest = warningCount - Math.min(warnings.length, SHOWN_WARNINGS);
  return [
    '',
    `Avvisi: ${number(warningCount)}`,
    ...warnings.slice(0, SHOWN_WARNINGS).map((warning) => `  ${findingText(warning)}`),
    ...(rest > 0 ? [`  … e altri ${number(rest)}`] : []),
    '',
  ];
}

function nothingChanged({ changes }: ImportReport): boolean {
  return Object.values(changes).every(({ added, changed, closed }) => added + changed + closed === 0);
}

function columnName(column: string): string {
  return column === 'closed_in' ? 'riaperta' : column;
}

function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}
