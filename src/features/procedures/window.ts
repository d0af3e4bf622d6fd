import { fromRome } from '../../kernel/rome-time.ts';
import type { Release } from './release.ts';

/** A recorded act that moves a window of a procedure; the last one counts. */
export interface WindowAct {
  procedureId: string;
  windowId: string;
  opensAt: Date;
  closesAt: Date;
  reason: string;
  decidedBy: string;
  decidedAt: Date;
}

export type WindowPhase = 'future' | 'open' | 'closed';

/** The time in which applications may be filed, as it stands now. */
export interface FilingWindow {
  id: string;
  title: string;
  opensAt: Date;
  closesAt: Date;
  phase: WindowPhase;
  /** The act that moved it from what the ordinance says, if any. */
  act: WindowAct | undefined;
}

/**
 * The window for filing, at an instant. It is open from `opensAt` on and until just before `closesAt`: an arrival at the
 * closing instant itself is late, one a millisecond earlier is not (Cons. Stato: HH:MM means HH:MM:00).
 */
export function filingWindow(release: Release, acts: readonly WindowAct[], at: Date): FilingWindow | undefined {
  const window = release.definition.windows.find((one) => one.kind === 'filing');
  if (window === undefined) return undefined;
  const act = acts.filter((one) => one.windowId === window.id).sort(newestFirst)[0];
  const opensAt = act?.opensAt ?? fromRome(window.opens);
  const closesAt = act?.closesAt ?? fromRome(window.closes);
  return { id: window.id, title: window.title, opensAt, closesAt, phase: phaseOf(opensAt, closesAt, at), act };
}

function phaseOf(opensAt: Date, closesAt: Date, at: Date): WindowPhase {
  if (at < opensAt) return 'future';
  return at < closesAt ? 'open' : 'closed';
}

function newestFirst(one: WindowAct, other: WindowAct): number {
  return other.decidedAt.getTime() - one.decidedAt.getTime();
}
