import type { Outcome } from '../../engines/trials/index.ts';
import type { Points } from '../../kernel/points.ts';
import type { Trial } from '../../kernel/trial-rules.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Candidate, Contest } from './contest.ts';
import type { Called } from './import-file.ts';
import type { TrialFacts } from './publishing.ts';

/** The outcomes of a trial as they are seen at an instant, by candidate; nothing while nothing has appeared. */
export async function publishedOutcomes(
  db: Db,
  contestId: string,
  { trial, now }: { readonly trial: string; readonly now: Date },
): Promise<ReadonlyMap<string, { readonly points: Points | null; readonly outcome: Outcome }> | undefined> {
  const rows = await db.query<{ id: string | null; points: Points | null; outcome: Outcome }>(
    `select o.candidate_id as id, o.points, o.outcome from (select publication_seen($1, $2, $3) as id) last
     left join published_outcomes o on o.publication_id = last.id where last.id is not null`,
    [contestId, trial, now],
  );
  if (rows.length === 0) return undefined;
  return new Map(rows.flatMap(({ id, points, outcome }) => (id === null ? [] : [[id, { points, outcome }] as const])));
}

/** Everybody in a competition, at an instant. */
interface Everybody {
  readonly candidates: readonly Candidate[];
  readonly now: Date;
}

/** Who is to take a trial: everybody, or those the trial before has admitted. */
export async function calledTo(
  db: Db,
  contest: Contest,
  trial: Trial,
  { candidates, now }: Everybody,
): Promise<ReadonlySet<string>> {
  if (trial.after === undefined) return new Set(candidates.map(({ id }) => id));
  const before = await publishedOutcomes(db, contest.id, { trial: trial.after, now });
  return new Set([...(before ?? [])].flatMap(([id, { outcome }]) => (outcome === 'admitted' ? [id] : [])));
}

/** The results that count, by candidate: of each the last one brought in. */
export async function resultsOf(
  db: Db,
  contestId: string,
  trial: string,
): Promise<ReadonlyMap<string, { readonly points: Points | null }>> {
  const rows = await db.query<{ id: string; points: Points | null }>(
    `select distinct on (r.candidate_id) r.candidate_id as id, r.points from trial_results r
     join candidates c on c.id = r.candidate_id where c.contest_id = $1 and r.trial = $2
     order by r.candidate_id, r.sequence desc`,
    [contestId, trial],
  );
  return new Map(rows.map(({ id, points }) => [id, { points }]));
}

/** The convocations that count, by candidate. */
export async function convocationsOf(db: Db, contestId: string, trial: string): Promise<ReadonlyMap<string, Called>> {
  const rows = await db.query<Called & { id: string }>(
    `select distinct on (v.candidate_id) v.candidate_id as id, v.starts_at as "startsAt", v.place, v.address, v.room,
       v.seat
     from convocations v join candidates c on c.id = v.candidate_id where c.contest_id = $1 and v.trial = $2
     order by v.candidate_id, v.sequence desc`,
    [contestId, trial],
  );
  return new Map(rows.map(({ id, ...called }) => [id, called]));
}

/** All that the outcome of a trial is decided from. */
export async function trialFacts(db: Db, contest: Contest, trial: Trial, everybody: Everybody): Promise<TrialFacts> {
  const [called, results] = await Promise.all([
    calledTo(db, contest, trial, everybody),
    resultsOf(db, contest.id, trial.id),
  ]);
  return { candidates: everybody.candidates, called, results };
}

/** How far a trial has come, in numbers. */
export interface TrialProgress {
  readonly trial: Trial;
  readonly called: number;
  readonly convened: number;
  readonly results: number;
  readonly papers: number;
  readonly publishedAt: Date | null;
}

/** How far each trial of a competition has come. */
export async function progressOf(
  db: Db,
  contest: Contest,
  { candidates, now }: Everybody,
): Promise<readonly TrialProgress[]> {
  const counts = await db.query<{
    trial: string;
    convened: number;
    results: number;
    papers: number;
    publishedAt: Date | null;
  }>(
    `select t.trial,
       (select count(distinct v.candidate_id)::integer from convocations v join candidates c on c.id = v.candidate_id
         where c.contest_id = $1 and v.trial = t.trial) as convened,
       (select count(distinct r.candidate_id)::integer from trial_results r join candidates c on c.id = r.candidate_id
         where c.contest_id = $1 and r.trial = t.trial) as results,
       (select count(*)::integer from candidates c
         where c.contest_id = $1 and paper_standing(c.id, t.trial) is not null) as papers,
       (select p.appears_at from trial_publications p where p.id = publication_seen($1, t.trial, $3)) as "publishedAt"
     from unnest($2::text[]) as t (trial)`,
    [contest.id, contest.trials.map(({ id }) => id), now],
  );
  const standing = candidates.filter(({ gone }) => !gone);
  return Promise.all(
    contest.trials.map(async (trial) => {
      const found = counts.find((each) => each.trial === trial.id);
      const called = await calledTo(db, contest, trial, { candidates: standing, now });
      const { convened = 0, results = 0, papers = 0, publishedAt = null } = found ?? {};
      return { trial, called: called.size, convened, results, papers, publishedAt };
    }),
  );
}
