import {
  type Answers,
  type ApplicantFacts,
  type Window,
  type WindowKind,
  windowState,
  windowsFor,
} from '../../engines/procedure/index.ts';
import type { Release } from './release.ts';
import { type FilingWindow, type WindowAct, windowNorm } from './window.ts';

/** Who asks: what is known of them, and what they have answered. Windows may differ by category. */
export interface WhoAsks {
  readonly applicant?: Partial<ApplicantFacts> | undefined;
  readonly answers?: Answers | undefined;
}

/** The window of a kind that counts for this person at an instant: the one open, else the next, else the last. */
export function personWindow(
  { definition }: Pick<Release, 'definition'>,
  acts: readonly WindowAct[],
  at: Date,
  who: WhoAsks,
  kind: WindowKind = 'filing',
): FilingWindow | undefined {
  const mine = windowsFor(definition, kind, who.applicant, who.answers).map((window) => timed(window, acts, at));
  const opening = mine
    .filter(({ phase }) => phase === 'future')
    .toSorted((one, other) => +one.opensAt - +other.opensAt);
  const closing = mine.toSorted((one, other) => +one.closesAt - +other.closesAt);
  // Of several open at once, because it is not known yet whose the person is, the one that closes first is told.
  return closing.find(({ phase }) => phase === 'open') ?? opening[0] ?? closing.at(-1);
}

function timed(window: Window, acts: readonly WindowAct[], at: Date): FilingWindow {
  const act = acts
    .filter(({ windowId }) => windowId === window.id)
    .toSorted((one, other) => +other.decidedAt - +one.decidedAt)[0];
  const { state: phase, opensAt, closesAt } = windowState(window, at, act);
  return { id: window.id, title: window.title, opensAt, closesAt, phase, act, norm: windowNorm(window.norm, act) };
}
