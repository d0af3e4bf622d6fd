import type { Db } from '../../platform/db/database.ts';
import { newToken, seal, tokenDigest, unseal } from '../../platform/hashing-tokens.ts';

const KEPT_MS = 30 * 60_000;
const LARGEST = 64 * 1024;
const PURPOSE = 'parked form';

/** What somebody had sent when their session was already over. */
export interface Parked {
  readonly path: string;
  readonly posted: Readonly<Record<string, unknown>>;
}

/**
 * Keeps what was being written by somebody whose session ended, encrypted and for half an hour, and answers the token to
 * find it again; null when it is too large to keep.
 */
export async function park(
  db: Db,
  key: string,
  parked: Parked & { readonly accountId: string; readonly by?: string },
  now: Date,
): Promise<string | null> {
  const { csrf: _token, ...posted } = parked.posted;
  const { path, by = path } = parked;
  const text = JSON.stringify([path, posted]);
  if (Buffer.byteLength(text) > LARGEST || by.length > 2000) return null;
  const token = newToken();
  await db.query(
    `insert into parked_forms (token_digest, account_id, path, sealed_form, expires_at) values ($1, $2, $3, $4, $5)`,
    [
      tokenDigest(token),
      parked.accountId,
      by,
      seal(key, PURPOSE, parked.accountId, text),
      new Date(now.getTime() + KEPT_MS),
    ],
  );
  return token;
}

/** The page that leads back to where the form was being written, if this account has one waiting under the token. */
export async function parkedPath(db: Db, token: string, accountId: string, now: Date): Promise<string | undefined> {
  const [row] = await db.query<{ path: string }>(
    'select path from parked_forms where token_digest = $1 and account_id = $2 and expires_at > $3',
    [tokenDigest(token), accountId, now],
  );
  return row?.path;
}

/** The form as it lies there, for this account and no other. */
export async function parkedForm(
  db: Db,
  key: string,
  token: string,
  accountId: string,
  now: Date,
): Promise<Parked | undefined> {
  const [row] = await db.query<{ sealed: Buffer }>(
    `select sealed_form as sealed from parked_forms
     where token_digest = $1 and account_id = $2 and expires_at > $3`,
    [tokenDigest(token), accountId, now],
  );
  return row && openForm(key, accountId, row.sealed);
}

function openForm(key: string, accountId: string, sealed: Buffer): Parked | undefined {
  const text = unseal(key, PURPOSE, accountId, sealed);
  const kept: unknown = text === undefined ? undefined : JSON.parse(text);
  return Array.isArray(kept) ? { path: kept[0], posted: kept[1] } : undefined;
}

export async function dropParked(db: Db, token: string, accountId: string): Promise<void> {
  await db.query('delete from parked_forms where token_digest = $1 and account_id = $2', [
    tokenDigest(token),
    accountId,
  ]);
}

/** Takes the form out, once; nothing for another account, a used token, or after half an hour. */
export async function takeParked(
  db: Db,
  key: string,
  token: string,
  accountId: string,
  now: Date,
): Promise<Parked | undefined> {
  const [row] = await db.query<{ sealed: Buffer; live: boolean }>(
    `delete from parked_forms where token_digest = $1 and account_id = $2
     returning sealed_form as sealed, expires_at > $3 as live`,
    [tokenDigest(token), accountId, now],
  );
  return row?.live ? openForm(key, accountId, row.sealed) : undefined;
}
