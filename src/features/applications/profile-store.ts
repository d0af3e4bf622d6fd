import type { Db } from '../../platform/db/database.ts';
import { accountById } from '../accounts/index.ts';
import { profileFor } from '../enablement/index.ts';
import { profileWords } from './profile.ts';

/** What the portal already knows of a person, to be shown and not asked again (once-only). */
export async function profileOf(db: Db, accountId: string): Promise<{ readonly [name: string]: string }> {
  const [account, profile] = await Promise.all([accountById(db, accountId), profileFor(db, accountId)]);
  return account === undefined ? {} : profileWords(account, profile?.contact);
}
