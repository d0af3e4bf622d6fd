import type { Candidate } from './contest.ts';

/** The candidates as a CSV to be completed and brought in again; who has withdrawn is not in it. */
export function candidateList(candidates: readonly Candidate[]): string {
  const rows = candidates
    .filter(({ gone }) => !gone)
    .map(({ number, surname, name, fiscalCode }) => [String(number), surname, name, fiscalCode]);
  return [['numero', 'cognome', 'nome', 'codice_fiscale'], ...rows]
    .map((cells) => `${cells.map(quoted).join(',')}\r\n`)
    .join('');
}

/** A name that a spreadsheet would take for a formula is made a text. */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
