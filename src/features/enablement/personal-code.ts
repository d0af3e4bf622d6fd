import { type KnownData, traceOf } from './code-traces.ts';

export const SHORTEST_CODE = 8;
export const LONGEST_CODE = 64;

/** The form in which a code is kept and compared: capitals and small letters are the same. */
export function normalizePersonalCode(typed: string): string {
  return typed.trim().toUpperCase().slice(0, 256);
}

/**
 * Everything wrong with a new personal code, in words for the person; none when it will do. The ministry's rule: at least
 * 8 letters and digits, at least one of each, no other character; and nothing that who knows the person could guess.
 */
export function personalCodeFaults(typed: string, person: KnownData): string[] {
  const text = typed.trim();
  if (text === '') return ['Scrivi il nuovo codice personale.'];
  const faults: string[] = [];
  if (/[^A-Za-z0-9]/.test(text)) {
    faults.push('Usa solo lettere senza accento e cifre: niente spazi, segni o simboli.');
  }
  const length = [...text].length;
  if (length < SHORTEST_CODE) faults.push(`Il codice è troppo corto: servono almeno ${SHORTEST_CODE} caratteri.`);
  if (length > LONGEST_CODE) faults.push(`Il codice è troppo lungo: al massimo ${LONGEST_CODE} caratteri.`);
  if (!/[A-Za-z]/.test(text)) faults.push('Aggiungi almeno una lettera.');
  if (!/[0-9]/.test(text)) faults.push('Aggiungi almeno una cifra.');
  if (faults.length > 0) return faults;
  const code = normalizePersonalCode(text);
  const trace = traceOf(code, person);
  if (trace !== undefined)
    return [`Il codice contiene ${trace}: chi ti conosce potrebbe indovinarlo. Scegline un altro.`];
  return isPattern(code)
    ? ['Il codice è una ripetizione o una sequenza (come AAAA1111 o ABCD1234). Scegline un altro.']
    : [];
}

const ROWS = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01234567890', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'];
const RUN = 4;

/** Four equal characters in a row, a piece of the alphabet, of the digits or of the keyboard, one piece said over again. */
function isPattern(code: string): boolean {
  if (/(.)\1{3}/.test(code) || new Set(code).size < 4) return true;
  if (/^(.{2,4})\1+$/.test(code)) return true;
  return ROWS.some((row) => holdsRun(code, row) || holdsRun(code, [...row].reverse().join('')));
}

function holdsRun(code: string, row: string): boolean {
  for (let start = 0; start + RUN <= row.length; start += 1) {
    if (code.includes(row.slice(start, start + RUN))) return true;
  }
  return false;
}
