import type { EnablementState, Membership } from '../../platform/http/index.ts';
import { type PasswordExpiry, passwordEnd } from './password-expiry.ts';
import type { Entry } from './session.ts';

/** What is read of an account at every request and at every entry, because it decides where its owner may go. */
export interface AccountFacts {
  readonly accountId: string;
  readonly temporary: boolean;
  readonly passwordChangedAt: Date | null;
  /** Too short for an account without a second factor. */
  readonly shortPassword: boolean;
  readonly enablement: EnablementState;
  readonly enabledBefore: boolean;
  readonly memberships: readonly Membership[];
  readonly secondFactor: boolean;
}

/** SQL for them, of the account `a`, its credentials `c` and its enablement `e`. */
export const ACCOUNT_FACTS = `a.id as "accountId", coalesce(c.temporary, false) as temporary,
      c.changed_at as "passwordChangedAt", c.stands_alone is not distinct from false as "shortPassword", coalesce(e.state, 'none') as enablement,
      case when e.state is null or e.state in ('active', 'revoked') then false
        else was_enabled_before(e.account_id, e.request_id) end as "enabledBefore",
      (exists (select from totp_keys t where t.account_id = a.id)
        or exists (select from passkeys p where p.account_id = a.id)) as "secondFactor",
      (select coalesce(json_agg(json_build_object('role', m.role, 'body', m.body_code, 'bodyName', m.body_name)
         order by m.role, m.body_code), '[]') from memberships m where m.account_id = a.id) as memberships`;

/**
 * Whoever has a role gives the portal's own second factor, however they came in; anybody else only if they have one and
 * did not come in with two factors already.
 */
export function isProven(
  { memberships, secondFactor }: AccountFacts,
  { proven, level }: { readonly proven: boolean; readonly level: Entry['level'] },
): boolean {
  return proven || (memberships.length === 0 && (!secondFactor || level >= 2));
}

/** Passwords of this installation grow old, and when that may wait. */
export interface PasswordAging {
  readonly expiry: PasswordExpiry;
  /** Whether the person has a draft whose window closes within a day: then nothing comes between them and filing. */
  draftClosesSoon(accountId: string, now: Date): Promise<boolean>;
}

/**
 * The password is all there is between others and this account, and too short for that: the second factor beside which
 * it was chosen is gone.
 */
export function isTooShort(facts: Pick<AccountFacts, 'shortPassword' | 'secondFactor' | 'memberships'>): boolean {
  return facts.shortPassword && !facts.secondFactor && facts.memberships.length === 0;
}

/**
 * A temporary password, or one too short by now, must be changed at once. A password that was over when its owner signed in must be changed; one that ends meanwhile waits for the next login, so
 * that nobody is taken from what they are writing.
 */
export async function owesNewPassword(
  facts: AccountFacts,
  session: { readonly method: Entry['method']; readonly createdAt: Date },
  aging: PasswordAging | null,
  now: Date,
): Promise<boolean> {
  const { accountId, temporary, passwordChangedAt } = facts;
  if (session.method === 'passkey') return isTooShort(facts);
  if (session.method !== 'password') return false;
  if (temporary || isTooShort(facts)) return true;
  if (aging === null || passwordChangedAt === null) return false;
  if (passwordEnd(passwordChangedAt, aging.expiry) > session.createdAt) return false;
  return !(await aging.draftClosesSoon(accountId, now));
}
