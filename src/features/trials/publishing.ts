import { isFollowed, type Judged, judgeTrial, type Outcome } from '../../engines/trials/index.ts';
import type { Points } from '../../kernel/points.ts';
import type { Trial } from '../../kernel/trial-rules.ts';
import { type Candidate, type Contest, candidateCount } from './contest.ts';

/** What is published of a trial, or why it cannot be yet. */
export type Proposal<L> = { readonly lines: readonly L[] } | { readonly missing: string };

/** What a trial is decided from. */
export interface TrialFacts {
  readonly candidates: readonly Candidate[];
  /** Ids of those who are to take it. */
  readonly called: ReadonlySet<string>;
  readonly results: ReadonlyMap<string, { readonly points: Points | null }>;
}

/** The outcome of a trial for everybody who was to take it: nobody is left without one. */
export function proposeOutcomes(contest: Contest, trial: Trial, facts: TrialFacts): Proposal<Judged> {
  const taking = facts.candidates.filter(({ id, gone }) => facts.called.has(id) && !gone);
  if (taking.length === 0) return { missing: 'Nessun candidato deve fare questa prova.' };
  const without = taking.filter(({ id }) => !facts.results.has(id));
  if (without.length > 0) return { missing: `Mancano i risultati di ${numbersOf(without)}.` };
  const results = taking.map(({ id }) => ({ candidate: id, points: facts.results.get(id)?.points ?? null }));
  const followed = isFollowed(contest.trials, trial);
  const lines = judgeTrial({ trial, followed, posts: contest.posts }, results);
  return lines === undefined
    ? { missing: 'Scrivi prima quanti sono i posti: da lì dipende quanti sono ammessi.' }
    : { lines };
}

/** "3 candidati: 4, 7 e 12". */
export function numbersOf(candidates: readonly Pick<Candidate, 'number'>[]): string {
  const numbers = candidates.map(({ number }) => number).toSorted((one, other) => one - other);
  const shown = numbers.slice(0, 20).join(', ');
  return `${candidateCount(numbers.length)}: ${shown}${numbers.length > 20 ? '…' : ''}`;
}

/** What an outcome is called where one sees it at a glance. */
export const OUTCOMES: Readonly<Record<Outcome, { readonly word: string; readonly good: boolean }>> = {
  admitted: { word: 'Ammesso alla prova dopo', good: true },
  passed: { word: 'Prova superata', good: true },
  beyond: { word: 'Superata, ma oltre gli ammessi', good: false },
  below: { word: 'Non superata', good: false },
  absent: { word: 'Assente', good: false },
};

/** How many came to each outcome, those that somebody came to. */
export function countsOf(lines: readonly Pick<Judged, 'outcome'>[]): readonly { outcome: Outcome; count: number }[] {
  const groups = Map.groupBy(lines, ({ outcome }) => outcome);
  return (Object.keys(OUTCOMES) as Outcome[]).flatMap((outcome) => {
    const count = groups.get(outcome)?.length ?? 0;
    return count === 0 ? [] : [{ outcome, count }];
  });
}
