import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { bouncesOf } from '../../platform/mail/index.ts';
import { type AddressKind, kindOf, type VerifiedAddress } from './address.ts';

/** The proven addresses of a person, the reference first. */
export async function verifiedAddressesOf(db: Db, accountId: string): Promise<VerifiedAddress[]> {
  const rows = await db.query<Omit<VerifiedAddress, 'bouncing'> & { provenAt: Date }>(
    `select id, kind, address, reference_since is not null as reference, verified_at as "provenAt" from addresses
     where account_id = $1 and verified_at is not null and removed_at is null
     order by reference_since is null, created_at, id`,
    [accountId],
  );
  const bounces = new Set((await bouncesOf(db, rows)).map(({ address }) => address));
  return rows.map(({ provenAt: _, ...row }) => ({ ...row, bouncing: bounces.has(row.address.toLowerCase()) }));
}

/**
 * Adds an address somebody else vouches for (the link of the registration, an identity provider). The first one becomes
 * the reference; a later one never does by itself. One that is there already is only noted as proven.
 */
export async function addVerifiedAddress(
  tx: Db,
  accountId: string,
  kind: AddressKind,
  address: string,
  now: Date,
): Promise<string> {
  await takeTurn(tx, accountId);
  const [row] = await tx.query<{ id: string; isNew: boolean }>(
    `insert into addresses (id, account_id, kind, address, created_at, verified_at, reference_since)
     values ($1, $2, $3, $4, $5, $5, case when exists (select from addresses where account_id = $2
       and reference_since is not null) then null else $5::timestamptz end)
     on conflict (account_id, lower(address)) where removed_at is null
       do update set verified_at = excluded.verified_at,
         reference_since = coalesce(addresses.reference_since, excluded.reference_since)
     returning id, id = $1 as "isNew"`,
    [uuidv7(), accountId, kindOf(address, kind), address, now],
  );
  if (row === undefined) throw new Error('an address was neither added nor found');
  const subject = { type: 'account', id: accountId };
  await recordEvent(tx, { kind: 'address.verified', actor: accountId, subject, data: { address: row.id } });
  return row.id;
}

/** Changes of one person's addresses take turns. */
export async function takeTurn(tx: Db, accountId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('polis.addresses'), hashtext($1))`, [accountId]);
}
