import { Secret, TOTP } from 'otpauth';
import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { seal, unseal } from '../../platform/hashing-tokens.ts';
import { endSessionsOf, raiseSession } from './session-store.ts';

const PERIOD_SECONDS = 30;
const PURPOSE = 'second factor';

export interface SecondFactor {
  /** In Base32, as authenticator apps take it. */
  readonly secret: string;
  readonly confirmed: boolean;
}

interface Row {
  readonly sealed: Buffer;
  readonly confirmedAt: Date | null;
  readonly lastStep: number;
}

/** The second factor of the account; one that has none gets a secret, not yet confirmed. */
export async function secondFactorOf(db: Db, key: string, accountId: string): Promise<SecondFactor> {
  const fresh = new Secret({ size: 20 }).base32;
  await db.query(
    `insert into second_factors (account_id, sealed_secret) values ($1, $2) on conflict (account_id) do nothing`,
    [accountId, seal(key, PURPOSE, accountId, fresh)],
  );
  const row = await factorRow(db, accountId, '');
  const secret = unseal(key, PURPOSE, accountId, row.sealed);
  if (secret === undefined) throw new Error(`the second factor of account ${accountId} was sealed with another secret`);
  return { secret, confirmed: row.confirmedAt !== null };
}

/** The address an authenticator app reads from the QR code. */
export function keyUri(secret: string, username: string, issuer: string): string {
  return new TOTP({ issuer, label: username, secret, period: PERIOD_SECONDS }).toString();
}

/**
 * Checks a code, at most one time step early or late (RFC 6238, 5.2), never twice the same. When it is right the factor
 * is confirmed, the session proven, and its new token answered.
 */
export async function proveSecondFactor(
  database: Database,
  key: string,
  proof: { accountId: string; sessionId: string; code: string },
  now: Date,
): Promise<string | undefined> {
  return database.transaction(async (tx) => {
    const row = await factorRow(tx, proof.accountId, 'for update');
    const secret = unseal(key, PURPOSE, proof.accountId, row.sealed);
    const step = secret === undefined ? undefined : acceptedStep(secret, proof.code, now);
    if (step === undefined || step <= row.lastStep) return undefined;
    await tx.query(
      'update second_factors set last_step = $2, confirmed_at = coalesce(confirmed_at, $3) where account_id = $1',
      [proof.accountId, step, now],
    );
    if (row.confirmedAt === null) await recordFactor(tx, 'second-factor.enrolled', proof.accountId, proof.accountId);
    return raiseSession(tx, proof.sessionId, { method: 'password', level: 2 }, now);
  });
}

/** Enrols a known secret at once: for staff set up by an administrator and for the test cast. */
export async function enrolSecondFactor(tx: Db, key: string, accountId: string, secret: string, now: Date) {
  await tx.query(
    `insert into second_factors (account_id, sealed_secret, confirmed_at) values ($1, $2, $3)
     on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, confirmed_at = $3, last_step = 0`,
    [accountId, seal(key, PURPOSE, accountId, secret), now],
  );
  await recordFactor(tx, 'second-factor.enrolled', null, accountId);
}

/** Takes the second factor away, and with it every session: the next sign-in enrols a new one. */
export async function resetSecondFactor(tx: Db, accountId: string, operator: string): Promise<boolean> {
  const removed = await tx.query('delete from second_factors where account_id = $1 returning account_id', [accountId]);
  await endSessionsOf(tx, accountId, null, 'second-factor-reset');
  await recordEvent(tx, {
    kind: 'second-factor.reset',
    actor: null,
    subject: { type: 'account', id: accountId },
    data: { operator },
  });
  return removed.length > 0;
}

function acceptedStep(secret: string, code: string, now: Date): number | undefined {
  const totp = new TOTP({ secret, period: PERIOD_SECONDS });
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

async function factorRow(db: Db, accountId: string, lock: 'for update' | ''): Promise<Row> {
  const [row] = await db.query<Row>(
    `select sealed_secret as sealed, confirmed_at as "confirmedAt", last_step as "lastStep"
     from second_factors where account_id = $1 ${lock}`,
    [accountId],
  );
  return row ?? { sealed: Buffer.alloc(0), confirmedAt: null, lastStep: 0 };
}

async function recordFactor(tx: Db, kind: string, actor: string | null, accountId: string): Promise<void> {
  await recordEvent(tx, { kind, actor, subject: { type: 'account', id: accountId } });
}
