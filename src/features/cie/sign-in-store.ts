import { uuidv7 } from 'uuidv7';
import type { Database, Db } from '../../platform/db/database.ts';
import { seal, tokenDigest, unseal } from '../../platform/hashing-tokens.ts';
import type { Secrets } from '../../platform/relying-party/index.ts';
import type { Level } from './settings.ts';

/** A sign-in that was begun here and is to be ended by the provider's answer. */
export interface SignIn {
  readonly id: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly issuer: string;
  readonly level: Level;
  /** Own path to go to afterwards, '' for where they stand. */
  readonly path: string;
  readonly purpose: 'enter' | 'confirm' | 'link';
  /** Who was in when it was begun, for all but an entry. */
  readonly accountId: string | null;
  readonly sessionId: string | null;
}

export interface Begun extends Pick<SignIn, 'issuer' | 'level' | 'path' | 'purpose' | 'accountId' | 'sessionId'> {
  readonly secrets: Secrets;
  /** What only the browser that begins knows. */
  readonly browser: string;
}

/** Minutes for a person with a card, a reader and a PIN. */
const SIGN_IN_SECONDS = 15 * 60;
const SEALED_FOR = 'cie verifier';

/** Keeps what the answer will be compared with; answers the id under which all of it is recorded. */
export async function beginSignIn(tx: Db, secret: string, begun: Begun, now: Date): Promise<string> {
  const { secrets, browser, issuer, level, path, purpose, accountId, sessionId } = begun;
  const id = uuidv7();
  const expiresAt = new Date(now.getTime() + SIGN_IN_SECONDS * 1000);
  const verifier = seal(secret, SEALED_FOR, id, secrets.verifier);
  await tx.query(
    `insert into cie_sign_ins (id, state_digest, browser_digest, nonce, sealed_verifier, issuer, level, path, purpose,
       account_id, session_id, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[id, tokenDigest(secrets.state), tokenDigest(browser), secrets.nonce, verifier],
      ...[issuer, level, path, purpose, accountId, sessionId, now, expiresAt],
    ],
  );
  return id;
}

/** The sign-in of this state and this browser, once: who asks again, later or from elsewhere finds nothing. */
export async function takeSignIn(
  database: Database,
  secret: string,
  { state, browser }: { readonly state: string; readonly browser: string },
  now: Date,
): Promise<SignIn | undefined> {
  const [row] = await database.query<Omit<SignIn, 'verifier'> & { sealedVerifier: Uint8Array }>(
    `update cie_sign_ins set used_at = $3
     where state_digest = $1 and browser_digest = $2 and used_at is null and expires_at > $3
     returning id, nonce, sealed_verifier as "sealedVerifier", issuer, level, path, purpose,
       account_id as "accountId", session_id as "sessionId"`,
    [tokenDigest(state), tokenDigest(browser), now],
  );
  const verifier = row && unseal(secret, SEALED_FOR, row.id, row.sealedVerifier);
  return row && verifier ? { ...row, verifier } : undefined;
}

/** Takes an ID token once; false for one that was taken before. */
export async function takeToken(db: Db, issuer: string, jti: string, expiresAt: Date): Promise<boolean> {
  const taken = await db.query(
    `insert into cie_tokens_taken (issuer, jti, expires_at) values ($1, $2, $3) on conflict do nothing returning 1 as one`,
    [issuer, jti, expiresAt],
  );
  return taken.length > 0;
}

/** Removes what is over. */
export async function forgetSignIns(db: Db, now: Date): Promise<void> {
  await db.query('delete from cie_sign_ins where expires_at < $1', [now]);
  await db.query('delete from cie_tokens_taken where expires_at < $1', [now]);
}
