import type { Db } from '../../platform/db/database.ts';
import { IS_VALID } from '../filings/index.ts';
import type { Admission, Release } from '../procedures/index.ts';
import { releaseByDigest } from '../procedures/index.ts';

/** What was last published of one application, as its family reads it. */
export interface OwnOutcome extends Omit<Admission, 'id'> {
  readonly release: Release;
  readonly seed: string;
  readonly publishedAt: Date;
  readonly year: number;
  readonly number: number;
  /** The filing has been withdrawn, or replaced by another one since. */
  readonly gone: boolean;
}

type Row = Omit<OwnOutcome, 'release' | 'school' | 'place'> & {
  readonly digest: string;
  readonly school: string | null;
  readonly place: string | null;
};

/** The outcome of an application of this account; nothing while none is published. Its id has been looked at before. */
export async function ownOutcome(db: Db, applicationId: string, accountId: string): Promise<OwnOutcome | undefined> {
  const [row] = await db.query<Row>(
    `select o.state, o.school_code as school, o.place, o.steps, r.release_digest as digest, s.seed,
       p.decided_at as "publishedAt", f.year, f.number,
       not (${IS_VALID}) as gone
     from filings f join admission_outcomes o on o.filing_id = f.id
     join admission_publications p on p.run_id = o.run_id and p.outcome = 'published'
     join admission_runs r on r.id = o.run_id join admission_seeds s on s.procedure_id = r.procedure_id
     where f.application_id = $1 and f.account_id = $2 order by p.decided_at desc, p.id desc limit 1`,
    [applicationId, accountId],
  );
  if (row === undefined) return undefined;
  const { digest, school, place, ...own } = row;
  const release = await releaseByDigest(db, digest);
  if (release === undefined) throw new Error(`a run names the release ${digest}, which is not there`);
  return { ...own, release, ...(school === null || place === null ? {} : { school, place }) };
}
