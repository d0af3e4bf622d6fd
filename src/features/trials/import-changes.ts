import { formatPoints, type Points } from '../../kernel/points.ts';
import { formatRome } from '../../kernel/rome-time.ts';
import type { Candidate } from './contest.ts';
import type { Called, ConvocationRow, ResultRow, RowFault } from './import-file.ts';
import type { ListedPaper } from './paper-archive.ts';

/** What one row changes of what is known. */
export interface Change<R> {
  readonly candidate: Candidate;
  readonly row: R;
  readonly kind: 'new' | 'changed' | 'same';
  /** What was there, in words. */
  readonly before: string | undefined;
  readonly after: string;
}

export type Comparison<R> =
  | { readonly changes: readonly Change<R>[]; readonly absent: readonly Candidate[] }
  | { readonly faults: readonly RowFault[] };

/** What stands about a trial before a file: who is to take it, and what is known of each by candidate. */
export interface Standing<K> {
  readonly trialTitle: string;
  readonly candidates: readonly Candidate[];
  /** Ids of those who are to take the trial. */
  readonly called: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, K>;
  readonly now: Date;
}

/** Convocations against those that are there: each for somebody who is to take the trial, none for a day gone by. */
export function compareConvocations(
  rows: readonly ConvocationRow[],
  standing: Standing<Called>,
): Comparison<ConvocationRow> {
  return compare(rows, standing, {
    words: calledWords,
    fault: ({ startsAt }) => (startsAt <= standing.now ? `${formatRome(startsAt)} è già passato` : undefined),
  });
}

/** Results against those that are there. */
export function compareResults(
  rows: readonly ResultRow[],
  standing: Standing<{ readonly points: Points | null }>,
): Comparison<ResultRow> {
  return compare(rows, standing, { words: ({ points }) => resultWords(points), fault: () => undefined });
}

/** Papers against those that are there. */
export function comparePapers(
  listed: readonly ListedPaper[],
  standing: Standing<Pick<ListedPaper, 'size' | 'sha256'>>,
): Comparison<PaperRow> {
  const rows = listed.map((paper, line) => ({ ...paper, line, fiscalCode: '' }));
  const compared = compare(rows, standing, { words: paperWords, fault: () => undefined });
  if (!('faults' in compared)) return compared;
  return { faults: compared.faults.map(({ line = 0, message }) => ({ message: `${listed[line]?.name}: ${message}` })) };
}

/** One paper of an archive; its line is its place there. */
export type PaperRow = ListedPaper & { readonly line: number; readonly fiscalCode: string };

function compare<R extends K & { line: number; number: number; fiscalCode: string }, K>(
  rows: readonly R[],
  { candidates, called, known, trialTitle }: Standing<K>,
  about: { words(one: K): string; fault(row: R): string | undefined },
): Comparison<R> {
  const byNumber = new Map(candidates.map((candidate) => [candidate.number, candidate]));
  const faults: RowFault[] = [];
  const changes: Change<R>[] = [];
  for (const row of rows) {
    const candidate = byNumber.get(row.number);
    const fault = whoFault(row, candidate, called, trialTitle) ?? about.fault(row);
    if (fault !== undefined || candidate === undefined) {
      faults.push({ line: row.line, message: fault ?? '' });
      continue;
    }
    const was = known.get(candidate.id);
    const [before, after] = [was && about.words(was), about.words(row)];
    const kind = before === undefined ? 'new' : before === after ? 'same' : 'changed';
    changes.push({ candidate, row, kind, before, after });
  }
  if (faults.length > 0) return { faults };
  const told = new Set(changes.map(({ candidate }) => candidate.id));
  return { changes, absent: candidates.filter(({ id }) => called.has(id) && !told.has(id) && !known.has(id)) };
}

function whoFault(
  { number, fiscalCode }: { readonly number: number; readonly fiscalCode: string },
  candidate: Candidate | undefined,
  called: ReadonlySet<string>,
  trialTitle: string,
): string | undefined {
  if (candidate === undefined) return `in questo concorso non c’è un candidato ${number}`;
  if (fiscalCode !== '' && fiscalCode !== candidate.fiscalCode)
    return `il codice fiscale non è quello del candidato ${number}`;
  if (candidate.gone) return `il candidato ${number} ha ritirato la domanda`;
  return called.has(candidate.id) ? undefined : `il candidato ${number} non è ammesso alla prova «${trialTitle}»`;
}

/** "lunedì 20 aprile 2026, ore 09:00 – IC Volta, via Po 3, aula 12, posto 4". */
export function calledWords({ startsAt, place, address, room, seat }: Called): string {
  const where = [place, address, room && `aula ${room}`, seat && `posto ${seat}`].filter((part) => part !== '');
  return `${formatRome(startsAt)} – ${where.join(', ')}`;
}

export function resultWords(points: Points | null): string {
  return points === null ? 'assente' : formatPoints(points);
}

/** "PDF di 143 kB (impronta 3f2a91bc)". */
function paperWords({ size, sha256 }: Pick<ListedPaper, 'size' | 'sha256'>): string {
  return `PDF di ${Math.ceil(size / 1000)} kB (impronta ${sha256.slice(0, 8)})`;
}
