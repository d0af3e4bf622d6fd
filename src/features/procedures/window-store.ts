import { categoryOf } from '../../engines/procedure/index.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Evidence } from './act-words.ts';
import type { Release } from './release.ts';
import { currentRelease, recordWindowAct, windowActs } from './store.ts';
import { mainWindow, type TimedWindow, timedWindows } from './window.ts';
import {
  type WantedWindow,
  type WindowChange,
  type WindowRefusal,
  windowChange,
  windowRefusalWords,
} from './window-change.ts';

export interface WindowDecision extends WantedWindow {
  readonly reason: string;
  readonly evidence: Evidence;
}

/** A window of a procedure; without an id, the one for filing that counts now. */
export interface WindowName {
  readonly procedureId: string;
  readonly windowId?: string | undefined;
}

/** Decides over a window of a procedure and records the act; what is refused leaves no trace. */
export async function moveWindow(
  database: Database,
  { procedureId, windowId }: WindowName,
  wanted: WindowDecision,
  about: { readonly by: string; readonly now: Date; readonly id: string; readonly inside: number },
): Promise<WindowChange | { readonly refused: WindowRefusal | 'no-window'; readonly words: string }> {
  return database.transaction(async (tx) => {
    // Two acts at once are decided one after the other.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`window ${procedureId}`]);
    const release = await currentRelease(tx, procedureId);
    const windows = release === undefined ? [] : timedWindows(release, await windowActs(tx, procedureId), about.now);
    const window = windowId === undefined ? mainWindow(windows) : windows.find(({ id }) => id === windowId);
    if (release === undefined || window === undefined) {
      const words = `La procedura ${procedureId} non è pubblicata o non ha questa finestra.`;
      return { refused: 'no-window' as const, words };
    }
    const crosses = crossed(release, windows, window, wanted);
    const change = windowChange(window, wanted, { ...about, crosses });
    if (typeof change === 'object')
      return { ...change, words: windowRefusalWords(change.refused, about.inside, crosses) };
    const { id, by: decidedBy, now: decidedAt } = about;
    await recordWindowAct(tx, id, { procedureId, windowId: window.id, ...wanted, decidedBy, decidedAt });
    return change;
  });
}

/** The title of another window of its kind and category open at the same time: nobody could say which one counts. */
function crossed(
  { definition }: Release,
  windows: readonly TimedWindow[],
  moved: TimedWindow,
  { opensAt, closesAt }: WantedWindow,
): string | undefined {
  const categories = new Map(definition.windows.map((window) => [window.id, categoryOf(window)]));
  return windows.find(
    (other) =>
      other.id !== moved.id &&
      other.kind === moved.kind &&
      categories.get(other.id) === categories.get(moved.id) &&
      other.opensAt < closesAt &&
      opensAt < other.closesAt,
  )?.title;
}
