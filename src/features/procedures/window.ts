import { type Uncertain, type Window, windowState } from '../../engines/procedure/index.ts';
import { actWords, type Evidence } from './act-words.ts';
import type { Release } from './release.ts';

/** A recorded act that moves a window of a procedure; the last one counts. */
export interface WindowAct {
  procedureId: string;
  windowId: string;
  opensAt: Date;
  closesAt: Date;
  reason: string;
  /** The act it rests on; acts of before evidence was asked for have none. */
  evidence?: Evidence | null | undefined;
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
  /** What its instants rest on, as who comes outside them is told. */
  norm: string | undefined;
}

/** The window for filing that counts at an instant (open, else next, else last), with the last act that moved it. */
export function filingWindow(release: Release, acts: readonly WindowAct[], at: Date): FilingWindow | undefined {
  return filingOf(timedWindows(release, acts, at));
}

/** The same, of windows already looked at. */
export function filingOf(windows: readonly TimedWindow[]): FilingWindow | undefined {
  const window = mainWindow(windows);
  if (window === undefined) return undefined;
  const { id, title, opensAt, closesAt, phase, norm, acts } = window;
  const [act] = acts;
  return { id, title, opensAt, closesAt, phase, act, norm: windowNorm(norm, act) };
}

/** Any window of a procedure as it stands at an instant, with every act that moved it, the newest first. */
export interface TimedWindow {
  readonly id: string;
  readonly kind: Window['kind'];
  readonly title: string;
  readonly note: string | undefined;
  /** The act that sets it, whatever moved it since. */
  readonly norm: string | undefined;
  readonly uncertain: Uncertain | undefined;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly phase: WindowPhase;
  readonly acts: readonly WindowAct[];
}

/** All the windows of a release at an instant, in the order of its definition. */
export function timedWindows(release: Release, acts: readonly WindowAct[], at: Date): TimedWindow[] {
  return release.definition.windows.map((window) => {
    const moved = acts.filter((act) => act.windowId === window.id).sort(newestFirst);
    const { state: phase, opensAt, closesAt } = windowState(window, at, moved[0]);
    const { id, kind, title, note, norm } = window;
    // What a recorded act says is no longer in doubt.
    const uncertain = moved.length === 0 ? window.uncertain : undefined;
    return { id, kind, title, note, norm, uncertain, opensAt, closesAt, phase, acts: moved };
  });
}

/** The act that set the instants of a window, and the one that moved them. */
export function windowNorm(norm: string | undefined, act: WindowAct | undefined): string | undefined {
  const told = [norm, act && `termini spostati: ${actWords(act)}`].filter((each) => each !== undefined);
  return told.length === 0 ? undefined : told.join('; ');
}

/** The window a person asks about: the one open, or the next, or the last that closed. */
export function mainWindow(windows: readonly TimedWindow[]): TimedWindow | undefined {
  const filing = windows.filter(({ kind }) => kind === 'filing');
  return (
    filing.find(({ phase }) => phase === 'open') ??
    filing.filter(({ phase }) => phase === 'future').toSorted((a, b) => a.opensAt.getTime() - b.opensAt.getTime())[0] ??
    filing.toSorted((a, b) => b.closesAt.getTime() - a.closesAt.getTime())[0]
  );
}

function newestFirst(one: WindowAct, other: WindowAct): number {
  return other.decidedAt.getTime() - one.decidedAt.getTime();
}
