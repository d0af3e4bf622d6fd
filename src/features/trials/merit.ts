import { type Contender, rank } from '../../engines/ranking/index.ts';
import type { Standing } from '../../engines/scoring/index.ts';
import { totalOf } from '../../engines/trials/index.ts';
import type { Points } from '../../kernel/points.ts';
import type { Criterion } from '../../kernel/ranking-criteria.ts';
import type { Contest } from './contest.ts';
import type { Proposal } from './publishing.ts';

/** Somebody who has passed every trial, with what they declared as the tables value it. */
export interface Finalist {
  readonly candidate: string;
  /** Points of each trial, by its id. */
  readonly points: Readonly<Record<string, Points>>;
  readonly standing: Standing;
}

/** One place in the ranking of merit. */
export interface MeritPlace {
  readonly candidate: string;
  readonly position: number;
  readonly total: Points;
  readonly parts: readonly { readonly label: string; readonly points: Points }[];
  /** The criterion by which the one above is there; what either of them declared is not told. */
  readonly decidedBy: string | null;
}

/**
 * The ranking of merit: trials and titles added up, in the order the pack says. The draw, where there is one, is made on
 * the id of the contest, known since the list of candidates was formed.
 */
export function proposeMerit(contest: Contest, finalists: readonly Finalist[]): Proposal<MeritPlace> {
  const { scoring } = contest.release;
  if (finalists.length === 0) return { missing: 'Nessuno ha superato tutte le prove.' };
  const totals = new Map(
    finalists.map(({ candidate, points, standing }) => [
      candidate,
      totalOf(contest.rules, contest.trials, points, standing.points),
    ]),
  );
  const people = finalists.map(
    ({ candidate, standing }): Contender => ({
      id: candidate,
      points: totals.get(candidate)?.total ?? 0,
      sections: standing.sections,
      scope: standing.scope,
    }),
  );
  const criteria = scoring?.ranking ?? [];
  return {
    lines: rank(people, criteria, contest.id).map(({ id, position, because }) => ({
      candidate: id,
      position,
      total: totals.get(id)?.total ?? 0,
      parts: totals.get(id)?.parts ?? [],
      decidedBy: because === undefined ? null : criterionWords(criteria[because.criterion]),
    })),
  };
}

/** What a criterion is called: "più punti", or its own name. */
function criterionWords(criterion: Criterion | undefined): string | null {
  if (criterion === undefined) return null;
  if (criterion.by === 'draw') return criterion.words;
  if (criterion.label !== undefined) return criterion.label;
  if (criterion.by === 'points') return 'Più punti';
  if (criterion.by === 'date') return criterion.first === 'younger' ? 'Età più giovane' : 'Età più alta';
  return 'Criterio successivo della graduatoria';
}
