import type { Db } from '../../platform/db/database.ts';
import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';

/**
 * From now on the session acts under this delegation, or for its own person again (null). Whether it may is read with the
 * delegation at each request. Answers the session's new token: the old one opens nothing any more.
 */
export async function actFor(tx: Db, sessionId: string, delegationId: string | null): Promise<string> {
  const token = newToken();
  await tx.query('update sessions set token_digest = $2, delegation_id = $3 where id = $1', [
    sessionId,
    tokenDigest(token),
    delegationId,
  ]);
  return token;
}
