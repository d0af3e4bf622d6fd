import type { Database } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { OfficeAct } from './forming-store.ts';
import { recall, scheduledIn } from './schedule-store.ts';

/**
 * Writes how many posts there are, with why when they were another number before. What was approved with the other
 * number and has not appeared is taken back: answers how many.
 */
export async function savePosts(
  database: Database,
  contestId: string,
  { posts, reason }: { readonly posts: number; readonly reason: string },
  act: OfficeAct,
): Promise<{ readonly recalled: number }> {
  return database.transaction(async (tx) => {
    await tx.query('update contests set posts = $3 where id = $1 and office_code = $2', [
      contestId,
      act.officeCode,
      posts,
    ]);
    await recordEvent(tx, {
      kind: 'contest.posts-written',
      actor: act.accountId,
      actorOffice: act.officeCode,
      subject: { type: 'contest', id: contestId },
      data: { posts, reason },
    });
    const scheduled = await scheduledIn(tx, contestId, act.now);
    await recall(tx, contestId, scheduled, { reason: 'I posti a concorso sono cambiati.', act });
    return { recalled: scheduled.length };
  });
}
