import type { Db } from '../../platform/db/database.ts';
import { seal, tokenDigest, unseal } from '../../platform/hashing-tokens.ts';

const SEALED_FOR = 'cie access token';

/** Keeps the token by which the provider knows this session, to take it back when the session ends. */
export async function keepAccessToken(tx: Db, secret: string, sessionToken: string, accessToken: string, now: Date) {
  const [session] = await tx.query<{ id: string }>('select id from sessions where token_digest = $1', [
    tokenDigest(sessionToken),
  ]);
  if (session === undefined) return;
  await tx.query(
    `insert into cie_access_tokens (session_id, sealed_token, kept_at) values ($1, $2, $3)
     on conflict (session_id) do update set sealed_token = excluded.sealed_token, kept_at = excluded.kept_at`,
    [session.id, seal(secret, SEALED_FOR, session.id, accessToken), now],
  );
}

export interface Orphan {
  readonly sessionId: string;
  /** Undefined when it was sealed with another secret: it can only be forgotten. */
  readonly token: string | undefined;
  readonly keptAt: Date;
}

/** Tokens whose session has ended, however it ended. */
export async function orphanedTokens(db: Db, secret: string, most: number): Promise<Orphan[]> {
  const rows = await db.query<{ sessionId: string; sealedToken: Uint8Array; keptAt: Date }>(
    `select t.session_id as "sessionId", t.sealed_token as "sealedToken", t.kept_at as "keptAt"
     from cie_access_tokens t where not exists (select from sessions s where s.id = t.session_id)
     order by t.kept_at limit $1`,
    [most],
  );
  return rows.map(({ sessionId, sealedToken, keptAt }) => ({
    sessionId,
    keptAt,
    token: unseal(secret, SEALED_FOR, sessionId, sealedToken),
  }));
}

export async function forgetAccessToken(db: Db, sessionId: string): Promise<void> {
  await db.query('delete from cie_access_tokens where session_id = $1', [sessionId]);
}
