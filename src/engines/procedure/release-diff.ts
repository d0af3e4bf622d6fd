import { type Difference, type DifferenceStep, differences } from '../../kernel/differences.ts';
import { formatPoints } from '../../kernel/points.ts';
import { formatRome, fromRome } from '../../kernel/rome-time.ts';
import { conditionsInWords } from './conditions-in-words.ts';
import { isPoints, isWallClock, NOUNS, nameOfNode, PROPERTIES } from './release-words.ts';

/** One change between two releases, as somebody who knows the ordinance reads it. */
export interface ReleaseChange {
  readonly kind: Difference['kind'];
  /** The part of the procedure: "Sezione «Titoli»", "Tabella A/3". */
  readonly where: string;
  /** What in that part: "domanda «Voto»: obbligatoria". */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** Frozen content of a release; scoring is told by the names of its own language, whatever it holds. */
export interface Comparable {
  readonly definition: unknown;
  readonly scoring: unknown;
  readonly texts: readonly { readonly title: string; readonly markdown: string }[];
}

/**
 * Everything in which two releases differ, in words. Complete by construction: no change comes back exactly when the
 * digest of both is the same; what has no word of its own is told with the name the file gives it.
 */
export function releaseDiff(before: Comparable, after: Comparable): readonly ReleaseChange[] {
  return differences(content(before), content(after)).map(told);
}

function content({ definition, scoring, texts }: Comparable): Record<string, unknown> {
  return { definition: conditionsInWords(definition), scoring: conditionsInWords(scoring) ?? undefined, texts };
}

function told({ path, kind, before, after }: Difference): ReleaseChange {
  const { named, properties } = partsOf(path);
  const [where = ROOTS[path[0]?.key ?? ''] ?? 'Procedura', ...inside] = named;
  const change = { kind, where, what: [...inside.map(lowerFirst), ...properties].join(': ') };
  if (kind === 'moved') return { ...change, before: order(before), after: order(after) };
  if (isText(path)) return { ...change, ...linesOf(String(before ?? ''), String(after ?? '')) };
  return {
    ...change,
    ...(before === undefined ? {} : { before: valueWords(before, path) }),
    ...(after === undefined ? {} : { after: valueWords(after, path) }),
  };
}

const ROOTS: Readonly<Record<string, string>> = { definition: 'Procedura', scoring: 'Punteggi', texts: 'Testi' };

/** The named things on the way ("Sezione «Titoli»", "Domanda «Voto»"), and the properties after the last of them. */
function partsOf(path: readonly DifferenceStep[]): { named: readonly string[]; properties: readonly string[] } {
  const named: string[] = [];
  let properties: string[] = [];
  path.forEach(({ key, node }, index) => {
    const noun = NOUNS[path[index - 1]?.key ?? ''];
    if (noun !== undefined) {
      named.push(`${noun} «${nameOfNode(node) ?? key}»`);
      properties = [];
    } else if (index > 0 && (NOUNS[key] === undefined || index === path.length - 1)) {
      properties.push(PROPERTIES[key] ?? key);
    }
  });
  return { named, properties };
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function order(list: unknown): string {
  return Array.isArray(list) ? list.map((node) => nameOfNode(node) ?? compact(node, false)).join(' · ') : '';
}

function isText(path: readonly DifferenceStep[]): boolean {
  return path[0]?.key === 'texts' && path.at(-1)?.key === 'markdown';
}

/** Of a long text only the lines that are not in both. */
function linesOf(before: string, after: string): { before: string; after: string } {
  const [earlier, later] = [before.split('\n'), after.split('\n')];
  const only = (lines: readonly string[], others: readonly string[]) =>
    lines.filter((line) => line.trim() !== '' && !others.includes(line)).join('\n');
  return { before: only(earlier, later), after: only(later, earlier) };
}

function valueWords(value: unknown, path: readonly DifferenceStep[]): string {
  const key = path.at(-1)?.key ?? '';
  const points = path.some((step) => isPoints(step.key));
  if (typeof value === 'string' && isWallClock(key)) return formatRome(fromRome(value));
  return compact(value, points);
}

/** A value on one line: the words of the file, without its brackets. */
function compact(value: unknown, points: boolean): string {
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  if (typeof value === 'number') return points ? formatPoints(value) : String(value).replace('.', ',');
  if (Array.isArray(value)) return value.map((each) => compact(each, points)).join(', ');
  if (value === null || typeof value !== 'object') return String(value ?? '');
  return Object.entries(value)
    .filter(([key, member]) => key !== 'id' && !isNothing(member))
    .map(([key, member]) => `${PROPERTIES[key] ?? key}: ${compact(member, points || isPoints(key))}`)
    .join('; ');
}

/** Not worth a word: what a schema fills in when the file is silent. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}
