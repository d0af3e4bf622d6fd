import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { blindName, tokenDigest } from '../../platform/hashing-tokens.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { mailEverywhere } from '../addresses/index.ts';
import { notify } from '../notifications/index.ts';
import type { Account } from './account.ts';
import { accountById } from './account-store.ts';
import { passwordChangedLetter } from './mails.ts';

export const RECOVERY_MAIL = 'accounts.recovery-mail';
export const USERNAME_MAIL = 'accounts.username-mail';
/** Long enough for a slow mail server, too short to be worth finding in a box weeks later. */
export const RECOVERY_LINK_MS = 30 * 60_000;

/** What a job finds in its payload. */
export interface RecoveryRequest {
  readonly requestId: string;
  readonly fiscalCode: string;
}

/** Asks for the mail without looking whether there is anybody to send it to: the answer takes as long for both. */
export async function askForMail(db: Db, task: string, fiscalCode: string): Promise<void> {
  await enqueue(db, task, { requestId: uuidv7(), fiscalCode } satisfies RecoveryRequest);
}

/** For which request, and to which of the person's addresses. */
export interface LinkFor {
  readonly requestId: string;
  readonly accountId: string;
  readonly addressId: string;
}

/** Makes the link of one request for one address, the same however often the job that asks is run. */
export async function recoveryLink(tx: Db, secret: string, wanted: LinkFor, now: Date): Promise<string> {
  const { requestId, accountId, addressId } = wanted;
  const token = blindName(secret, 'recovery link', requestId, addressId);
  await tx.query(
    `insert into recovery_links (link_digest, account_id, address_id, created_at, expires_at)
     values ($1, $2, $3, $4, $5) on conflict (link_digest) do nothing`,
    [tokenDigest(token), accountId, addressId, now, new Date(now.getTime() + RECOVERY_LINK_MS)],
  );
  return token;
}

/** A link is good once, for a while, and as long as the address it was mailed to is the person's. */
const GOOD = `link_digest = $1 and used_at is null and expires_at > $2
  and exists (select from addresses a where a.id = recovery_links.address_id and a.removed_at is null)`;

/** Whose link it is, while it is good. */
export async function accountOfLink(db: Db, token: string, now: Date): Promise<Account | undefined> {
  const [row] = await db.query<{ accountId: string }>(
    `select account_id as "accountId" from recovery_links where ${GOOD}`,
    [tokenDigest(token), now],
  );
  return row === undefined ? undefined : accountById(db, row.accountId);
}

/** Uses the link up; false when somebody else was faster. */
export async function useLink(db: Db, token: string, now: Date): Promise<boolean> {
  const used = await db.query(`update recovery_links set used_at = $2 where ${GOOD} returning account_id`, [
    tokenDigest(token),
    now,
  ]);
  return used.length > 0;
}

/** Tells that the password has changed, in the inbox and at every proven address: one of them may be a thief's. */
export async function tellPasswordChanged(tx: Db, { id, name }: Account, now: Date): Promise<void> {
  const key = `password-changed:${id}:${now.getTime()}`;
  const letter = passwordChangedLetter(now);
  await notify(tx, { accountId: id, kind: 'account.password-changed', key, ...letter });
  const paragraphs = [`Ciao ${name},`, ...letter.paragraphs];
  await mailEverywhere(tx, id, { ...letter, paragraphs, key }, 'reference');
}
