import { mediaType } from '../applications/index.ts';
import { PAPER_LIMITS } from './paper-limits.ts';

/** The paper of one candidate, as the archive names it. */
export interface Paper {
  readonly number: number;
  readonly name: string;
  readonly bytes: Buffer;
}

export type PaperReading = { readonly papers: readonly Paper[] } | { readonly faults: readonly string[] };

/** The papers in an archive: one PDF for each candidate, called by the number. Every file that is wrong is named. */
export function readPapers(files: ReadonlyMap<string, Buffer>): PaperReading {
  const [papers, faults]: [Paper[], string[]] = [[], []];
  const seen = new Map<number, string>();
  for (const [path, bytes] of files) {
    if (NOT_A_PAPER.test(path)) continue;
    const name = shown(path);
    const number = numberIn(path);
    const fault = paperFault(number, path, bytes);
    const before = seen.get(number);
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
    else if (before !== undefined) faults.push(`${name}: del candidato ${number} c’è già ${before}`);
    else {
      seen.set(number, name);
      papers.push({ number, name, bytes });
    }
  }
  if (faults.length > 0) return { faults };
  if (papers.length === 0) return { faults: ['Nell’archivio non c’è nessun elaborato.'] };
  if (papers.length > PAPER_LIMITS.files)
    return { faults: [`Gli elaborati sono più di ${PAPER_LIMITS.files}: usa più archivi.`] };
  return { papers };
}

/** What programs that make archives add by themselves. */
const NOT_A_PAPER = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$)/;

/** The number a file is called by, wherever it stands in the archive; 0 when it is none. */
function numberIn(path: string): number {
  return Number(/(?:^|\/)0*(\d{1,9})\.pdf$/i.exec(path)?.[1] ?? 0);
}

function paperFault(number: number, path: string, bytes: Buffer): string | undefined {
  if (number === 0) return 'il nome non è il numero di un candidato, per esempio 12.pdf';
  if (bytes.length > PAPER_LIMITS.each) return 'supera 2 MB';
  return mediaType({ filename: path, bytes }) === 'application/pdf' ? undefined : 'non è un PDF';
}

/** A name somebody else chose, as it can be shown: nothing invisible, nothing endless. */
function shown(path: string): string {
  const name = path.toWellFormed().replaceAll(/\p{C}/gu, ' ').split('/').at(-1)?.trim() ?? '';
  return name.length > 60 ? `${name.slice(0, 60)}…` : name || 'un file senza nome';
}

/** One line of the list kept with an archive: what the preview and the confirmation are judged from. */
export interface ListedPaper {
  readonly number: number;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A list we have kept ourselves. */
export function listedPapers(list: string): readonly ListedPaper[] {
  return JSON.parse(list) as readonly ListedPaper[];
}
