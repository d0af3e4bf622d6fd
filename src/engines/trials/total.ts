import { type Points, pointsOf } from '../../kernel/points.ts';
import { stageOf, type Trial, type TrialRules } from '../../kernel/trial-rules.ts';

export interface Total {
  readonly total: Points;
  /** One part for each stage, then the titles. */
  readonly parts: readonly { readonly label: string; readonly points: Points }[];
}

/**
 * Adds up a competition: each stage is the mean of its trials by weight, to the nearest hundredth, half up; titles count
 * up to their maximum. A trial without points counts as none.
 */
export function totalOf(
  rules: Pick<TrialRules, 'titles'>,
  trials: readonly Trial[],
  points: Readonly<Record<string, Points>>,
  titles: Points,
): Total {
  const stages = [...Map.groupBy(trials, stageOf).values()].map((stage) => ({
    label: stage.map(({ title }) => title).join(' e '),
    points: meanOf(stage, points),
  }));
  const counted = rules.titles && Math.min(titles, pointsOf(rules.titles.max));
  const parts = [...stages, ...(counted === undefined ? [] : [{ label: 'Titoli', points: counted }])];
  return { total: parts.reduce((sum, part) => sum + part.points, 0), parts };
}

/** In whole hundredths all the way: weights are whole numbers. */
function meanOf(stage: readonly Trial[], points: Readonly<Record<string, Points>>): Points {
  const weights = stage.reduce((sum, { weight }) => sum + weight, 0);
  const sum = stage.reduce((all, { id, weight }) => all + weight * (points[id] ?? 0), 0);
  return Math.floor((2 * sum + weights) / (2 * weights));
}
