import { checkFiscalCode } from '../../kernel/fiscal-code.ts';
import {
  documentKind,
  documentLabel,
  type LookupReason,
  lookupReason,
  type RevocationReason,
  reasonsFor,
} from '../enablement/index.ts';
import { type Fault, LONGEST_NOTE } from './decision.ts';

/** One line without invisible characters. */
export function plainLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What was typed to look somebody up. */
export interface TypedLookup {
  readonly fiscalCode: string;
  readonly reason: string;
  readonly note: string;
  readonly present: boolean;
}

export const NO_LOOKUP: TypedLookup = { fiscalCode: '', reason: '', note: '', present: false };

export type LookupReading =
  | { readonly fiscalCode: string; readonly reason: LookupReason; readonly note: string }
  | { readonly faults: Fault[] };

/** Whoever is looked up stands there: the clerk says so, and says why. */
export function readLookup(typed: TypedLookup): LookupReading {
  const faults: Fault[] = [];
  const read = checkFiscalCode(typed.fiscalCode);
  const reason = lookupReason(typed.reason);
  const note = plainLine(typed.note);
  if (typed.fiscalCode.trim() === '') {
    faults.push({ field: 'fiscalCode', message: 'Scrivi il codice fiscale della persona.' });
  } else if (!read.ok) faults.push({ field: 'fiscalCode', message: read.faults[0]?.message ?? '' });
  if (reason === undefined) faults.push({ field: 'reason', message: 'Scegli il motivo: la persona lo vede.' });
  faults.push(...noteFaults(note, reason === 'other'));
  if (!typed.present) {
    faults.push({
      field: 'present',
      message: 'Si guarda lo stato solo di chi è davanti a te, dopo aver controllato il documento.',
    });
  }
  if (faults.length > 0 || !read.ok || reason === undefined) return { faults };
  return { fiscalCode: read.code.value, reason, note };
}

function noteFaults(note: string, needed: boolean): Fault[] {
  if (needed && !/\p{L}/u.test(note)) return [{ field: 'note', message: 'Spiega il motivo in poche parole.' }];
  return [...note].length > LONGEST_NOTE
    ? [{ field: 'note', message: `La spiegazione è troppo lunga: al massimo ${LONGEST_NOTE} caratteri.` }]
    : [];
}

/** What was typed to end an enablement. */
export interface TypedRevocation {
  readonly reason: string;
  readonly act: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly note: string;
  /** What was typed in the other form of the page. */
  readonly email?: string;
  readonly emailAgain?: string;
  /** What was typed to free the fiscal code. */
  readonly release?: TypedRelease;
}

export const NO_REVOCATION: TypedRevocation = { reason: '', act: '', documentKind: '', documentNumber: '', note: '' };

export type RevocationReading =
  | { readonly reason: RevocationReason; readonly act: string; readonly document: string; readonly note: string }
  | { readonly faults: Fault[] };

/** At the desk with the person's document, at an office with the number of the act; a reason always. */
export function readRevocation(typed: TypedRevocation, role: 'clerk' | 'officer'): RevocationReading {
  const faults: Fault[] = [];
  const reason = reasonsFor(role).find(({ value }) => value === typed.reason)?.value;
  const act = plainLine(typed.act);
  const note = plainLine(typed.note);
  if (reason === undefined)
    faults.push({ field: 'reason', message: 'Scegli il motivo: la persona lo riceve per mail.' });
  if (role === 'officer' && !/\p{N}/u.test(act)) {
    faults.push({ field: 'act', message: 'Scrivi il numero e la data dell’atto con cui l’ufficio ha deciso.' });
  }
  if ([...act].length > 100) faults.push({ field: 'act', message: 'Al massimo 100 caratteri.' });
  faults.push(...noteFaults(note, reason === 'other'));
  const document = role === 'clerk' ? readDocument(typed) : { line: '' };
  if ('faults' in document) faults.push(...document.faults);
  if (faults.length > 0 || reason === undefined || 'faults' in document) return { faults };
  return { reason, act: role === 'officer' ? act : '', document: document.line, note };
}

/** The document in the clerk's hand, in one line. */
export function readDocument(
  typed: Pick<TypedRevocation, 'documentKind' | 'documentNumber'>,
): { readonly line: string } | { readonly faults: Fault[] } {
  const faults: Fault[] = [];
  const kind = documentKind(typed.documentKind);
  const number = plainLine(typed.documentNumber).replaceAll(' ', '').toUpperCase();
  if (kind === undefined) faults.push({ field: 'documentKind', message: 'Scegli il documento che hai controllato.' });
  if (!/^[A-Z0-9/-]{4,20}$/.test(number)) {
    faults.push({ field: 'documentNumber', message: 'Copia il numero dal documento: da 4 a 20 lettere e cifre.' });
  }
  return faults.length > 0 || kind === undefined ? { faults } : { line: `${documentLabel(kind)} n. ${number}` };
}

/** What was typed to free a fiscal code. */
export interface TypedRelease {
  readonly releaseDocumentKind: string;
  readonly releaseDocumentNumber: string;
  readonly theirs: boolean;
}

/** Whoever asks for it shows who they are, and that the code is theirs. */
export function readRelease(typed: TypedRelease): { readonly document: string } | { readonly faults: Fault[] } {
  const read = readDocument({ documentKind: typed.releaseDocumentKind, documentNumber: typed.releaseDocumentNumber });
  const faults =
    'faults' in read
      ? read.faults.map(({ field, message }) => ({ field: RELEASE_FIELD[field] ?? field, message }))
      : [];
  if (!typed.theirs) {
    faults.push({
      field: 'theirs',
      message: 'Serve la persona con il documento e la tessera sanitaria, tutti e due con i suoi dati.',
    });
  }
  return 'faults' in read || faults.length > 0 ? { faults } : { document: read.line };
}

const RELEASE_FIELD: Readonly<Record<string, string>> = {
  documentKind: 'releaseDocumentKind',
  documentNumber: 'releaseDocumentNumber',
};
