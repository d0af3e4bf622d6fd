import type { Database } from '../../platform/db/database.ts';
import { currentRelease, procedureWindow, recordWindowAct } from './store.ts';
import type { Evidence } from './window.ts';
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

/** Decides over the filing window of a procedure and records the act; what is refused leaves no trace. */
export async function moveFilingWindow(
  database: Database,
  procedureId: string,
  wanted: WindowDecision,
  about: { readonly by: string; readonly now: Date; readonly id: string; readonly inside: number },
): Promise<WindowChange | { readonly refused: WindowRefusal | 'no-window'; readonly words: string }> {
  return database.transaction(async (tx) => {
    // Two acts at once are decided one after the other.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`window ${procedureId}`]);
    const release = await currentRelease(tx, procedureId);
    const window = release && (await procedureWindow(tx, release, about.now));
    if (window === undefined) {
      const words = `La procedura ${procedureId} non è pubblicata o non ha una finestra di presentazione.`;
      return { refused: 'no-window' as const, words };
    }
    const change = windowChange(window, wanted, about);
    if (typeof change === 'object') return { ...change, words: windowRefusalWords(change.refused, about.inside) };
    const { id, by: decidedBy, now: decidedAt } = about;
    await recordWindowAct(tx, id, { procedureId, windowId: window.id, ...wanted, decidedBy, decidedAt });
    return change;
  });
}
