import { windowState } from '../../engines/procedure/index.ts';
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

/** The window for filing, at an instant, with the last act that moved it. */
export function filingWindow(release: Release, acts: readonly WindowAct[], at: Date): FilingWindow | undefined {
  const window = release.definition.windows.find((one) => one.kind === 'filing');
  if (window === undefined) return undefined;
  const act = acts.filter((one) => one.windowId === window.id).sort(newestFirst)[0];
  const { state: phase, opensAt, closesAt } = windowState(window, at, act);
  return { id: window.id, title: window.title, opensAt, closesAt, phase, act };
}

function newestFirst(one: WindowAct, other: WindowAct): number {
  return other.decidedAt.getTime() - one.decidedAt.getTime();
}
