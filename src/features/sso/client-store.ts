import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
import type { Client } from './client.ts';

const CLIENT = `id, name, purpose, home_url as "homeUrl", redirect_uris as "redirectUris",
  post_logout_uris as "postLogoutUris", logout_url as "logoutUrl", authentication, public_keys as "publicKeys", scopes,
  fiscal_code_basis as "fiscalCodeBasis", level, own, refresh, suspended`;

export async function clientById(db: Db, id: string): Promise<Client | undefined> {
  const [client] = await db.query<Client>(`select ${CLIENT} from openid_clients where id = $1`, [id]);
  return client;
}

export function allClients(db: Db): Promise<Client[]> {
  return db.query<Client>(`select ${CLIENT} from openid_clients order by own desc, name`);
}

/** Registers a service; false when its id is taken. `by` is the administrator's account, or null for a command. */
export async function registerClient(tx: Db, client: Client, by: string | null, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `insert into openid_clients (id, name, purpose, home_url, redirect_uris, post_logout_uris, logout_url, authentication,
       public_keys, scopes, fiscal_code_basis, level, own, refresh, suspended, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict (id) do nothing returning id`,
    [...valuesOf(client), now],
  );
  if (rows.length === 0) return false;
  await recordEvent(tx, {
    kind: 'openid-client.registered',
    actor: by,
    subject: subject(client.id),
    data: told(client),
  });
  return true;
}

/** Replaces everything but the id. */
export async function changeClient(tx: Db, client: Client, by: string | null): Promise<void> {
  await tx.query(
    `update openid_clients set name = $2, purpose = $3, home_url = $4, redirect_uris = $5, post_logout_uris = $6,
       logout_url = $7, authentication = $8, public_keys = $9, scopes = $10, fiscal_code_basis = $11, level = $12,
       own = $13, refresh = $14, suspended = $15 where id = $1`,
    valuesOf(client),
  );
  await recordEvent(tx, { kind: 'openid-client.changed', actor: by, subject: subject(client.id), data: told(client) });
}

/** A suspended service is unknown to the provider until it is let in again. */
export async function suspendClient(tx: Db, id: string, suspended: boolean, by: string | null): Promise<void> {
  await tx.query('update openid_clients set suspended = $2 where id = $1', [id, suspended]);
  const kind = suspended ? 'openid-client.suspended' : 'openid-client.readmitted';
  await recordEvent(tx, { kind, actor: by, subject: subject(id) });
}

function valuesOf(client: Client): unknown[] {
  const { publicKeys } = client;
  return [
    client.id,
    client.name,
    client.purpose,
    client.homeUrl,
    client.redirectUris,
    client.postLogoutUris,
    client.logoutUrl,
    client.authentication,
    publicKeys && JSON.stringify(publicKeys),
    client.scopes,
    client.fiscalCodeBasis,
    client.level,
    client.own,
    client.refresh,
    client.suspended,
  ];
}

/** What the log keeps of a registration: enough to see who let whom have what, and by which norm. */
function told({ id: _id, publicKeys, ...rest }: Client): Record<string, unknown> {
  return { ...rest, publicKeys: publicKeys?.keys.map((key) => key['kid'] ?? key['kty']) ?? null };
}

function subject(id: string) {
  return { type: 'openid-client', id };
}

/** How long the secret before goes on working when a new one is made. */
const OVERLAP_DAYS = 7;

/**
 * A new secret, shown once and kept as its digest. Those before it are good for {@link OVERLAP_DAYS} more days, so that
 * the service can change without a gap; at most two are good at once.
 */
export async function newClientSecret(tx: Db, clientId: string, by: string | null, now: Date): Promise<string> {
  const secret = newToken();
  const until = new Date(now.getTime() + OVERLAP_DAYS * 86_400_000);
  await tx.query('delete from openid_client_secrets where client_id = $1 and expires_at is not null', [clientId]);
  await tx.query('update openid_client_secrets set expires_at = $2 where client_id = $1', [clientId, until]);
  await tx.query('insert into openid_client_secrets (digest, client_id, created_at) values ($1, $2, $3)', [
    tokenDigest(secret),
    clientId,
    now,
  ]);
  const data = { previousUntil: until };
  await recordEvent(tx, { kind: 'openid-client.secret_made', actor: by, subject: subject(clientId), data });
  return secret;
}

/** Ends at once every secret but the newest: for one that was lost. */
export async function endOldSecrets(tx: Db, clientId: string, by: string | null): Promise<void> {
  await tx.query('delete from openid_client_secrets where client_id = $1 and expires_at is not null', [clientId]);
  await recordEvent(tx, { kind: 'openid-client.old_secrets_ended', actor: by, subject: subject(clientId) });
}

/**
 * Makes a secret known that somebody else has chosen: for the services of the test environment, and for a minute while
 * a registration is tried out.
 */
export async function knowSecret(db: Db, clientId: string, secret: string, now: Date, until?: Date): Promise<void> {
  await db.query(
    `insert into openid_client_secrets (digest, client_id, created_at, expires_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [tokenDigest(secret), clientId, now, until ?? null],
  );
}

/** Takes back a secret that was good for a while. */
export async function forgetSecret(db: Db, secret: string): Promise<void> {
  await db.query('delete from openid_client_secrets where digest = $1', [tokenDigest(secret)]);
}

export interface SecretHead {
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

export function secretsOf(db: Db, clientId: string, now: Date): Promise<SecretHead[]> {
  return db.query<SecretHead>(
    `select created_at as "createdAt", expires_at as "expiresAt" from openid_client_secrets
     where client_id = $1 and (expires_at is null or expires_at > $2) order by created_at desc`,
    [clientId, now],
  );
}

/** Whether the text is one of the client's secrets now. Looked up by digest: there is nothing to compare slowly. */
export async function isSecretOf(db: Database, clientId: string, given: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    `select from openid_client_secrets
     where digest = $1 and client_id = $2 and (expires_at is null or expires_at > $3)`,
    [tokenDigest(given), clientId, now],
  );
  return rows.length > 0;
}
