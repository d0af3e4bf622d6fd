import type { Hasher } from '../../platform/hashing.ts';
import type { FieldError, Form } from '../../platform/http/index.ts';
import type { Account } from './account.ts';
import { lastHashes, type OwnPassword } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import { normalizePassword, type PasswordRule, passwordFault, standsAlone } from './password-policy.ts';

export const PASSWORD_FIELDS = ['password', 'newPassword', 'newPasswordAgain'] as const;

/** Why the new password of a form cannot be taken, as far as it shows by itself. */
export function newPasswordErrors(deps: AccountDeps, form: Form, account: Account, rule: PasswordRule): FieldError[] {
  const twice = form.single(...PASSWORD_FIELDS);
  if (twice.length > 0) return twice;
  const fault = passwordFault(form.text('newPassword'), account, rule, deps.guessing);
  if (fault !== undefined) return [{ field: 'newPassword', message: fault }];
  const same = normalizePassword(form.text('newPassword')) === normalizePassword(form.text('newPasswordAgain'));
  return same
    ? []
    : [{ field: 'newPasswordAgain', message: 'Le due password sono diverse. Scrivile di nuovo uguali.' }];
}

export type Made = OwnPassword | { readonly error: FieldError } | 'busy';

/** The hash of a new password nothing else speaks against, unless it is one of the last five: each takes a check of its own. */
export async function makePassword({ database, hasher }: AccountDeps, form: Form, accountId: string): Promise<Made> {
  const password = normalizePassword(form.text('newPassword'));
  const used = await isAmong(hasher, await lastHashes(database, accountId), password);
  if (used === 'busy') return 'busy';
  if (used) return { error: { field: 'newPassword', message: USED } };
  const hash = await hasher.hashSecret(password);
  return hash === 'busy' ? 'busy' : { hash, standsAlone: standsAlone(password) };
}

const USED = 'Questa password è una delle ultime cinque che hai usato, o quella temporanea: scegline una diversa.';

async function isAmong(hasher: Hasher, hashes: readonly string[], password: string): Promise<boolean | 'busy'> {
  for (const hash of hashes) {
    const same = await hasher.verifySecret(hash, password);
    if (same !== false) return same;
  }
  return false;
}
