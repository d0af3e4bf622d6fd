import { recordEvent } from '../../platform/events.ts';
import {
  type Answer,
  type AnswerWithCookies,
  type FieldError,
  file,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { forgetTries, raiseSession, sessionCookie, takeTurns } from '../accounts/index.ts';
import { notify } from '../notifications/index.ts';
import { askedOf, boundTo, carriedBy, codesTried, isDone, lookOf, pauseWords } from './answers-routes.tsx';
import { settleChange } from './change-store.ts';
import type { SecondFactorDeps } from './deps.ts';
import { countOf, readRecoveryCode } from './factors.ts';
import { factorsOf } from './factors-store.ts';
import { codesMadeLetter, codeUsedLetter, leftWords } from './letters.ts';
import { CODES, CODES_FILE, PROFILE, STEP, STEP_RECOVERY, towards } from './paths.ts';
import { CHANGE, SEE } from './profile-routes.tsx';
import { makeRecoveryCodes, openSheet, sealSheet, takeRecoveryCode } from './recovery-code-store.ts';
import { CodesPage } from './views/codes-page.tsx';
import { RecoveryPage } from './views/recovery-page.tsx';
import { SheetPage } from './views/sheet-page.tsx';

/** The way in for who has lost phone and passkeys: making the codes beforehand, and using one. */
export function recoveryRoutes(deps: SecondFactorDeps): Route[] {
  const pending = { who: 'pending', object: 'own-account' } as const;
  return [
    { method: 'GET', path: STEP_RECOVERY, policy: pending, handle: signedIn((exchange) => ask(deps, exchange)) },
    { method: 'POST', path: STEP_RECOVERY, policy: pending, handle: signedIn((exchange) => take(deps, exchange)) },
    { method: 'GET', path: CODES, policy: CHANGE, handle: signedIn((exchange) => showCodes(deps, exchange)) },
    { method: 'POST', path: CODES, policy: CHANGE, handle: signedIn((exchange) => makeCodes(deps, exchange)) },
    { method: 'GET', path: CODES_FILE, policy: SEE, handle: signedIn(async () => seeOther(CODES)) },
    { method: 'POST', path: CODES_FILE, policy: SEE, handle: signedIn(async (exchange) => saveCodes(deps, exchange)) },
  ];
}

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly trouble?: string;
  readonly status?: number;
}

/** Who works in an office has no way round the second factor: a colleague who administrates resets it. */
async function ask(deps: SecondFactorDeps, exchange: SignedIn, shown: Shown = {}): Promise<Answer> {
  const { accountId, memberships } = exchange.visitor;
  if (isDone(exchange)) return seeOther(PROFILE);
  const factors = await factorsOf(deps.database, accountId);
  if (countOf(factors) === 0) return seeOther(STEP);
  const { errors, trouble, status = 200 } = shown;
  const usable = memberships.length === 0 && factors.codesLeft > 0;
  const props = { look: lookOf(deps, exchange, errors), hidden: carriedBy(exchange), trouble, usable };
  return page(renderPage(<RecoveryPage {...props} hasRole={memberships.length > 0} />), status);
}

async function take(deps: SecondFactorDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const { accountId } = visitor;
  if (isDone(exchange) || visitor.memberships.length > 0) return ask(deps, exchange);
  const refused = (message: string) => ask(deps, exchange, { errors: [{ field: 'recovery', message }], status: 422 });
  const [twice] = form.single('recovery');
  if (twice !== undefined) return refused(twice.message);
  const code = readRecoveryCode(form.text('recovery'));
  if (code === undefined)
    return refused('Il codice di recupero ha dodici caratteri, come 7KPW-M2RT-9XHD: copialo intero.');
  const counted = codesTried(accountId);
  const turn = await takeTurns(deps.database, deps.secret, counted, arrivedAt);
  if (!turn.allowed) return ask(deps, exchange, { trouble: pauseWords(turn.until, arrivedAt), status: 429 });
  const entered = await enterWith(deps, exchange, code);
  if (entered === undefined)
    return refused('Il codice di recupero non è giusto, o è già stato usato. Provane un altro.');
  await forgetTries(deps.database, deps.secret, counted);
  const notice = `Sei entrato con un codice di recupero. ${leftWords(entered.left)}`;
  return withCookies(seeOther(towards(PROFILE, askedOf(exchange)), notice), sessionCookie(entered.token));
}

async function enterWith({ database, secret }: SecondFactorDeps, { visitor, arrivedAt }: SignedIn, code: string) {
  const { accountId, sessionId } = visitor;
  return database.transaction(async (tx) => {
    if (!(await takeRecoveryCode(tx, secret, accountId, code, arrivedAt))) return undefined;
    const { codesLeft: left } = await factorsOf(tx, accountId);
    const subject = { type: 'account', id: accountId };
    await recordEvent(tx, { kind: 'recovery-code.used', actor: accountId, subject, data: { left } });
    const key = `recovery-code-used:${accountId}:${arrivedAt.getTime()}`;
    await notify(tx, { accountId, kind: 'account.recovery-code-used', key, ...codeUsedLetter(left, arrivedAt) });
    const token = await raiseSession(tx, sessionId, { method: 'password', level: 2 }, arrivedAt);
    return { left, token };
  });
}

async function showCodes(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const { accountId, memberships } = exchange.visitor;
  const factors = await factorsOf(deps.database, accountId);
  if (countOf(factors) === 0 || memberships.length > 0) return seeOther(PROFILE);
  const props = { look: lookOf(deps, exchange), left: factors.codesLeft, asked: askedOf(exchange) };
  return page(renderPage(<CodesPage {...props} />));
}

/** The only page that ever shows them: it is the answer itself, so that they stand in no address and nowhere to go back to. */
async function makeCodes(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const { visitor, arrivedAt } = exchange;
  const { accountId, sessionId: session, memberships } = visitor;
  const factors = await factorsOf(deps.database, accountId);
  if (countOf(factors) === 0 || memberships.length > 0) return seeOther(PROFILE);
  const codes = await deps.database.transaction(async (tx) => {
    const letter = codesMadeLetter(arrivedAt);
    await settleChange(tx, { accountId, actor: accountId, session, kind: 'recovery-codes.made', letter }, arrivedAt);
    return makeRecoveryCodes(tx, deps.secret, accountId, arrivedAt);
  });
  const sealed = sealSheet(deps.secret, boundTo(exchange), codes, arrivedAt);
  const props = { look: lookOf(deps, exchange), codes, sealed, asked: askedOf(exchange) };
  return page(renderPage(<SheetPage {...props} />));
}

function saveCodes({ secret }: SecondFactorDeps, exchange: SignedIn): Answer {
  const codes = openSheet(secret, boundTo(exchange), exchange.form.text('sheet'), exchange.arrivedAt);
  if (codes === undefined)
    return seeOther(CODES, 'I codici non si possono più scaricare: se non li hai, fanne di nuovi.');
  const lines = ['Istanze OnLine – codici di recupero', 'Ognuno vale una volta sola.', '', ...codes, ''];
  return file(Buffer.from(lines.join('\r\n')), 'text/plain; charset=utf-8', 'codici-di-recupero.txt');
}
