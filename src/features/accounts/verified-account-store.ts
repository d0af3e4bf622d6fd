import type { Database, Db } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import type { Membership } from '../../platform/http/index.ts';
import type { Account, Person } from './account.ts';
import { createAccount } from './account-store.ts';
import { setOwnPassword, setTemporaryPassword } from './credential-store.ts';
import { addMembership } from './membership-store.ts';
import { normalizePassword, standsAlone } from './password-policy.ts';

export interface VerifiedAccountDeps {
  readonly database: Database;
  readonly hasher: Hasher;
}

export interface VerifiedAccountOptions {
  readonly password: string;
  /** Given, it is asked for as it is; a homonym gets a number. Missing, it is made from the name. */
  readonly username?: string;
  readonly membership?: Membership;
  /** What else belongs to the account from the start, in the same transaction. */
  readonly also?: (tx: Db, accountId: string) => Promise<void>;
  /** The password is good only until this instant, for choosing one's own. */
  readonly temporaryUntil?: Date;
}

/**
 * An account whose owner and address somebody else vouches for: staff entered by an administrator, the test cast.
 * Nothing when the fiscal code already has an account. Throws when the machine is too busy to hash.
 */
export async function createVerifiedAccount(
  deps: VerifiedAccountDeps,
  person: Person,
  options: VerifiedAccountOptions,
  now: Date,
): Promise<Account | undefined> {
  const hash = await deps.hasher.hashSecret(normalizePassword(options.password));
  if (hash === 'busy') throw new Error('too many passwords are being hashed: try again');
  const { username, membership, also, temporaryUntil } = options;
  return deps.database.transaction(async (tx) => {
    const account = await createAccount(tx, person, now, username);
    if (account === undefined) return undefined;
    if (temporaryUntil === undefined) {
      await setOwnPassword(tx, account.id, { hash, standsAlone: standsAlone(options.password) }, now);
    } else await setTemporaryPassword(tx, account.id, hash, now, temporaryUntil);
    if (membership !== undefined) await addMembership(tx, account.id, membership, now);
    if (also !== undefined) await also(tx, account.id);
    return account;
  });
}
