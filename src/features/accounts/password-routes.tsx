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
import { notify } from '../notifications/index.ts';
import type { Account } from './account.ts';
import { accountById } from './account-store.ts';
import { busyPage, lookOf } from './answers-routes.tsx';
import { passwordHashOf, saveChosenPassword } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import { standingOf } from './login-routes.tsx';
import { passwordChangedLetter } from './mails.ts';
import { membershipsOf } from './membership-store.ts';
import { checkOwnPassword } from './own-password.ts';
import { normalizePassword, passwordFault, passwordRule } from './password-policy.ts';
import { accountOfLink } from './recovery-store.ts';
import { renewToken, sessionCookie } from './session-store.ts';
import {
  askedPath,
  NEW_PASSWORD_PATH,
  OWN_PASSWORD_PATH,
  PROFILE_PATH,
  SECOND_FACTOR_PATH,
  whereTheyStand,
} from './standing.ts';
import { NewPasswordPage } from './views/new-password-page.tsx';
import { DeadRecoveryLinkPage } from './views/recovery-pages.tsx';

const LINK = '/accesso/recupero/:token';
const PASSWORDS = ['password', 'newPassword', 'newPasswordAgain'] as const;

/** Choosing a password: forced after a temporary one, at will, or through the mailed link. */
export function passwordRoutes(deps: AccountDeps): Route[] {
  return [
    {
      method: 'GET',
      path: NEW_PASSWORD_PATH,
      policy: { who: 'pending', object: 'own-account' },
      handle: signedIn(async (exchange) => ownPasswordPage(deps, exchange)),
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
      handle: signedIn(async (exchange) => ownPasswordPage(deps, exchange)),
    },
    {
      method: 'POST',
      path: OWN_PASSWORD_PATH,
      policy: { who: 'signed-in', object: 'own-account', recent: true },
      handle: signedIn((exchange) => changeOwnPassword(deps, exchange)),
    },
    { method: 'GET', path: LINK, policy: { who: 'anyone' }, handle: (exchange) => showLink(deps, exchange) },
    { method: 'POST', path: LINK, policy: { who: 'anyone' }, handle: (exchange) => useLink(deps, exchange) },
  ];
}

function askedOf(exchange: Exchange): string | undefined {
  return askedPath(exchange.form.has('dopo') ? exchange.form.text('dopo') : exchange.query['dopo']);
}

function ownPasswordPage(deps: AccountDeps, exchange: SignedIn, errors: readonly FieldError[] = []): Answer {
  const { proven, mustChangePassword, memberships } = exchange.visitor;
  if (!proven) return seeOther(SECOND_FACTOR_PATH);
  if (!mustChangePassword && exchange.path.startsWith(NEW_PASSWORD_PATH)) return seeOther(OWN_PASSWORD_PATH);
  const { least } = passwordRule(memberships.length > 0);
  const shown = {
    look: lookOf(deps, exchange, errors),
    action: mustChangePassword ? NEW_PASSWORD_PATH : OWN_PASSWORD_PATH,
    least,
    reason: mustChangePassword ? 'temporary' : 'chosen',
    asked: askedOf(exchange),
  } as const;
  return page(renderPage(<NewPasswordPage {...shown} />), errors.length > 0 ? 422 : 200);
}

async function changeOwnPassword(deps: AccountDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const { proven, mustChangePassword } = visitor;
  if (!proven) return seeOther(SECOND_FACTOR_PATH);
  const path = mustChangePassword ? NEW_PASSWORD_PATH : OWN_PASSWORD_PATH;
  if (path !== exchange.path.split('?')[0]) return seeOther(path);
  const account = await accountById(deps.database, visitor.accountId);
  if (account === undefined) throw new Error('a visitor without an account');
  const twice = form.single(...PASSWORDS);
  if (twice.length > 0) return ownPasswordPage(deps, exchange, twice);
  const current = mustChangePassword ? 'right' : await checkOwnPassword(deps, exchange);
  if (current === 'busy') return busyPage(deps, exchange, path);
  const errors = [
    ...(current === 'right' ? [] : [{ field: 'password', message: current }]),
    ...newPasswordErrors(deps, exchange, account, visitor.memberships.length > 0),
    ...(await sameAsBefore(deps, exchange, current)),
  ];
  if (errors.length > 0) return ownPasswordPage(deps, exchange, errors);
  const hash = await deps.hasher.hashSecret(normalizePassword(form.text('newPassword')));
  if (hash === 'busy') return busyPage(deps, exchange, path);
  const chosen = { accountId: account.id, hash, keepSession: visitor.sessionId };
  let token = '';
  await saveChosenPassword(deps.database, chosen, arrivedAt, async (tx) => {
    token = await renewToken(tx, visitor.sessionId);
    await notify(tx, changedMessage(account, arrivedAt));
  });
  const after = askedOf(exchange) ?? (mustChangePassword ? undefined : PROFILE_PATH);
  const next = whereTheyStand({ ...standingOf(visitor), mustChangePassword: false }, after);
  return withCookies(seeOther(next, 'La nuova password è salvata.'), sessionCookie(token));
}

/** A temporary password went through the mail: it must not stay. */
async function sameAsBefore(deps: AccountDeps, exchange: SignedIn, current: string): Promise<FieldError[]> {
  const next = normalizePassword(exchange.form.text('newPassword'));
  if (current !== 'right' || next === '' || !exchange.visitor.mustChangePassword) return [];
  const stored = await passwordHashOf(deps.database, exchange.visitor.accountId);
  const same = await deps.hasher.verifySecret(stored, next);
  return same === true ? [{ field: 'newPassword', message: 'È la password temporanea: scegline una diversa.' }] : [];
}

function newPasswordErrors(deps: AccountDeps, { form }: Exchange, account: Account, staff: boolean): FieldError[] {
  const twice = form.single(...PASSWORDS);
  if (twice.length > 0) return twice;
  const fault = passwordFault(form.text('newPassword'), account, passwordRule(staff), deps.guessing);
  if (fault !== undefined) return [{ field: 'newPassword', message: fault }];
  const same = normalizePassword(form.text('newPassword')) === normalizePassword(form.text('newPasswordAgain'));
  return same
    ? []
    : [{ field: 'newPasswordAgain', message: 'Le due password sono diverse. Scrivile di nuovo uguali.' }];
}

function changedMessage({ id }: Account, now: Date) {
  return {
    accountId: id,
    kind: 'account.password-changed',
    key: `password-changed:${id}:${now.getTime()}`,
    ...passwordChangedLetter(now),
  };
}

async function linkOwner(deps: AccountDeps, exchange: Exchange): Promise<Account | undefined> {
  return accountOfLink(deps.database, exchange.params['token'] ?? '', exchange.arrivedAt);
}

async function showLink(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const account = await linkOwner(deps, exchange);
  return account === undefined ? deadLink(deps, exchange) : linkPage(deps, exchange, account);
}

async function linkPage(deps: AccountDeps, exchange: Exchange, account: Account, errors: readonly FieldError[] = []) {
  const staff = (await membershipsOf(deps.database, account.id)).length > 0;
  const shown = {
    look: lookOf(deps, exchange, errors),
    action: `/accesso/recupero/${exchange.params['token']}`,
    least: passwordRule(staff).least,
    reason: 'forgotten',
    username: account.username,
  } as const;
  return page(renderPage(<NewPasswordPage {...shown} />), errors.length > 0 ? 422 : 200);
}

async function useLink(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const account = await linkOwner(deps, exchange);
  if (account === undefined) return deadLink(deps, exchange);
  const staff = (await membershipsOf(deps.database, account.id)).length > 0;
  const errors = newPasswordErrors(deps, exchange, account, staff);
  if (errors.length > 0) return linkPage(deps, exchange, account, errors);
  const hash = await deps.hasher.hashSecret(normalizePassword(exchange.form.text('newPassword')));
  const link = exchange.params['token'] ?? '';
  if (hash === 'busy') return busyPage(deps, exchange, `/accesso/recupero/${link}`);
  const now = exchange.arrivedAt;
  const saved = await saveChosenPassword(deps.database, { accountId: account.id, hash, link }, now, (tx) =>
    notify(tx, changedMessage(account, now)),
  );
  return saved ? seeOther('/accesso', 'La nuova password è salvata: ora accedi con quella.') : deadLink(deps, exchange);
}

function deadLink(deps: AccountDeps, exchange: Exchange): Answer {
  return page(renderPage(<DeadRecoveryLinkPage look={lookOf(deps, exchange)} />), 410);
}
