import { type FilingState, readNumber, searchKey } from '../filings/index.ts';

/** One filed application in the office's list. */
export interface ReceivedFiling {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly arrivedAt: Date;
  readonly sender: string;
  readonly subject: string;
  readonly state: FilingState;
  /** Somebody of the office has opened it. */
  readonly read: boolean;
}

export interface ReceivedCounts {
  readonly valid: number;
  readonly replaced: number;
  readonly withdrawn: number;
  readonly unread: number;
}

/** A place in the list: the register number before which the page begins. */
export interface ListKey {
  readonly year: number;
  readonly number: number;
}

/** What an office looks for: everything, one number, one person by fiscal code, or names that begin so. */
export type ListFilter =
  | { readonly by: 'all' }
  | { readonly by: 'number'; readonly year: number; readonly number: number }
  | { readonly by: 'fiscal-code'; readonly fiscalCode: string }
  | { readonly by: 'name'; readonly key: string };

/** Understands what was typed in the one box: a register number, a fiscal code, or the beginning of a surname. */
export function readFilter(typed: string): ListFilter | undefined {
  const text = typed.trim();
  if (text === '') return { by: 'all' };
  const number = readNumber(text);
  if (number !== undefined) return { by: 'number', ...number };
  const code = text.toUpperCase().replace(/\s/g, '');
  if (/^[A-Z0-9]{16}$/.test(code) && /\d/.test(code)) return { by: 'fiscal-code', fiscalCode: code };
  const key = searchKey(text);
  return key.length >= 2 && !/\d/.test(key) ? { by: 'name', key } : undefined;
}
