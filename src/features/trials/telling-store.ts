import type { Database, Db } from '../../platform/db/database.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { notifyAll } from '../notifications/index.ts';
import type { Contest } from './contest.ts';
import { contestsByIds } from './contest-store.ts';
import { publishedLetter } from './letters.ts';

export const TELL_PUBLISHED = 'trials.tell-published';

interface Appearing {
  readonly id: string;
  readonly appearsAt: Date;
}

/** Asks that the people of a publication be written to when it has appeared, and not before. */
export async function askToTell(tx: Db, { id, appearsAt }: Appearing): Promise<void> {
  await enqueue(tx, TELL_PUBLISHED, { publication: id }, { key: `${TELL_PUBLISHED} ${id}`, runAt: appearsAt });
}

/** Writes to everybody in a publication that has appeared: once, whatever runs twice; never of one taken back. */
export async function tellPublished(database: Database, publicationId: string, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const [row] = await tx.query<Appearing & { contestId: string; trial: string | null }>(
      `select id, contest_id as "contestId", trial, appears_at as "appearsAt" from trial_publications
       where id = $1 and outcome = 'published' and recalled_at is null and told_at is null for update`,
      [publicationId],
    );
    if (row === undefined) return;
    // The clock of the queue goes before ours.
    if (row.appearsAt > now) return askToTell(tx, row);
    const contest = (await contestsByIds(tx, [row.contestId])).get(row.contestId);
    if (contest === undefined) throw new Error(`publication ${publicationId} is of no competition`);
    await tell(tx, contest, row);
    await tx.query('update trial_publications set told_at = $2 where id = $1', [publicationId, now]);
  });
}

async function tell(tx: Db, contest: Contest, { id, trial: named }: { id: string; trial: string | null }) {
  const trial = contest.trials.find((each) => each.id === named);
  const table = trial === undefined ? 'merit_places' : 'published_outcomes';
  const people = await tx.query<{ id: string; accountId: string; applicationId: string; again: boolean }>(
    `select c.id, c.account_id as "accountId", c.application_id as "applicationId",
       exists (select from ${table} e join trial_publications p on p.id = e.publication_id
         where e.candidate_id = c.id and p.trial is not distinct from this.trial and p.recalled_at is null
           and (p.appears_at, p.id) < (this.appears_at, this.id)) as again
     from trial_publications this join ${table} l on l.publication_id = this.id
     join candidates c on c.id = l.candidate_id where this.id = $1`,
    [id],
  );
  await notifyAll(
    tx,
    people.map(({ id: candidate, accountId, applicationId, again }) => ({
      ...publishedLetter(contest, trial, again),
      accountId,
      kind: 'filing.trial-published',
      key: `published ${id} ${candidate}`,
      link: { href: `/istanze/${applicationId}/prove`, label: 'Apri «Prove e punteggio»' },
    })),
  );
}
