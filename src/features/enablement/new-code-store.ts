import type { Db } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import { readableSecret, seal } from '../../platform/hashing-tokens.ts';
import type { NewTemporaryCode } from './request-store.ts';
import { normalizeTemporaryCode, SEALED_FOR, TEMPORARY_CODE_GROUPS } from './temporary-code.ts';

/** A fresh temporary code: hashed to be kept, sealed to be mailed, and known to nobody in between. */
export async function newTemporaryCode(
  { hasher, secret }: { readonly hasher: Hasher; readonly secret: string },
  accountId: string,
): Promise<NewTemporaryCode | 'busy'> {
  const code = readableSecret(TEMPORARY_CODE_GROUPS);
  const hash = await hasher.hashSecret(normalizeTemporaryCode(code));
  if (hash === 'busy') return 'busy';
  return { hash, sealed: seal(secret, SEALED_FOR, accountId, code).toString('base64') };
}

/** Whether the text is the account's password: a personal code must not be. */
export async function isPassword(db: Db, hasher: Hasher, accountId: string, text: string): Promise<boolean | 'busy'> {
  const [row] = await db.query<{ password_hash: string }>(
    'select password_hash from credentials where account_id = $1',
    [accountId],
  );
  return hasher.verifySecret(row?.password_hash, text.normalize('NFKC'));
}
