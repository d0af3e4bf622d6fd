import { formatPoints, type Points, pointsOf } from '../../kernel/points.ts';
import type { Trial } from '../../kernel/trial-rules.ts';

/** What somebody did in a trial; no points for who did not come. */
export interface TrialResult {
  readonly candidate: string;
  readonly points: Points | null;
}

/**
 * `admitted`: goes on. `passed`: nothing follows. `beyond`: above the threshold, and more came before than are admitted.
 * `below`: under the threshold. `absent`: did not come, which excludes (DPR 487/1994).
 */
export type Outcome = 'admitted' | 'passed' | 'beyond' | 'below' | 'absent';

export interface Judged extends TrialResult {
  readonly outcome: Outcome;
  /** In Italian, to who took the trial: what counted against what. */
  readonly because: string;
}

export interface TrialCase {
  readonly trial: Trial;
  /** Another trial comes after it. */
  readonly followed: boolean;
  /** Posts of the competition; needed where so many for each post are admitted. */
  readonly posts: number | undefined;
}

/**
 * Decides a trial for everybody who was to take it. Those above the threshold are admitted from the highest points down
 * to the last admitted place, and whoever has the points of that place is admitted as well. The order in which results
 * are given changes nothing. Undefined where posts are needed and nobody has said how many they are.
 */
export function judgeTrial(asked: TrialCase, results: readonly TrialResult[]): readonly Judged[] | undefined {
  const limit = limitOf(asked);
  if (limit === undefined) return undefined;
  const pass = pointsOf(asked.trial.pass ?? 0);
  const passed = results.flatMap(({ points }) => (points !== null && points >= pass ? [points] : []));
  const last = passed.toSorted((one, other) => other - one)[limit - 1] ?? pass;
  return results.map((result) => {
    const outcome = outcomeOf(result.points, { pass, last, followed: asked.followed });
    return { ...result, outcome, because: wordsOf(result.points, outcome, { ...asked, limit, last, passed }) };
  });
}

/** How many are admitted at most; without a rule, all who pass. */
function limitOf({ trial, followed, posts }: TrialCase): number | undefined {
  if (!followed || trial.admits === undefined) return Number.POSITIVE_INFINITY;
  return posts === undefined ? undefined : posts * trial.admits.per_post;
}

interface Thresholds {
  readonly pass: Points;
  /** Points of the last admitted. */
  readonly last: Points;
  readonly followed: boolean;
}

function outcomeOf(points: Points | null, { pass, last, followed }: Thresholds): Outcome {
  if (points === null) return 'absent';
  if (points < pass) return 'below';
  if (!followed) return 'passed';
  return points >= last ? 'admitted' : 'beyond';
}

interface Surroundings extends TrialCase {
  readonly limit: number;
  readonly last: Points;
  readonly passed: readonly Points[];
}

function wordsOf(points: Points | null, outcome: Outcome, around: Surroundings): string {
  const { trial } = around;
  if (points === null) return 'Non ti sei presentato: chi non si presenta è escluso da questo concorso.';
  const own = `Hai ${formatPoints(points)} punti su ${formatPoints(pointsOf(trial.max))}`;
  const pass = trial.pass === undefined ? undefined : formatPoints(pointsOf(trial.pass));
  if (outcome === 'below') return `${own}: ne servivano almeno ${pass}.`;
  const enough = pass === undefined ? `${own}.` : `${own}, e ne servivano almeno ${pass}.`;
  const limit = limitWords(around);
  return limit === undefined ? enough : `${enough} ${limit}`;
}

/** The rule of the admitted places, and how far it reached; nothing where all who pass are admitted. */
function limitWords({ trial, limit, last, passed, posts }: Surroundings): string | undefined {
  if (!Number.isFinite(limit) || trial.admits === undefined) return undefined;
  const { per_post } = trial.admits;
  const each = posts === 1 ? `${per_post} per l’unico posto` : `${per_post} per ognuno dei ${posts} posti`;
  const rule = `Sono ammessi i primi ${limit} (${each}) e chi ha gli stessi punti dell’ultimo`;
  return passed.length <= limit
    ? `${rule}: hanno passato la prova in ${passed.length}, quindi sono ammessi tutti.`
    : `${rule}: l’ultimo ammesso ha ${formatPoints(last)} punti.`;
}
