import type { Db } from '../../platform/db/database.ts';
import { personWindow, releaseByDigest } from '../procedures/index.ts';
import { applicationsOf } from './store.ts';

/** Whether the person has an application begun whose window is open and closes within so long: filed or not, it may be corrected. */
export async function draftClosesWithin(db: Db, accountId: string, now: Date, ms: number): Promise<boolean> {
  for (const { releaseDigest, windowActs, answers } of await applicationsOf(db, accountId)) {
    const release = await releaseByDigest(db, releaseDigest);
    const window = release && personWindow(release, windowActs, now, { answers });
    if (window?.phase === 'open' && window.closesAt.getTime() - now.getTime() <= ms) return true;
  }
  return false;
}
