import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { blindName, tokenDigest } from '../../platform/hashing-tokens.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import type { Account } from './account.ts';
import { accountById } from './account-store.ts';

export const RECOVERY_MAIL = 'accounts.recovery-mail';
export const USERNAME_MAIL = 'accounts.username-mail';
export const RECOVERY_LINK_MS = 10 * 60_000;

/** What a job finds in its payload. */
export interface RecoveryRequest {
  readonly requestId: string;
  readonly fiscalCode: string;
}

/** Asks for the mail without looking whether there is anybody to send it to: the answer takes as long for both. */
export async function askForMail(db: Db, task: string, fiscalCode: string): Promise<void> {
  await enqueue(db, task, { requestId: uuidv7(), fiscalCode } satisfies RecoveryRequest);
}

/** Makes the link of one request, the same however often the job that asks is run. */
export async function recoveryLink(
  tx: Db,
  secret: string,
  requestId: string,
  accountId: string,
  now: Date,
): Promise<string> {
  const token = blindName(secret, 'recovery link', requestId);
  await tx.query(
    `insert into recovery_links (link_digest, account_id, created_at, expires_at) values ($1, $2, $3, $4)
     on conflict (link_digest) do nothing`,
    [tokenDigest(token), accountId, now, new Date(now.getTime() + RECOVERY_LINK_MS)],
  );
  return token;
}

/** Whose link it is, while it is good. */
export async function accountOfLink(db: Db, token: string, now: Date): Promise<Account | undefined> {
  const [row] = await db.query<{ accountId: string }>(
    `select account_id as "accountId" from recovery_links
     where link_digest = $1 and used_at is null and expires_at > $2`,
    [tokenDigest(token), now],
  );
  return row === undefined ? undefined : accountById(db, row.accountId);
}

/** Uses the link up; false when somebody else was faster. */
export async function useLink(db: Db, token: string, now: Date): Promise<boolean> {
  const used = await db.query(
    `update recovery_links set used_at = $2 where link_digest = $1 and used_at is null and expires_at > $2
     returning account_id`,
    [tokenDigest(token), now],
  );
  return used.length > 0;
}
