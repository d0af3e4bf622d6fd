import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
import {
  type Answer,
  type AnswerWithCookies,
  type Exchange,
  type FieldError,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { Account } from './account.ts';
import { isTooShort } from './account-facts.ts';
import { accountById } from './account-store.ts';
import { busyPage, lookOf } from './answers-routes.tsx';
import { deviceCookie, standingOf } from './coming-in-routes.tsx';
import { type PasswordFacts, passwordFactsOf, rememberDevice, saveChosenPassword } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import { countsOf } from './login-attempt-routes.ts';
import { makePassword, newPasswordErrors, PASSWORD_FIELDS } from './new-password.ts';
import { checkOwnPassword } from './own-password.ts';
import { type PasswordRule, passwordRule } from './password-policy.ts';
import { accountOfLink, tellPasswordChanged } from './recovery-store.ts';
import { owesSecondFactor, renewToken, sessionCookie } from './session-store.ts';
import {
  askedPath,
  NEW_PASSWORD_PATH,
  OWN_PASSWORD_PATH,
  PROFILE_PATH,
  SECOND_FACTOR_PATH,
  whereTheyStand,
} from './standing.ts';
import { forgetTries } from './throttle-store.ts';
import { NewPasswordPage, type PasswordReason } from './views/new-password-page.tsx';
import { DeadRecoveryLinkPage } from './views/recovery-pages.tsx';

const LINK = '/accesso/recupero/:token';

/** Choosing a password: forced after a temporary one, or at will. */
export function passwordRoutes(deps: AccountDeps): Route[] {
  return [
    {
      method: 'GET',
      path: NEW_PASSWORD_PATH,
      policy: { who: 'pending', object: 'own-account' },
      handle: signedIn((exchange) => ownPasswordPage(deps, exchange)),
    },
    {
      method: 'POST',
      path: NEW_PASSWORD_PATH,
      policy: { who: 'pending', object: 'own-account' },
      handle: signedIn((exchange) => changeOwnPassword(deps, exchange)),
    },
    {
      method: 'GET',
      path: OWN_PASSWORD_PATH,
      policy: { who: 'signed-in', object: 'own-account', recent: true },
      handle: signedIn((exchange) => ownPasswordPage(deps, exchange)),
    },
    {
      method: 'POST',
      path: OWN_PASSWORD_PATH,
      policy: { who: 'signed-in', object: 'own-account', recent: true },
      handle: signedIn((exchange) => changeOwnPassword(deps, exchange)),
    },
  ];
}

/** And through the mailed link. */
export function mailedPasswordRoutes(deps: AccountDeps): Route[] {
  return [
    { method: 'GET', path: LINK, policy: { who: 'anyone' }, handle: (exchange) => showLink(deps, exchange) },
    { method: 'POST', path: LINK, policy: { who: 'anyone' }, handle: (exchange) => useLink(deps, exchange) },
  ];
}

function askedOf(exchange: Exchange): string | undefined {
  return askedPath(exchange.form.has('dopo') ? exchange.form.text('dopo') : exchange.query['dopo']);
}

async function ownPasswordPage(
  deps: AccountDeps,
  exchange: SignedIn,
  errors: readonly FieldError[] = [],
): Promise<Answer> {
  const { proven, mustChangePassword, accountId } = exchange.visitor;
  if (!proven) return seeOther(SECOND_FACTOR_PATH);
  if (!mustChangePassword && exchange.path.startsWith(NEW_PASSWORD_PATH)) return seeOther(OWN_PASSWORD_PATH);
  const facts = await passwordFactsOf(deps.database, accountId);
  const shown = {
    look: lookOf(deps, exchange, errors),
    action: mustChangePassword ? NEW_PASSWORD_PATH : OWN_PASSWORD_PATH,
    least: ruleFor(exchange).least,
    reason: reasonOf(exchange.visitor, facts),
    asked: askedOf(exchange),
  };
  return page(renderPage(<NewPasswordPage {...shown} />), errors.length > 0 ? 422 : 200);
}

/** Nothing is known of who has no password yet, having come in with another identity. */
function reasonOf(visitor: SignedIn['visitor'], facts: PasswordFacts | undefined): PasswordReason {
  if (facts === undefined) return 'first';
  if (!visitor.mustChangePassword) return 'chosen';
  if (facts.temporary) return 'temporary';
  return isTooShort({ ...visitor, shortPassword: facts.standsAlone === false }) ? 'short' : 'over';
}

function ruleFor({ visitor }: SignedIn): PasswordRule {
  return passwordRule(visitor.secondFactor || visitor.memberships.length > 0);
}

async function changeOwnPassword(deps: AccountDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const { proven, mustChangePassword } = visitor;
  if (!proven) return seeOther(SECOND_FACTOR_PATH);
  const path = mustChangePassword ? NEW_PASSWORD_PATH : OWN_PASSWORD_PATH;
  if (path !== exchange.path.split('?')[0]) return seeOther(path);
  const account = await accountById(deps.database, visitor.accountId);
  if (account === undefined) throw new Error('a visitor without an account');
  const twice = form.single(...PASSWORD_FIELDS);
  if (twice.length > 0) return ownPasswordPage(deps, exchange, twice);
  const current = await currentPassword(deps, exchange);
  if (current === 'busy') return busyPage(deps, exchange, path);
  const wrong = current === 'right' ? [] : [{ field: 'password', message: current }];
  const errors = [...wrong, ...newPasswordErrors(deps, form, account, ruleFor(exchange))];
  if (errors.length > 0) return ownPasswordPage(deps, exchange, errors);
  const made = await makePassword(deps, form, account.id);
  if (made === 'busy') return busyPage(deps, exchange, path);
  if ('error' in made) return ownPasswordPage(deps, exchange, [made.error]);
  const chosen = { accountId: account.id, password: made, keepSession: visitor.sessionId };
  let token = '';
  await saveChosenPassword(deps.database, chosen, arrivedAt, async (tx) => {
    token = await renewToken(tx, visitor.sessionId);
    await forgetTries(tx, deps.secret, countsOf(account.id, exchange.ip));
    await tellPasswordChanged(tx, account, arrivedAt);
  });
  const after = askedOf(exchange) ?? (mustChangePassword ? undefined : PROFILE_PATH);
  const next = whereTheyStand({ ...standingOf(visitor), mustChangePassword: false }, after);
  return withCookies(seeOther(next, 'La nuova password è salvata.'), sessionCookie(token));
}

/** Asked before a change at will, since the browser may have been left open; not of who has just used it, or has none. */
async function currentPassword(deps: AccountDeps, exchange: SignedIn): Promise<'right' | 'busy' | string> {
  const { mustChangePassword, accountId } = exchange.visitor;
  const none = (await passwordFactsOf(deps.database, accountId)) === undefined;
  return mustChangePassword || none ? 'right' : checkOwnPassword(deps, exchange);
}

async function linkOwner(deps: AccountDeps, exchange: Exchange): Promise<Account | undefined> {
  return accountOfLink(deps.database, exchange.params['token'] ?? '', exchange.arrivedAt);
}

async function showLink(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const account = await linkOwner(deps, exchange);
  return account === undefined ? deadLink(deps, exchange) : linkPage(deps, exchange, account);
}

async function linkPage(deps: AccountDeps, exchange: Exchange, account: Account, errors: readonly FieldError[] = []) {
  const shown = {
    look: lookOf(deps, exchange, errors),
    action: `/accesso/recupero/${exchange.params['token']}`,
    least: (await ruleOf(deps, account)).least,
    reason: 'forgotten',
    username: account.username,
  } as const;
  return page(renderPage(<NewPasswordPage {...shown} />), errors.length > 0 ? 422 : 200);
}

async function ruleOf({ database }: AccountDeps, { id }: Account): Promise<PasswordRule> {
  return passwordRule(await owesSecondFactor(database, id));
}

async function useLink(deps: AccountDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const account = await linkOwner(deps, exchange);
  if (account === undefined) return deadLink(deps, exchange);
  const errors = newPasswordErrors(deps, exchange.form, account, await ruleOf(deps, account));
  if (errors.length > 0) return linkPage(deps, exchange, account, errors);
  const made = await makePassword(deps, exchange.form, account.id);
  const link = exchange.params['token'] ?? '';
  if (made === 'busy') return busyPage(deps, exchange, `/accesso/recupero/${link}`);
  if ('error' in made) return linkPage(deps, exchange, account, [made.error]);
  const now = exchange.arrivedAt;
  const device = exchange.cookie('device') ?? newToken();
  const saved = await saveChosenPassword(
    deps.database,
    { accountId: account.id, password: made, link },
    now,
    async (tx) => {
      // Whoever holds the mailbox is known from here on: strangers cannot stand in the way of the login that follows.
      await rememberDevice(tx, account.id, tokenDigest(device), exchange, now);
      await forgetTries(tx, deps.secret, countsOf(account.id, exchange.ip));
      await tellPasswordChanged(tx, account, now);
    },
  );
  if (!saved) return deadLink(deps, exchange);
  return withCookies(seeOther('/accesso', 'La nuova password è salvata: ora accedi con quella.'), deviceCookie(device));
}

function deadLink(deps: AccountDeps, exchange: Exchange): Answer {
  return page(renderPage(<DeadRecoveryLinkPage look={lookOf(deps, exchange)} />), 410);
}
