import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { type Authorization, TELL_LOGOUT } from './logout-message.ts';

/** What somebody has let a service have. */
export interface Consent {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
  readonly givenAt: Date;
  readonly lastUsedAt: Date;
}

const CONSENT = `client_id as "clientId", scopes, claims, given_at as "givenAt", last_used_at as "lastUsedAt"`;

export async function consentTo(db: Db, accountId: string, clientId: string): Promise<Consent | undefined> {
  const [consent] = await db.query<Consent>(
    `select ${CONSENT} from openid_consents where account_id = $1 and client_id = $2`,
    [accountId, clientId],
  );
  return consent;
}

export function consentsOf(db: Db, accountId: string): Promise<Consent[]> {
  return db.query<Consent>(
    `select ${CONSENT} from openid_consents where account_id = $1 order by last_used_at desc, client_id`,
    [accountId],
  );
}

interface Given {
  readonly accountId: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
  /** The person was told, not asked: a service of the administration itself. */
  readonly told: boolean;
}

/** Adds to what the service may have; what was agreed to before stays. */
export async function giveConsent(tx: Db, given: Given, now: Date): Promise<void> {
  const { accountId, clientId, scopes, claims, told } = given;
  await tx.query(
    `insert into openid_consents (account_id, client_id, scopes, claims, given_at, last_used_at)
     values ($1, $2, $3, $4, $5, $5)
     on conflict (account_id, client_id) do update set given_at = excluded.given_at,
       scopes = array(select distinct unnest(openid_consents.scopes || excluded.scopes) order by 1),
       claims = array(select distinct unnest(openid_consents.claims || excluded.claims) order by 1)`,
    [accountId, clientId, scopes, claims, now],
  );
  await recordEvent(tx, {
    kind: told ? 'openid-consent.told' : 'openid-consent.given',
    actor: accountId,
    subject: { type: 'account', id: accountId },
    data: { client: clientId, scopes, claims },
  });
}

/** The service was entered now. Written at most once a minute. */
export async function touchConsent(db: Db, accountId: string, clientId: string, now: Date): Promise<void> {
  await db.query(
    `update openid_consents set last_used_at = $3
     where account_id = $1 and client_id = $2 and last_used_at < $3::timestamptz - interval '1 minute'`,
    [accountId, clientId, now],
  );
}

/**
 * Takes back what the service may have: its tokens are worth nothing from here on, and it is told to let go. False when
 * there was nothing.
 */
export async function revokeConsent(tx: Db, accountId: string, clientId: string): Promise<boolean> {
  const gone = await tx.query(
    'delete from openid_consents where account_id = $1 and client_id = $2 returning client_id',
    [accountId, clientId],
  );
  if (gone.length === 0) return false;
  const told = await tx.query<Authorization>(
    `select account_id as "accountId", $2 as "clientId", payload #>> array['authorizations', $2, 'sid'] as sid
     from openid_rows where kind = 'Session' and account_id = $1 and payload -> 'authorizations' ? $2`,
    [accountId, clientId],
  );
  await tx.query(
    `update openid_rows set payload = payload #- array['authorizations', $2]
     where kind = 'Session' and account_id = $1`,
    [accountId, clientId],
  );
  await tx.query(`delete from openid_rows where account_id = $1 and client_id = $2 and kind <> 'Session'`, [
    accountId,
    clientId,
  ]);
  for (const one of told) await enqueue(tx, TELL_LOGOUT, one);
  const subject = { type: 'account', id: accountId };
  await recordEvent(tx, { kind: 'openid-consent.revoked', actor: accountId, subject, data: { client: clientId } });
  return true;
}
