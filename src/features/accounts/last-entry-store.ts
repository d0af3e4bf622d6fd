import type { Db } from '../../platform/db/database.ts';

/** Somebody has come in: whoever stays away too long is warned, and then loses the enablement. */
export async function noteEntry(tx: Db, accountId: string, now: Date): Promise<void> {
  await tx.query(
    `insert into last_entries (account_id, entered_at) values ($1, $2)
     on conflict (account_id) do update set entered_at = greatest(last_entries.entered_at, excluded.entered_at)`,
    [accountId, now],
  );
}
