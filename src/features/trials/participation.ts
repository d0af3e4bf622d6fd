import type { Outcome } from '../../engines/trials/index.ts';
import type { Points } from '../../kernel/points.ts';
import type { Trial } from '../../kernel/trial-rules.ts';
import type { Contest } from './contest.ts';
import type { Called } from './import-file.ts';

/** An outcome as the person it is about reads it. */
export interface OwnOutcome {
  readonly points: Points | null;
  readonly outcome: Outcome;
  readonly because: string;
  readonly publishedAt: Date;
}

/** The paper of a trial as its own candidate may download it. */
export interface OwnPaper {
  readonly paper: string;
  readonly size: number;
}

/** A place in the ranking of merit as the person reads it. */
export interface OwnPlace {
  readonly position: number;
  readonly total: Points;
  readonly parts: readonly { readonly label: string; readonly points: Points }[];
  readonly decidedBy: string | null;
  readonly publishedAt: Date;
  /** How many people are in it. */
  readonly people: number;
}

/** Somebody's part in one competition: only what was told to them or published. */
export interface Participation {
  readonly id: string;
  readonly contest: Contest;
  readonly applicationId: string;
  readonly item: string;
  readonly filingId: string;
  readonly number: number;
  /** The filing has been withdrawn since. */
  readonly gone: boolean;
  readonly convocations: ReadonlyMap<string, Called>;
  readonly outcomes: ReadonlyMap<string, OwnOutcome>;
  readonly place: OwnPlace | undefined;
  /** Of the trials whose outcome has appeared, by trial. */
  readonly papers: ReadonlyMap<string, OwnPaper>;
}

/** Where somebody stands with one trial. */
export type TrialState =
  | { readonly state: 'published'; readonly outcome: OwnOutcome; readonly called: Called | undefined }
  /** The one before has not admitted them. */
  | { readonly state: 'closed'; readonly after: Trial }
  | { readonly state: 'convened'; readonly called: Called; readonly over: boolean }
  | { readonly state: 'waiting' };

/** Where somebody stands with a trial at this instant. */
export function trialState(own: Participation, trial: Trial, now: Date): TrialState {
  const outcome = own.outcomes.get(trial.id);
  const called = own.convocations.get(trial.id);
  if (outcome !== undefined) return { state: 'published', outcome, called };
  const before = own.contest.trials.find(({ id }) => id === trial.after);
  const admitted = before === undefined ? undefined : own.outcomes.get(before.id);
  if (before !== undefined && admitted !== undefined && admitted.outcome !== 'admitted')
    return { state: 'closed', after: before };
  return called === undefined
    ? { state: 'waiting' }
    : { state: 'convened', called, over: called.startsAt.getTime() < now.getTime() };
}

/** The next time somebody is expected somewhere, in whichever competition. */
export function nextCalled(
  all: readonly Participation[],
  now: Date,
): { readonly own: Participation; readonly trial: Trial; readonly called: Called } | undefined {
  return all
    .filter(({ gone }) => !gone)
    .flatMap((own) =>
      own.contest.trials.flatMap((trial) => {
        const found = trialState(own, trial, now);
        return found.state === 'convened' && !found.over ? [{ own, trial, called: found.called }] : [];
      }),
    )
    .toSorted((one, other) => one.called.startsAt.getTime() - other.called.startsAt.getTime())[0];
}
