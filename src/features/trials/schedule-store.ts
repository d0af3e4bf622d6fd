import type { PublicationOutcome } from '../../kernel/second-person.ts';
import type { Trial } from '../../kernel/trial-rules.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Contest } from './contest.ts';
import { contestForOffice } from './contest-store.ts';
import type { OfficeAct } from './forming-store.ts';

/** A publication that is decided and that nobody has seen yet. */
export interface Scheduled {
  readonly id: string;
  /** Null for the ranking of merit. */
  readonly trial: string | null;
}

/** What is decided in a competition and has not appeared yet. */
export async function scheduledIn(db: Db, contestId: string, now: Date): Promise<readonly Scheduled[]> {
  return db.query<Scheduled>(
    `select id, trial from trial_publications where contest_id = $1 and outcome = 'published' and recalled_at is null
       and told_at is null and appears_at > $2`,
    [contestId, now],
  );
}

/** Takes back what is decided about a trial, or about the ranking of merit, before it appears. */
export async function recallPublication(
  database: Database,
  { contest: found, trial, reason }: { contest: Contest; trial: Trial | undefined; reason: string },
  act: OfficeAct,
): Promise<PublicationOutcome> {
  return database.transaction(async (tx) => {
    const contest = await contestForOffice(tx, found.id, act.officeCode, 'lock');
    const scheduled = contest && (await scheduledIn(tx, contest.id, act.now));
    const [one] = scheduled?.filter((each) => each.trial === (trial?.id ?? null)) ?? [];
    if (one === undefined)
      return { refused: 'Non c’è più niente da annullare: è già uscito, o è già stato annullato.' };
    await recall(tx, found.id, [one], { reason, act });
    return { done: true };
  });
}

/** Takes these back: nobody will have seen them. Within a transaction that holds the competition. */
export async function recall(
  tx: Db,
  contestId: string,
  scheduled: readonly Scheduled[],
  { reason, act: { accountId, officeCode, now } }: { readonly reason: string; readonly act: OfficeAct },
): Promise<void> {
  if (scheduled.length === 0) return;
  await tx.query(
    `update trial_publications set recalled_by = $2, recalled_at = $3, recall_reason = $4 where id = any ($1::uuid[])`,
    [scheduled.map(({ id }) => id), accountId, now, reason],
  );
  for (const { trial } of scheduled) {
    await recordEvent(tx, {
      kind: 'contest.publication-recalled',
      actor: accountId,
      actorOffice: officeCode,
      subject: { type: 'contest', id: contestId },
      data: { trial },
    });
  }
}
