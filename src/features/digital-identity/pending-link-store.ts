import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { readableSecret, seal, tokenDigest, unseal } from '../../platform/hashing-tokens.ts';
import { accountById } from '../accounts/index.ts';
import { sendMail } from '../notifications/index.ts';
import type { AssertedIdentity } from './asserted.ts';
import { proofLetter } from './letters.ts';

/** How long the mailed code is good. */
const PATIENCE_MS = 30 * 60_000;
const MOST_TRIES = 5;
const PURPOSE = 'pending identity link';

/** An identity that waits for the code mailed to the owner of the account. */
export interface PendingLink {
  readonly accountId: string;
  readonly asserted: AssertedIdentity;
  readonly next: string;
}

/** Keeps the identity for this browser and mails the owner of the account a code that proves it is theirs. */
export async function askProof(tx: Db, secret: string, browser: string, link: PendingLink, now: Date): Promise<void> {
  const code = readableSecret(2);
  const browserDigest = tokenDigest(browser);
  const sealed = seal(secret, PURPOSE, browserDigest.toString('hex'), JSON.stringify(link));
  await tx.query(
    `insert into pending_links (browser_digest, account_id, sealed, code_digest, tries, expires_at)
     values ($1, $2, $3, $4, 0, $5)
     on conflict (browser_digest) do update set account_id = $2, sealed = $3, code_digest = $4, tries = 0, expires_at = $5`,
    [browserDigest, link.accountId, sealed, codeDigest(secret, code), new Date(now.getTime() + PATIENCE_MS)],
  );
  const account = await accountById(tx, link.accountId);
  const { method, provider } = link.asserted;
  await recordEvent(tx, {
    kind: 'identity.proof-asked',
    actor: null,
    subject: { type: 'account', id: link.accountId },
    data: { method, provider },
  });
  if (account === undefined || account.email === '') return;
  const key = `identity-proof:${codeDigest(secret, code).toString('base64url')}`;
  await sendMail(tx, { to: account.email, key, ...proofLetter(account.name, method, provider, code) });
}

function codeDigest(secret: string, code: string): Buffer {
  return tokenDigest(`${secret} identity ${code.replace(/[\s-]/g, '').toUpperCase()}`);
}

export type ProofOutcome =
  | ({ readonly kind: 'proved' } & PendingLink)
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'none' };

/** Tries the code; right, the pending identity is handed out and forgotten. */
export async function takeProof(
  tx: Db,
  secret: string,
  browser: string,
  code: string,
  now: Date,
): Promise<ProofOutcome> {
  const browserDigest = tokenDigest(browser);
  const [row] = await tx.query<{ sealed: Buffer; right: boolean; tries: number }>(
    `update pending_links set tries = tries + 1 where browser_digest = $1 and expires_at > $3 and tries < $4
     returning sealed, code_digest = $2 as right, tries`,
    [browserDigest, codeDigest(secret, code), now, MOST_TRIES],
  );
  if (row === undefined) return { kind: 'none' };
  if (!row.right) return { kind: 'wrong', left: MOST_TRIES - row.tries };
  const text = unseal(secret, PURPOSE, browserDigest.toString('hex'), row.sealed);
  if (text === undefined) return { kind: 'none' };
  await tx.query('delete from pending_links where browser_digest = $1', [browserDigest]);
  return { kind: 'proved', ...(JSON.parse(text) as PendingLink) };
}

/** Removes what nobody waits for any more. */
export async function purgePending(db: Db, now: Date): Promise<void> {
  await db.query('delete from pending_links where expires_at < $1', [now]);
  await db.query(`delete from entry_requests where expires_at < $1::timestamptz - interval '2 days'`, [now]);
  await db.query(`delete from partner_sessions where at < $1::timestamptz - interval '8 days'`, [now]);
}
