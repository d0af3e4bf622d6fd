import type { Db } from '../../platform/db/database.ts';
import { contestsByIds, isId } from './contest-store.ts';
import type { Called } from './import-file.ts';
import type { OwnOutcome, OwnPaper, OwnPlace, Participation } from './participation.ts';

type CandidateRow = Pick<Participation, 'id' | 'applicationId' | 'item' | 'filingId' | 'number' | 'gone'> & {
  readonly contestId: string;
};

/** The competitions of a person, or of one application of theirs: somebody else's are as if they did not exist. */
export async function participationsOf(
  db: Db,
  accountId: string,
  { now, applicationId }: { readonly now: Date; readonly applicationId?: string },
): Promise<readonly Participation[]> {
  if (applicationId !== undefined && !isId(applicationId)) return [];
  const rows = await db.query<CandidateRow>(
    `select c.id, c.contest_id as "contestId", c.application_id as "applicationId", c.item, c.filing_id as "filingId",
       c.number, exists (select from withdrawals w where w.filing_id = c.filing_id) as gone
     from candidates c where c.account_id = $1 and ($2::uuid is null or c.application_id = $2) order by c.id`,
    [accountId, applicationId ?? null],
  );
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [contests, convocations, outcomes, places, papers] = await Promise.all([
    contestsByIds(db, [...new Set(rows.map(({ contestId }) => contestId))]),
    calledByIds(db, ids),
    outcomesByIds(db, ids, now),
    placesByIds(db, ids, now),
    papersByIds(db, ids, now),
  ]);
  return rows.flatMap(({ contestId, ...row }) => {
    const contest = contests.get(contestId);
    if (contest === undefined) return [];
    const of = <Row extends { id: string; trial: string }>(all: readonly Row[]) =>
      new Map(all.filter(({ id }) => id === row.id).map((each) => [each.trial, each]));
    const place = places.find(({ id }) => id === row.id);
    return [{ ...row, contest, convocations: of(convocations), outcomes: of(outcomes), place, papers: of(papers) }];
  });
}

async function calledByIds(db: Db, ids: readonly string[]) {
  return db.query<Called & { id: string; trial: string }>(
    `select distinct on (v.candidate_id, v.trial) v.candidate_id as id, v.trial, v.starts_at as "startsAt", v.place,
       v.address, v.room, v.seat
     from convocations v where v.candidate_id = any ($1::uuid[]) order by v.candidate_id, v.trial, v.sequence desc`,
    [ids],
  );
}

/** Of each trial what is seen at the instant `$2`: what is asked for, or is to appear later, is not there. */
const SEEN = 'p.id = publication_seen(p.contest_id, p.trial, $2)';

async function outcomesByIds(db: Db, ids: readonly string[], now: Date) {
  return db.query<OwnOutcome & { id: string; trial: string }>(
    `select o.candidate_id as id, p.trial, o.points, o.outcome, o.because, p.appears_at as "publishedAt"
     from published_outcomes o join trial_publications p on p.id = o.publication_id
     where o.candidate_id = any ($1::uuid[]) and ${SEEN}`,
    [ids, now],
  );
}

async function placesByIds(db: Db, ids: readonly string[], now: Date) {
  return db.query<OwnPlace & { id: string }>(
    `select m.candidate_id as id, m.position, m.total, m.parts, m.decided_by as "decidedBy",
       p.appears_at as "publishedAt",
       (select count(*)::integer from merit_places e where e.publication_id = p.id) as people
     from merit_places m join trial_publications p on p.id = m.publication_id
     where m.candidate_id = any ($1::uuid[]) and ${SEEN}`,
    [ids, now],
  );
}

async function papersByIds(db: Db, ids: readonly string[], now: Date) {
  return db.query<OwnPaper & { id: string; trial: string }>(
    `select a.candidate_id as id, a.trial, a.id as paper, octet_length(a.bytes) as size
     from published_outcomes o join trial_publications p on p.id = o.publication_id
     join trial_papers a on a.id = paper_standing(o.candidate_id, p.trial)
     where o.candidate_id = any ($1::uuid[]) and ${SEEN}`,
    [ids, now],
  );
}

/** One line of what is published for everybody: a number in the place of the name. */
export interface PublicLine {
  readonly number: number;
  readonly points: number | null;
  readonly outcome: OwnOutcome['outcome'];
}

export interface PublicPlace {
  readonly number: number;
  readonly position: number;
  readonly total: number;
}

/** The outcomes of a trial as everybody may read them, by number. */
export async function publicOutcomes(
  db: Db,
  contestId: string,
  { trial, now }: { readonly trial: string; readonly now: Date },
): Promise<readonly PublicLine[]> {
  return db.query<PublicLine>(
    `select c.number, o.points, o.outcome from published_outcomes o join candidates c on c.id = o.candidate_id
     where o.publication_id = publication_seen($1, $2, $3) order by c.number`,
    [contestId, trial, now],
  );
}

/** The ranking of merit as everybody may read it. */
export async function publicMerit(db: Db, contestId: string, now: Date): Promise<readonly PublicPlace[]> {
  return db.query<PublicPlace>(
    `select c.number, m.position, m.total from merit_places m join candidates c on c.id = m.candidate_id
     where m.publication_id = publication_seen($1, null, $2) order by m.position, c.number`,
    [contestId, now],
  );
}
