import { Secret, TOTP } from 'otpauth';
import type { Db } from '../../platform/db/database.ts';
import { seal, unseal } from '../../platform/hashing-tokens.ts';

const PERIOD_SECONDS = 30;
const PURPOSE = 'second factor';
const OFFER_PURPOSE = 'second factor offered';
const OFFER_MS = 3_600_000;

/** A key shown and not yet confirmed travels with its form, sealed for this account and session: nothing is stored. */
export interface Offer {
  /** In Base32, as authenticator apps take it. */
  readonly secret: string;
  readonly sealed: string;
}

export function offerKey(key: string, bound: string, now: Date): Offer {
  const { base32: secret } = new Secret({ size: 20 });
  const sealed = seal(key, OFFER_PURPOSE, bound, `${now.getTime()} ${secret}`).toString('base64url');
  return { secret, sealed };
}

/** The key of an offer made to this account and session within the hour. */
export function openOffer(key: string, bound: string, sealed: string, now: Date): Offer | undefined {
  const [at, secret] = unseal(key, OFFER_PURPOSE, bound, Buffer.from(sealed, 'base64url'))?.split(' ') ?? [];
  if (secret === undefined || now.getTime() - Number(at) > OFFER_MS) return undefined;
  return { secret, sealed };
}

/** The address an authenticator app reads from the QR code. */
export function keyUri(secret: string, username: string, issuer: string): string {
  return new TOTP({ issuer, label: username, secret, period: PERIOD_SECONDS }).toString();
}

/** Keeps a key whose first code is right; false when the code is not. */
export async function confirmTotp(
  tx: Db,
  key: string,
  { accountId, secret, code }: { accountId: string; secret: string; code: string },
  now: Date,
): Promise<boolean> {
  const step = acceptedStep(secret, code, now);
  if (step === undefined) return false;
  await putTotp(tx, key, accountId, secret, now, step);
  return true;
}

/** Enrols a known key at once: for the test cast. */
export async function putTotp(tx: Db, key: string, accountId: string, secret: string, now: Date, step = 0) {
  await tx.query(
    `insert into totp_keys (account_id, sealed_key, confirmed_at, last_step) values ($1, $2, $3, $4)
     on conflict (account_id) do update set sealed_key = excluded.sealed_key, confirmed_at = excluded.confirmed_at,
       last_used_at = null, last_step = excluded.last_step`,
    [accountId, seal(key, PURPOSE, accountId, secret), now, step],
  );
}

/** Checks a code, at most one time step early or late (RFC 6238, 5.2), never twice the same. */
export async function takeTotp(tx: Db, key: string, accountId: string, code: string, now: Date): Promise<boolean> {
  const [row] = await tx.query<{ sealed: Buffer; lastStep: number }>(
    `select sealed_key as sealed, last_step as "lastStep" from totp_keys where account_id = $1 for update`,
    [accountId],
  );
  if (row === undefined) return false;
  const secret = unseal(key, PURPOSE, accountId, row.sealed);
  if (secret === undefined) throw new Error(`the second factor of account ${accountId} was sealed with another secret`);
  const step = acceptedStep(secret, code, now);
  if (step === undefined || step <= row.lastStep) return false;
  await tx.query('update totp_keys set last_step = $2, last_used_at = $3 where account_id = $1', [
    accountId,
    step,
    now,
  ]);
  return true;
}

export async function deleteTotp(tx: Db, accountId: string): Promise<void> {
  await tx.query('delete from totp_keys where account_id = $1', [accountId]);
}

function acceptedStep(secret: string, code: string, now: Date): number | undefined {
  const totp = new TOTP({ secret, period: PERIOD_SECONDS });
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}
