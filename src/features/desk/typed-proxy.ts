import type { WrittenProxy } from '../enablement/index.ts';
import type { Fault } from './decision.ts';
import { plainLine, readDocument } from './typed-state.ts';

export const LARGEST_COPY = 5_000_000;

/** A procedure whose window is open and which allows somebody else to come to the desk. */
export interface AllowingProcedure {
  readonly id: string;
  readonly title: string;
}

export interface TypedProxy {
  readonly procedure: string;
  readonly surname: string;
  readonly name: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly proxyNumber: string;
  readonly checks: readonly string[];
}

export const NO_PROXY: TypedProxy = {
  procedure: '',
  surname: '',
  name: '',
  documentKind: '',
  documentNumber: '',
  proxyNumber: '',
  checks: [],
};

export interface SentCopy {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
}

/** The proxy as it may be recorded, or everything that is missing from it. Only a procedure that allows it counts. */
export function readProxy(
  typed: TypedProxy,
  copy: SentCopy | undefined,
  allowing: readonly AllowingProcedure[],
): WrittenProxy | { readonly faults: Fault[] } {
  const faults: Fault[] = [];
  const procedureId = allowing.find(({ id }) => id === typed.procedure)?.id;
  const [surname, name, number] = [typed.surname, typed.name, typed.proxyNumber].map(plainLine) as [
    string,
    string,
    string,
  ];
  if (procedureId === undefined) {
    faults.push({ field: 'procedure', message: 'Scegli la procedura: solo quelle dell’elenco ammettono un delegato.' });
  }
  if (!isName(surname)) faults.push({ field: 'surname', message: 'Copia il cognome dal documento del delegato.' });
  if (!isName(name)) faults.push({ field: 'name', message: 'Copia il nome dal documento del delegato.' });
  const document = readDocument(typed);
  if ('faults' in document) faults.push(...document.faults);
  if (!/\p{N}/u.test(number) || [...number].length > 100) {
    faults.push({ field: 'proxyNumber', message: 'Scrivi numero e data della delega, al massimo 100 caratteri.' });
  }
  const wrongCopy = copyProblem(copy);
  if (wrongCopy !== undefined) faults.push({ field: 'copy', message: wrongCopy });
  if (faults.length > 0 || procedureId === undefined || 'faults' in document || copy === undefined) return { faults };
  return { procedureId, surname, name, document: document.line, number, copy: copy.bytes };
}

function isName(text: string): boolean {
  return /\p{L}/u.test(text) && [...text].length <= 100;
}

function copyProblem(copy: SentCopy | undefined): string | undefined {
  if (copy === undefined || copy.bytes.length === 0) return 'Aggiungi la copia della delega scritta, in PDF.';
  if (copy.truncated || copy.bytes.length > LARGEST_COPY) return 'La copia è troppo grande: al massimo 5 MB.';
  const isPdf = Buffer.from(copy.bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  return isPdf ? undefined : 'La copia della delega deve essere un PDF.';
}
