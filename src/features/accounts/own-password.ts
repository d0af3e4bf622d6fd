import type { SignedIn } from '../../platform/http/index.ts';
import { waitWords } from './answers-routes.tsx';
import { passwordHashOf } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import { normalizePassword } from './password-policy.ts';
import { PASSWORD_IN_SESSION } from './throttle.ts';
import { forgetTries, giveBack, takeTurns } from './throttle-store.ts';

/** Whether the field `password` holds the visitor's own of today; otherwise why not, in the words shown beside it. */
export async function checkOwnPassword(deps: AccountDeps, exchange: SignedIn): Promise<'right' | 'busy' | string> {
  const { visitor, form, arrivedAt } = exchange;
  if (form.text('password') === '') return 'Scrivi la password di oggi.';
  const counted = [{ limit: PASSWORD_IN_SESSION, name: 'password-session', of: [visitor.accountId] }];
  const turn = await takeTurns(deps.database, deps.secret, counted, arrivedAt);
  if (!turn.allowed) return waitWords('Troppi tentativi sbagliati', turn.until, arrivedAt);
  const stored = await passwordHashOf(deps.database, visitor.accountId);
  const right = await deps.hasher.verifySecret(stored, normalizePassword(form.text('password')));
  if (right === 'busy') {
    await giveBack(deps.database, deps.secret, counted);
    return 'busy';
  }
  if (!right) return 'La password di oggi non è giusta.';
  await forgetTries(deps.database, deps.secret, counted);
  return 'right';
}
