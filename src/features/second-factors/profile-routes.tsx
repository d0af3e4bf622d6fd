import {
  type Answer,
  type AnswerWithCookies,
  type FieldError,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { forgetTries, sessionCookie, takeTurns } from '../accounts/index.ts';
import { afterRemoval, askedOf, codesTried, lookOf, pauseWords, postedOffer, totpOfferFor } from './answers-routes.tsx';
import { settleChange } from './change-store.ts';
import type { SecondFactorDeps } from './deps.ts';
import { addTotp } from './enrolment-routes.tsx';
import { countOf, mayRemoveOne, readTotpCode } from './factors.ts';
import { factorsInTurn, factorsOf } from './factors-store.ts';
import { cameWithAnother, dropWithLastFactor } from './last-factor-store.ts';
import { totpRemovedLetter } from './letters.ts';
import { CODES, PROFILE, TOTP, TOTP_REMOVAL, towards } from './paths.ts';
import { deleteTotp } from './totp-store.ts';
import { ProfilePage } from './views/profile-page.tsx';
import { RemovalPage } from './views/removal-page.tsx';
import { TotpPage } from './views/totp-page.tsx';

export const SEE = { who: 'signed-in', object: 'own-account' } as const;
/** With what somebody proves who they are changes only after a fresh proof. */
export const CHANGE = { ...SEE, recent: true } as const;

/** What somebody proves who they are with: seeing it, and the app with its codes. */
export function profileRoutes(deps: SecondFactorDeps): Route[] {
  return [
    { method: 'GET', path: PROFILE, policy: SEE, handle: signedIn((exchange) => showAll(deps, exchange)) },
    { method: 'GET', path: TOTP, policy: CHANGE, handle: signedIn((exchange) => showTotp(deps, exchange)) },
    { method: 'POST', path: TOTP, policy: CHANGE, handle: signedIn((exchange) => enrolTotp(deps, exchange)) },
    { method: 'GET', path: TOTP_REMOVAL, policy: CHANGE, handle: signedIn((exchange) => askTotp(deps, exchange)) },
    { method: 'POST', path: TOTP_REMOVAL, policy: CHANGE, handle: signedIn((exchange) => dropTotp(deps, exchange)) },
  ];
}

async function showAll(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const { accountId, memberships } = exchange.visitor;
  const factors = await factorsOf(deps.database, accountId);
  const look = lookOf(deps, exchange);
  const props = { look, factors, hasRole: memberships.length > 0, asked: askedOf(exchange) };
  return page(renderPage(<ProfilePage {...props} passkeysPossible={deps.relyingParty.possible} />));
}

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly trouble?: string;
  readonly status?: number;
}

async function showTotp(deps: SecondFactorDeps, exchange: SignedIn, shown: Shown = {}): Promise<Answer> {
  const factors = await factorsOf(deps.database, exchange.visitor.accountId);
  const offer = await totpOfferFor(deps, exchange);
  const { errors, trouble, status = 200 } = shown;
  const look = lookOf(deps, exchange, errors);
  const props = { look, offer, trouble, replaces: factors.totp !== undefined, asked: askedOf(exchange) };
  return page(renderPage(<TotpPage {...props} />), status);
}

async function enrolTotp(deps: SecondFactorDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const refused = (message: string) => showTotp(deps, exchange, { errors: [{ field: 'code', message }], status: 422 });
  const [twice] = form.single('code');
  if (twice !== undefined) return refused(twice.message);
  const code = readTotpCode(form.text('code'));
  if (code === undefined)
    return refused('Il codice di sicurezza è di sei cifre: copialo dall’applicazione sul telefono.');
  const offer = postedOffer(deps, exchange);
  if (offer === undefined)
    return refused('La chiave mostrata prima non vale più. Inquadra il nuovo disegno e scrivi il nuovo codice.');
  const counted = codesTried(visitor.accountId);
  const turn = await takeTurns(deps.database, deps.secret, counted, arrivedAt);
  if (!turn.allowed) return showTotp(deps, exchange, { trouble: pauseWords(turn.until, arrivedAt), status: 429 });
  const first = countOf(await factorsOf(deps.database, visitor.accountId)) === 0;
  const token = await addTotp(deps, exchange, offer.secret, code);
  if (token === undefined)
    return refused('Il codice non è giusto. Aspetta che l’applicazione ne mostri uno nuovo e scrivi quello.');
  await forgetTries(deps.database, deps.secret, counted);
  return withCookies(settled(exchange, first, 'Il codice di sicurezza è attivo.'), sessionCookie(token));
}

/** After the first factor come the recovery codes, for who may use them. */
export function settled(exchange: SignedIn, first: boolean, notice: string): Answer {
  const next = first && exchange.visitor.memberships.length === 0 ? CODES : PROFILE;
  return seeOther(towards(next, askedOf(exchange)), notice);
}

async function askTotp(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const { accountId, memberships } = exchange.visitor;
  const factors = await factorsOf(deps.database, accountId);
  if (factors.totp === undefined) return seeOther(PROFILE);
  const possible = mayRemoveOne(factors, memberships.length > 0);
  const props = { look: lookOf(deps, exchange), action: TOTP_REMOVAL, what: 'il codice dal telefono', possible };
  const digital = cameWithAnother(exchange.visitor);
  return page(renderPage(<RemovalPage {...props} last={countOf(factors) === 1} digital={digital} />));
}

async function dropTotp(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const { visitor, arrivedAt } = exchange;
  const { accountId, sessionId: session, memberships } = visitor;
  const dropped = await deps.database.transaction(async (tx) => {
    const factors = await factorsInTurn(tx, accountId);
    if (factors.totp === undefined) return { withdrawn: false };
    if (!mayRemoveOne(factors, memberships.length > 0)) return undefined;
    await deleteTotp(tx, accountId);
    const last = countOf(factors) === 1;
    const gone = last ? await dropWithLastFactor(tx, visitor, arrivedAt) : { withdrawn: false };
    const letter = totpRemovedLetter(gone, arrivedAt);
    await settleChange(tx, { accountId, actor: accountId, session, kind: 'totp.removed', letter }, arrivedAt);
    return gone;
  });
  if (dropped === undefined) return askTotp(deps, exchange);
  return afterRemoval(deps, exchange, { ...dropped, words: 'Il codice dal telefono è tolto.' });
}
