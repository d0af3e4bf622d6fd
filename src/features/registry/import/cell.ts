/** A cell that cannot be taken; the message is Italian and stands after line and column. */
export class CellFault {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Text kept as it is; only the Ministry's "Non Disponibile", "ND" and blanks count as missing. */
export function optionalText(cell: string, longest: number): string | null | CellFault {
  if (isMissing(cell)) return null;
  if (cell.length > longest)
    return new CellFault(`testo troppo lungo: ${cell.length} caratteri, il massimo è ${longest}`);
  if (cell.includes('\0')) return new CellFault('contiene un carattere nullo (byte 0): il file è danneggiato');
  return cell;
}

export function requiredText(cell: string, longest: number): string | CellFault {
  return optionalText(cell, longest) ?? new CellFault('il valore manca');
}

/** A code of a fixed shape; blanks around it do not count. */
export function codeLike(cell: string, shape: RegExp, example: string): string | CellFault {
  const code = cell.trim();
  return shape.test(code) ? code : new CellFault(`«${shown(cell)}» non è valido: ci vuole ${example}`);
}

export function yesNo(cell: string): boolean | null | CellFault {
  const answer = cell.trim();
  if (answer === 'SI' || answer === 'NO') return answer === 'SI';
  return isMissing(cell) ? null : new CellFault(`«${shown(cell)}» non è valido: ci vuole SI o NO`);
}

export function oneOf<T>(cell: string, values: ReadonlyMap<string, T>): T | CellFault {
  const found = values.get(cell.trim());
  return found ?? new CellFault(`«${shown(cell)}» non è previsto: ci vuole ${[...values.keys()].join(', ')}`);
}

export function isMissing(cell: string): boolean {
  if (cell === 'Non Disponibile' || cell === '') return true;
  const first = cell.charCodeAt(0);
  // Asked a million times per import: only what begins with N or a blank can still be one of the spellings.
  if (first > 32 && first < 128 && first !== CAPITAL_N && first !== SMALL_N) return false;
  const text = cell.trim();
  return text === '' || text === 'ND' || text.toLowerCase() === 'non disponibile';
}

const CAPITAL_N = 78;
const SMALL_N = 110;

/** Enough of a cell for a message, without characters that would upset a terminal. */
export function shown(cell: string): string {
  const text = cell.replace(/\p{C}/gu, '�');
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
