import type { Db } from '../../platform/db/database.ts';
import { blindName, readableSecret, seal, unseal } from '../../platform/hashing-tokens.ts';
import { RECOVERY_CODES, readRecoveryCode } from './factors.ts';

const SHEET = 'recovery codes';
const SHEET_MS = 600_000;

/** New codes in the place of the old ones; they are shown now and never again. */
export async function makeRecoveryCodes(tx: Db, key: string, accountId: string, now: Date): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => readableSecret(3));
  await tx.query('delete from recovery_codes where account_id = $1', [accountId]);
  await tx.query('insert into recovery_codes (account_id, digest, made_at) select $1, unnest($2::text[]), $3', [
    accountId,
    codes.map((code) => digestOf(key, accountId, readRecoveryCode(code) ?? '')),
    now,
  ]);
  return codes;
}

/** Uses a code up; false when it is none of this account's, or was used. */
export async function takeRecoveryCode(tx: Db, key: string, accountId: string, code: string, now: Date) {
  const used = await tx.query(
    `update recovery_codes set used_at = $3 where account_id = $1 and digest = $2 and used_at is null
     returning account_id`,
    [accountId, digestOf(key, accountId, code), now],
  );
  return used.length > 0;
}

export async function deleteRecoveryCodes(tx: Db, accountId: string): Promise<void> {
  await tx.query('delete from recovery_codes where account_id = $1', [accountId]);
}

/** The codes on the page that shows them, sealed for the form that saves them as a file. */
export function sealSheet(key: string, bound: string, codes: readonly string[], now: Date): string {
  return seal(key, SHEET, bound, JSON.stringify([now.getTime(), ...codes])).toString('base64url');
}

export function openSheet(key: string, bound: string, sealed: string, now: Date): readonly string[] | undefined {
  const text = unseal(key, SHEET, bound, Buffer.from(sealed, 'base64url'));
  if (text === undefined) return undefined;
  const [at, ...codes] = JSON.parse(text) as [number, ...string[]];
  return now.getTime() - at > SHEET_MS ? undefined : codes;
}

function digestOf(key: string, accountId: string, code: string): string {
  return blindName(key, 'recovery code', accountId, code);
}
