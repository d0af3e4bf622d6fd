import type { AudienceKind, Family } from '../../engines/procedure/index.ts';
import { AUDIENCES, FAMILIES, SEASONS, type Season, type Shelf, shelved } from './catalogue-words.ts';
import type { Release } from './release.ts';
import { holdsAll, stemsOf, wordsIn } from './search-words.ts';
import { mainWindow, type TimedWindow } from './window.ts';

/** A published procedure as it stands at an instant. */
export interface CatalogueEntry {
  readonly release: Release;
  /** Every window, in the order of the definition, as the last act put it. */
  readonly windows: readonly TimedWindow[];
  /** How many times it has been published: part of the number by which a calendar tells which event is newer. */
  readonly publications: number;
}

/** What somebody looks for. */
export interface CatalogueQuestion {
  readonly words: string;
  readonly who: AudienceKind | undefined;
  readonly family: Family | undefined;
  readonly season: Season | undefined;
}

/** Reads the question off an address; a word that is no choice of ours asks nothing. */
export function questionOf(query: Readonly<Record<string, string>>): CatalogueQuestion {
  return {
    words: (query['cerca'] ?? '').trim().slice(0, 200),
    who: shelved(AUDIENCES, query['chi']),
    family: shelved(FAMILIES, query['tema']),
    season: shelved(SEASONS, query['quando']),
  };
}

/** The question as it stands in an address, beginning with `?`; empty when it asks for everything. */
export function queryOf({ words, who, family, season }: Partial<CatalogueQuestion>): string {
  const query = new URLSearchParams();
  if (words) query.set('cerca', words);
  if (who) query.set('chi', AUDIENCES[who].slug);
  if (family) query.set('tema', FAMILIES[family].slug);
  if (season) query.set('quando', SEASONS[season].slug);
  return query.size === 0 ? '' : `?${query}`;
}

/** What answers the question: what closes first on top, then what opens next, then what closed last. */
export function found(entries: readonly CatalogueEntry[], question: CatalogueQuestion, now: Date): CatalogueEntry[] {
  const stems = stemsOf(question.words);
  return entries
    .filter(({ release }) => isFor(release, question.who) && isAbout(release, question.family))
    .filter((entry) => question.season === undefined || isIn(entry, question.season, now))
    .filter(({ release }) => holdsAll(wordsOf(release), stems))
    .toSorted((one, other) => byTime(one, other));
}

const CLOSING_MS = 7 * 86_400_000;

/** Whether it is open and has not more than seven days left. */
export function isClosing({ phase, closesAt }: Pick<TimedWindow, 'phase' | 'closesAt'>, now: Date): boolean {
  return phase === 'open' && closesAt.getTime() - now.getTime() <= CLOSING_MS;
}

/** The choices some procedure answers, so that no filter finds nothing; the one already chosen stays. */
export function audiencesOf(entries: readonly CatalogueEntry[], chosen: AudienceKind | undefined): Shelf[] {
  const used = new Set(entries.flatMap(({ release }) => release.definition.who ?? []));
  return choicesOf(AUDIENCES, (key) => used.has(key) || key === chosen);
}

export function familiesOf(entries: readonly CatalogueEntry[], chosen: Family | undefined): Shelf[] {
  const used = new Set(entries.map(({ release }) => release.definition.family));
  return choicesOf(FAMILIES, (key) => used.has(key) || key === chosen);
}

function choicesOf<Key extends string>(shelves: Readonly<Record<Key, Shelf>>, keep: (key: Key) => boolean): Shelf[] {
  return (Object.keys(shelves) as Key[]).filter(keep).map((key) => shelves[key]);
}

function isFor({ definition }: Release, who: AudienceKind | undefined): boolean {
  return who === undefined || (definition.who ?? []).some((each) => each === who || each === 'anyone');
}

function isAbout({ definition }: Release, family: Family | undefined): boolean {
  return family === undefined || definition.family === family;
}

function isIn({ windows }: CatalogueEntry, season: Season, now: Date): boolean {
  const filing = windows.filter(({ kind }) => kind === 'filing');
  if (season === 'closing') return filing.some((window) => isClosing(window, now));
  if (season === 'closed') return filing.length > 0 && filing.every(({ phase }) => phase === 'closed');
  return filing.some(({ phase }) => phase === season);
}

const PHASES = ['open', 'future', 'closed'] as const;

function byTime(one: CatalogueEntry, other: CatalogueEntry): number {
  const [left, right] = [mainWindow(one.windows), mainWindow(other.windows)];
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  const phase = PHASES.indexOf(left.phase) - PHASES.indexOf(right.phase);
  return (
    phase || instantOf(left) - instantOf(right) || one.release.procedureId.localeCompare(other.release.procedureId)
  );
}

function instantOf({ phase, opensAt, closesAt }: TimedWindow): number {
  if (phase === 'future') return opensAt.getTime();
  return phase === 'open' ? closesAt.getTime() : -closesAt.getTime();
}

/** Releases never change: the words of each are taken apart once. */
const wordsKnown = new WeakMap<Release, readonly string[]>();

function wordsOf(release: Release): readonly string[] {
  const known = wordsKnown.get(release);
  if (known !== undefined) return known;
  const { title, summary, audience, cycle, legal_basis, who = [], family } = release.definition;
  const acts = legal_basis.flatMap(({ act, what }) => [act, what]);
  const shelves = [...who.map((each) => AUDIENCES[each].label), family === undefined ? '' : FAMILIES[family].label];
  const words = [...new Set(wordsIn([title, summary, audience, cycle, ...acts, ...shelves].join(' ')))];
  wordsKnown.set(release, words);
  return words;
}
