import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import {
  type Asserted,
  type KeptCredential,
  type KnownCredential,
  type NewCredential,
  type RelyingParty,
  verifyAsserted,
} from '../../platform/webauthn.ts';

/** What the browser tells back when a key finds its owner: opaque, and the same for every key of the account. */
export function handleOf(accountId: string): Buffer {
  return Buffer.from(accountId.replaceAll('-', ''), 'hex');
}

/** The keys of an account as browsers know them. */
export async function credentialsOf(db: Db, accountId: string): Promise<KnownCredential[]> {
  return db.query<KnownCredential>(
    'select credential_id as id, transports from passkeys where account_id = $1 order by added_at, id',
    [accountId],
  );
}

/** False when the key is already somebody's. */
export async function insertPasskey(
  tx: Db,
  accountId: string,
  { id, publicKey, algorithm, counter, transports, backedUp }: NewCredential,
  name: string,
  now: Date,
): Promise<boolean> {
  const added = await tx.query(
    `insert into passkeys (id, account_id, credential_id, public_key, algorithm, counter, transports, backed_up, name,
       added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (credential_id) do nothing returning id`,
    [uuidv7(), accountId, id, publicKey, algorithm, counter, transports, backedUp, name, now],
  );
  return added.length > 0;
}

interface KeptRow extends KeptCredential {
  readonly passkey: string;
  readonly accountId: string;
}

/** A proof to be checked; `of` when it must be a key of this account. */
export interface PasskeyProof {
  readonly answer: Asserted;
  readonly challenge: string;
  readonly of?: string;
}

/** Checks a proof and moves the counter on. Whose it is, or nothing; a known key that is refused leaves a line in the log. */
export async function takePasskey(
  tx: Db,
  party: RelyingParty,
  { answer, challenge, of }: PasskeyProof,
  now: Date,
): Promise<string | undefined> {
  const [kept] = await tx.query<KeptRow>(
    `select id as passkey, account_id as "accountId", credential_id as id, public_key as "publicKey", algorithm, counter,
       transports
     from passkeys where credential_id = $1 for update`,
    [answer.id],
  );
  if (kept === undefined || !isOf(kept.accountId, answer, of)) return undefined;
  const { accountId, passkey } = kept;
  const verified = await verifyAsserted(party, challenge, answer, kept);
  if ('refused' in verified) {
    const subject = { type: 'account', id: accountId };
    await recordEvent(tx, { kind: 'passkey.refused', actor: null, subject, data: { passkey, why: verified.refused } });
    return undefined;
  }
  await tx.query('update passkeys set counter = $2, backed_up = $3, last_used_at = $4 where id = $1', [
    passkey,
    verified.counter,
    verified.backedUp,
    now,
  ]);
  return accountId;
}

/** A key that comes without being named must say itself whose it is (WebAuthn, 7.2 step 6). */
function isOf(accountId: string, { response: { userHandle } }: Asserted, of: string | undefined): boolean {
  const told = userHandle === undefined ? undefined : Buffer.from(userHandle, 'base64url');
  if (told === undefined) return of === accountId;
  return told.equals(handleOf(accountId)) && (of === undefined || of === accountId);
}

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** One's own passkey gets another name; false for anybody else's, as for one that does not exist. */
export async function renamePasskey(db: Db, accountId: string, id: string, name: string): Promise<boolean> {
  if (!ID.test(id)) return false;
  const renamed = await db.query('update passkeys set name = $3 where id = $1 and account_id = $2 returning id', [
    id,
    accountId,
    name,
  ]);
  return renamed.length > 0;
}

export async function deletePasskey(tx: Db, accountId: string, id: string): Promise<void> {
  await tx.query('delete from passkeys where id = $1 and account_id = $2', [id, accountId]);
}
