import { romeDate } from '../../kernel/rome-time.ts';
import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { tokenDigest } from '../../platform/hashing-tokens.ts';
import { accountByFiscalCode, accountById, birthPlacesOf, createAccount } from '../accounts/index.ts';
import { notify } from '../notifications/index.ts';
import { createRegistry } from '../registry/index.ts';
import { type AssertedIdentity, assertedPerson } from './asserted.ts';
import { linkedLetter } from './letters.ts';

export type LinkOutcome =
  /** Known: this account is theirs. */
  | { readonly kind: 'linked'; readonly accountId: string }
  /** New: an account was opened for them. */
  | { readonly kind: 'created'; readonly accountId: string }
  /**
   * Their fiscal code has an account that no identity of this provider opens yet: nothing is linked until they prove that
   * it is theirs ({@link linkProven}).
   */
  | { readonly kind: 'proof-needed'; readonly accountId: string }
  /** Linked or asked for an account whose fiscal code is another: never merged. */
  | { readonly kind: 'conflict'; readonly accountId: string }
  /** Too little is asserted to open an account. */
  | { readonly kind: 'unknown' };

/**
 * Finds the account of an identity, or opens one. Identities are known by provider and subject (ASVS 6.8.1); the fiscal
 * code finds an account but never joins an identity to it by itself. `asker` is who is signed in and asks to add this
 * identity to their account, which is proof enough if the fiscal code is theirs.
 */
export async function linkDigitalIdentity(
  tx: Db,
  asserted: AssertedIdentity,
  now: Date,
  asker: string | null = null,
): Promise<LinkOutcome> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('polis.identity'), hashtext($1))`, [
    asserted.fiscalCode ?? `${asserted.provider} ${asserted.subject}`,
  ]);
  const owner = await ownerOf(tx, asserted, now);
  if (owner !== undefined) return sameCode(tx, asserted, owner, asker);
  if (asker !== null) return addTo(tx, asserted, asker, now);
  if (asserted.fiscalCode === undefined) return { kind: 'unknown' };
  const account = await accountByFiscalCode(tx, asserted.fiscalCode);
  return account === undefined ? open(tx, asserted, now) : { kind: 'proof-needed', accountId: account.id };
}

/** Joins an identity to the account whose owner has proved it is theirs. */
export async function linkProven(tx: Db, asserted: AssertedIdentity, accountId: string, now: Date): Promise<void> {
  const { provider, subject, method, level } = asserted;
  await tx.query(
    `insert into identity_links (provider, subject, account_id, method, level, linked_at, last_used_at)
     values ($1, $2, $3, $4, $5, $6, $6) on conflict (provider, subject) do nothing`,
    [provider, subject, accountId, method, level, now],
  );
  await recordEvent(tx, {
    kind: 'identity.linked',
    actor: accountId,
    subject: { type: 'account', id: accountId },
    data: { method, provider, level },
  });
  await notify(tx, {
    accountId,
    kind: 'identity.linked',
    key: `identity-linked:${accountId}:${tokenDigest(`${provider} ${subject}`).toString('base64url')}:${now.getTime()}`,
    ...linkedLetter(method, provider),
  });
}

/** The account this identity opens; undefined when it is linked to none. */
export async function ownerOf(
  tx: Db,
  { provider, subject, level }: AssertedIdentity,
  now: Date,
): Promise<string | undefined> {
  const [link] = await tx.query<{ accountId: string }>(
    `update identity_links set last_used_at = $3, level = greatest(level, $4) where provider = $1 and subject = $2
     returning account_id as "accountId"`,
    [provider, subject, now, level],
  );
  return link?.accountId;
}

/** The identity is known; its fiscal code must still be that of the account, and the account that of who asks. */
async function sameCode(
  tx: Db,
  { fiscalCode }: AssertedIdentity,
  accountId: string,
  asker: string | null,
): Promise<LinkOutcome> {
  const account = await accountById(tx, accountId);
  const same = fiscalCode === undefined || account?.fiscalCode === fiscalCode;
  const theirs = asker === null || asker === accountId;
  return same && theirs ? { kind: 'linked', accountId } : { kind: 'conflict', accountId };
}

async function addTo(tx: Db, asserted: AssertedIdentity, asker: string, now: Date): Promise<LinkOutcome> {
  const account = await accountById(tx, asker);
  // Somebody of another state has no Italian code to compare: the proof is that they are already in.
  const same = asserted.fiscalCode === undefined || account?.fiscalCode === asserted.fiscalCode;
  if (account === undefined || !same) return { kind: 'conflict', accountId: asker };
  await linkProven(tx, asserted, asker, now);
  return { kind: 'linked', accountId: asker };
}

async function open(tx: Db, asserted: AssertedIdentity, now: Date): Promise<LinkOutcome> {
  const person = assertedPerson(asserted, romeDate(now));
  if (person === undefined) return { kind: 'unknown' };
  const place = await birthPlacesOf(createRegistry(tx)).byCode(person.birthPlaceCode);
  const account = await createAccount(tx, { ...person, birthPlace: place?.name ?? person.birthPlaceCode }, now);
  if (account === undefined) throw new Error('an account appeared while it was being opened');
  await linkProven(tx, asserted, account.id, now);
  return { kind: 'created', accountId: account.id };
}
