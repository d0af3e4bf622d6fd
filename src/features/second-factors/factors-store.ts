import type { Db } from '../../platform/db/database.ts';
import type { Factors, Passkey, TotpKey } from './factors.ts';

/** Everything somebody can prove themselves with. */
export async function factorsOf(db: Db, accountId: string): Promise<Factors> {
  const [totp] = await db.query<TotpKey>(
    `select confirmed_at as "confirmedAt", last_used_at as "lastUsedAt" from totp_keys where account_id = $1`,
    [accountId],
  );
  const passkeys = await db.query<Passkey>(
    `select id, name, added_at as "addedAt", last_used_at as "lastUsedAt", backed_up as "backedUp"
     from passkeys where account_id = $1 order by added_at, id`,
    [accountId],
  );
  const [codes] = await db.query<{ left: number }>(
    'select count(*) as left from recovery_codes where account_id = $1 and used_at is null',
    [accountId],
  );
  return { totp, passkeys, codesLeft: codes?.left ?? 0 };
}

export async function hasSecondFactor(db: Db, accountId: string): Promise<boolean> {
  const [found] = await db.query<{ has: boolean }>(
    `select exists (select from totp_keys where account_id = $1)
       or exists (select from passkeys where account_id = $1) as has`,
    [accountId],
  );
  return found?.has ?? false;
}

/** Changes of one person's factors take turns: two removals at once never leave them without the last one. */
export async function factorsInTurn(tx: Db, accountId: string): Promise<Factors> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('polis.second-factors'), hashtext($1))`, [accountId]);
  return factorsOf(tx, accountId);
}

/** Takes everything away: for who has lost all of it, and when an account is closed. True when there was something. */
export async function removeFactors(tx: Db, accountId: string): Promise<boolean> {
  const removed = await tx.query(
    `with keys as (delete from totp_keys where account_id = $1 returning 1),
       passes as (delete from passkeys where account_id = $1 returning 1)
     select 1 from keys union all select 1 from passes`,
    [accountId],
  );
  await tx.query('delete from recovery_codes where account_id = $1', [accountId]);
  return removed.length > 0;
}
