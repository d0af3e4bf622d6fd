import { visibleAnswers } from '../../engines/procedure/index.ts';
import { scorePositions, standingsOf } from '../../engines/scoring/index.ts';
import type { Points } from '../../kernel/points.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Db } from '../../platform/db/database.ts';
import { contextFor, type Lookups } from '../applications/index.ts';
import { filedApplication } from '../filings/index.ts';
import type { Candidate, Contest } from './contest.ts';
import type { Finalist } from './merit.ts';
import type { Proposal } from './publishing.ts';
import { publishedOutcomes } from './trial-store.ts';

/** Those who have passed every trial, as published, with their titles valued by the rules of the competition. */
export async function finalistsOf(
  db: Db,
  lookups: Lookups,
  contest: Contest,
  candidates: readonly Candidate[],
): Promise<Proposal<Finalist>> {
  const points = new Map<string, Record<string, Points>>();
  for (const trial of contest.trials) {
    const published = await publishedOutcomes(db, contest.id, trial.id);
    if (published === undefined) return { missing: `Prima va pubblicato l’esito di «${trial.title}».` };
    for (const [id, one] of published) {
      if (one.outcome !== 'admitted' && one.outcome !== 'passed') continue;
      points.set(id, { ...points.get(id), [trial.id]: one.points ?? 0 });
    }
  }
  const finalists: Finalist[] = [];
  for (const candidate of candidates) {
    const own = points.get(candidate.id);
    if (candidate.gone || own === undefined || Object.keys(own).length < contest.trials.length) continue;
    const standing = await standingOf(db, lookups, contest, candidate);
    finalists.push({ candidate: candidate.id, points: own, standing });
  }
  return { lines: finalists };
}

/** What the titles of a candidate are worth in this competition, and what the order of the ranking asks of them. */
async function standingOf(db: Db, lookups: Lookups, { release, formedAt }: Contest, candidate: Candidate) {
  const filed = await filedApplication(db, candidate.filingId);
  const { scoring, definition } = release;
  if (filed === undefined || scoring === null) throw new Error(`candidate ${candidate.id} cannot be valued`);
  const answers = visibleAnswers(definition, filed.answers);
  const { birthDate: birth_date, sex, fiscalCode: fiscal_code } = filed.applicant;
  const applicant = { birth_date, sex, fiscal_code };
  const context = await contextFor(lookups, definition, answers, { today: romeDate(formedAt) });
  const scores = scorePositions(scoring, answers, context, { applicant });
  const [standing] = standingsOf(
    scoring,
    scores.filter(({ item }) => item === candidate.item),
  );
  return standing ?? { key: '', points: 0, sections: {}, scope: { value: () => undefined, items: () => [] } };
}
