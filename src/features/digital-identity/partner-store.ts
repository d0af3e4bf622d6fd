import type { PartnerSession, Profile } from '../../engines/spid/index.ts';
import type { Db } from '../../platform/db/database.ts';
import { tokenDigest } from '../../platform/hashing-tokens.ts';

export interface Partner extends PartnerSession {
  readonly profile: Profile;
}

/** Remembers the session the provider keeps beside this one of ours. */
export async function savePartner(tx: Db, sessionId: string, partner: Partner, now: Date): Promise<void> {
  const { profile, provider, nameId, nameQualifier, sessionIndex } = partner;
  await tx.query(
    `insert into partner_sessions (session_id, profile, provider, name_id, name_qualifier, session_index, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (session_id) do update set profile = $2, provider = $3, name_id = $4, name_qualifier = $5,
       session_index = $6, at = $7`,
    [sessionId, profile, provider, nameId, nameQualifier, sessionIndex ?? null, now],
  );
}

/** The session of ours that this token opens. */
export async function sessionOf(tx: Db, token: string): Promise<string | undefined> {
  const [session] = await tx.query<{ id: string }>('select id from sessions where token_digest = $1', [
    tokenDigest(token),
  ]);
  return session?.id;
}

export async function partnerOf(db: Db, sessionId: string): Promise<Partner | undefined> {
  const [partner] = await db.query<Partner>(
    `select profile, provider, name_id as "nameId", name_qualifier as "nameQualifier", session_index as "sessionIndex"
     from partner_sessions where session_id = $1`,
    [sessionId],
  );
  return partner;
}

/** Forgets the provider's sessions of this name and answers ours that went with them. */
export async function forgetPartners(tx: Db, provider: string, nameId: string): Promise<string[]> {
  const gone = await tx.query<{ id: string }>(
    'delete from partner_sessions where provider = $1 and name_id = $2 returning session_id as id',
    [provider, nameId],
  );
  return gone.map(({ id }) => id);
}
