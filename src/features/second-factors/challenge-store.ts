import type { Db } from '../../platform/db/database.ts';
import { blindName, tokenDigest } from '../../platform/hashing-tokens.ts';
import type { Exchange } from '../../platform/http/index.ts';
import { CEREMONY_MS, newChallenge } from '../../platform/webauthn.ts';

/** What a challenge is for. */
export type Ceremony = 'enrol' | 'prove' | 'enter';

/** The session that asks, or for somebody not yet in the visit: nobody else can use the challenge. */
export function boundTo(ceremony: Ceremony, secret: string, { visitor, cookie }: Exchange): string | undefined {
  if (visitor !== null) return `${ceremony}:session:${visitor.sessionId}`;
  const visit = cookie('visit');
  return visit === undefined ? undefined : `${ceremony}:visit:${blindName(secret, 'passkey visit', visit)}`;
}

/** A challenge to sign; asking for another one makes the one before worthless. */
export async function giveChallenge(db: Db, bound: string, now: Date): Promise<string> {
  const challenge = newChallenge();
  await db.query('delete from passkey_challenges where bound = $1', [bound]);
  await db.query('insert into passkey_challenges (digest, bound, expires_at) values ($1, $2, $3)', [
    tokenDigest(challenge),
    bound,
    new Date(now.getTime() + CEREMONY_MS),
  ]);
  return challenge;
}

/** Takes the challenge out of the table, good or not: nobody tries twice with one. */
export async function takeChallenge(db: Db, challenge: string, bound: string, now: Date): Promise<boolean> {
  const [taken] = await db.query<{ expiresAt: Date }>(
    'delete from passkey_challenges where digest = $1 and bound = $2 returning expires_at as "expiresAt"',
    [tokenDigest(challenge), bound],
  );
  return taken !== undefined && taken.expiresAt > now;
}

export async function purgeChallenges(db: Db, now: Date): Promise<void> {
  await db.query('delete from passkey_challenges where expires_at < $1', [now]);
}
