import { visibleAnswers } from '../../engines/procedure/index.ts';
import { type Standing, scorePositions, standingsOf } from '../../engines/scoring/index.ts';
import type { Points } from '../../kernel/points.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Db } from '../../platform/db/database.ts';
import { contextFor, type Lookups } from '../applications/index.ts';
import { type FiledApplication, factsFiled, filedApplications } from '../filings/index.ts';
import type { Candidate, Contest } from './contest.ts';
import type { Finalist } from './merit.ts';
import type { Proposal } from './publishing.ts';
import { publishedOutcomes } from './trial-store.ts';

/** Those who have passed every trial, as published, with their titles valued by the rules of the competition. */
export async function finalistsOf(
  db: Db,
  lookups: Lookups,
  contest: Contest,
  { candidates, now }: { readonly candidates: readonly Candidate[]; readonly now: Date },
): Promise<Proposal<Finalist>> {
  const points = new Map<string, Record<string, Points>>();
  for (const trial of contest.trials) {
    const published = await publishedOutcomes(db, contest.id, { trial: trial.id, now });
    if (published === undefined) return { missing: `Prima va pubblicato l’esito di «${trial.title}».` };
    for (const [id, one] of published) {
      if (one.outcome !== 'admitted' && one.outcome !== 'passed') continue;
      points.set(id, { ...points.get(id), [trial.id]: one.points ?? 0 });
    }
  }
  const through = candidates.filter(({ id, gone }) => {
    return !gone && Object.keys(points.get(id) ?? {}).length === contest.trials.length;
  });
  const byFiling = Map.groupBy(through, ({ filingId }) => filingId);
  const standings = new Map<string, Standing>();
  for await (const [filingId, filed] of filedApplications(db, [...byFiling.keys()])) {
    for (const { id, item } of byFiling.get(filingId) ?? []) {
      standings.set(id, await standingOf(lookups, contest, filed, item));
    }
  }
  return {
    lines: through.map(({ id }): Finalist => {
      const standing = standings.get(id);
      if (standing === undefined) throw new Error(`candidate ${id} has not filed`);
      return { candidate: id, points: points.get(id) ?? {}, standing };
    }),
  };
}

/** What the titles of a candidate are worth in this competition, and what the order of the ranking asks of them. */
async function standingOf(
  lookups: Lookups,
  { release, formedAt, id }: Contest,
  filed: FiledApplication,
  item: string,
): Promise<Standing> {
  const { scoring, definition } = release;
  if (scoring === null) throw new Error(`contest ${id} has no table of points`);
  const answers = visibleAnswers(definition, filed.answers);
  const context = await contextFor(lookups, definition, answers, { today: romeDate(formedAt) });
  const scores = scorePositions(scoring, answers, context, { applicant: factsFiled(filed) });
  const [standing] = standingsOf(
    scoring,
    scores.filter((score) => score.item === item),
  );
  return standing ?? { key: '', points: 0, sections: {}, scope: { value: () => undefined, items: () => [] } };
}
