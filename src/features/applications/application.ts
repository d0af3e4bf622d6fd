import type { Answers, Item, Touched, Typed, Value } from '../../engines/procedure/index.ts';
import type { WindowAct } from '../procedures/index.ts';

/** When a section was last saved, and how many times: its version is what two devices are told apart by. */
export interface SavedSection {
  readonly version: number;
  readonly savedAt: string;
}

/** What was typed and could not be read, by section and record key ('' for a form): shown again, word for word. */
export type TypedAnswers = { readonly [section: string]: { readonly [key: string]: Typed } };

/** An item or a file taken away, kept so that it can be put back. */
export interface Removed {
  readonly id: string;
  readonly title: string;
  readonly at: string;
  /** Where an item stood in its list. */
  readonly index?: number;
  readonly item?: Item;
  readonly typed?: Typed;
  /** A file: the record and the field that named it. */
  readonly file?: { readonly key: string; readonly field: string; readonly value: Value };
}

/** Values of another device that wait for the person to choose. */
export interface OpenConflict {
  readonly id: string;
  readonly section: string;
  readonly item: string;
}

/** Where the answers of a draft came from, as the draft keeps it. */
export interface BegunFrom {
  readonly filing: string;
  readonly title: string;
  readonly registerNumber: string;
  readonly filedAt: string;
  /** The sections that came with answers. */
  readonly sections: readonly string[];
  /** Those with several records that the person has said to have looked at. */
  readonly seen: readonly string[];
  /** What changed on the way: told until all has been looked at. */
  readonly touched: readonly Touched[];
}

/** One person's application for one procedure, as it stands in the draft. */
export interface Application {
  readonly id: string;
  readonly accountId: string;
  readonly procedureId: string;
  readonly createdAt: Date;
  readonly releaseDigest: string;
  /** Counts corrections, from 1. */
  readonly edition: number;
  readonly version: number;
  readonly answers: Answers;
  readonly typed: TypedAnswers;
  readonly removed: { readonly [section: string]: readonly Removed[] };
  readonly sections: { readonly [section: string]: SavedSection };
  readonly updatedAt: Date;
  /** The earlier filing it was begun from; null when it was begun empty. */
  readonly begunFrom: BegunFrom | null;
  readonly conflicts: readonly OpenConflict[];
  readonly windowActs: readonly WindowAct[];
  /** The release in force of its procedure. */
  readonly currentDigest: string;
}

/** The latest filing of an application, as far as filling in needs to know it. */
export interface LatestFiling {
  readonly edition: number;
  readonly withdrawn: boolean;
  readonly filedAt: Date;
  /** As the receipt prints it: office, year and number. */
  readonly registerNumber: string;
}

/**
 * Where an application stands. `filed`: nothing is pending. `correcting`: a filed version is valid while a new one is
 * written. `withdrawn`: the person took it back and has not begun again.
 */
export type Standing = 'draft' | 'filed' | 'correcting' | 'withdrawn';

export function standingOf(edition: number, latest: LatestFiling | null): Standing {
  if (latest === null) return 'draft';
  if (latest.edition >= edition) return latest.withdrawn ? 'withdrawn' : 'filed';
  return latest.withdrawn ? 'draft' : 'correcting';
}

/** Whether answers may change: a filed or withdrawn edition may not, a new one must be begun first. */
export function isEditable(standing: Standing): boolean {
  return standing === 'draft' || standing === 'correcting';
}

/** The instant of the last save of any section; undefined before the first. */
export function lastSaved(application: Pick<Application, 'sections'>): Date | undefined {
  const instants = Object.values(application.sections).map((section) => section.savedAt);
  const last = instants.sort().at(-1);
  return last === undefined ? undefined : new Date(last);
}

/** The draft as a form is drawn from it: what a later save must find unchanged. */
export function headOf(
  { releaseDigest, edition, sections }: Pick<Application, 'releaseDigest' | 'edition' | 'sections'>,
  section: string,
): { readonly releaseDigest: string; readonly edition: number; readonly version: number } {
  return { releaseDigest, edition, version: sections[section]?.version ?? 0 };
}
