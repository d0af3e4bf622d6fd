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
import { requestOptions } from '../../platform/webauthn.ts';
import { renderPage } from '../../ui/index.ts';
import { forgetTries, goOn, raiseSession, sessionCookie, takeTurns } from '../accounts/index.ts';
import {
  askedOf,
  carriedBy,
  challengeAnswer,
  codesTried,
  isDone,
  lookOf,
  pauseWords,
  postedOffer,
  totpOfferFor,
} from './answers-routes.tsx';
import { boundTo, giveChallenge } from './challenge-store.ts';
import { warnOfGuessing } from './change-store.ts';
import type { SecondFactorDeps } from './deps.ts';
import { addPasskey, addTotp, creationFor } from './enrolment-routes.tsx';
import { countOf, readTotpCode } from './factors.ts';
import { factorsOf } from './factors-store.ts';
import { guessingLetter } from './letters.ts';
import { credentialsOf } from './passkey-store.ts';
import { STEP, STEP_CHALLENGE, STEP_PASSKEY } from './paths.ts';
import { withProof } from './proof-routes.tsx';
import { takeTotp } from './totp-store.ts';
import { FirstFactorPage } from './views/first-factor-page.tsx';
import { StepPage } from './views/step-page.tsx';

/** The second proof after the password: for who works in an office, and for who has chosen one. */
export function loginStepRoutes(deps: SecondFactorDeps): Route[] {
  const policy = { who: 'pending', object: 'own-account' } as const;
  const away = signedIn(async (exchange) => seeOther(STEP, exchange.notice));
  return [
    { method: 'GET', path: STEP, policy, handle: signedIn((exchange) => show(deps, exchange)) },
    { method: 'POST', path: STEP, policy, handle: signedIn((exchange) => takeCode(deps, exchange)) },
    { method: 'GET', path: STEP_PASSKEY, policy, handle: away },
    { method: 'POST', path: STEP_PASSKEY, policy, handle: signedIn((exchange) => takeKey(deps, exchange)) },
    { method: 'GET', path: STEP_CHALLENGE, policy, handle: away },
    { method: 'POST', path: STEP_CHALLENGE, policy, handle: signedIn((exchange) => challenge(deps, exchange)) },
  ];
}

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly trouble?: string;
  readonly status?: number;
}

async function show(deps: SecondFactorDeps, exchange: SignedIn, shown: Shown = {}): Promise<Answer> {
  const { visitor } = exchange;
  if (isDone(exchange)) return seeOther(await goOn(deps, exchange, askedOf(exchange)));
  const look = lookOf(deps, exchange, shown.errors);
  const factors = await factorsOf(deps.database, visitor.accountId);
  const { trouble } = shown;
  const passkeysPossible = deps.relyingParty.possible;
  const common = { look, hidden: carriedBy(exchange), trouble, passkeysPossible };
  if (countOf(factors) === 0) {
    const offer = await totpOfferFor(deps, exchange);
    return page(renderPage(<FirstFactorPage {...common} offer={offer} />), shown.status ?? 200);
  }
  const hasRole = visitor.memberships.length > 0;
  const props = { ...common, factors, hasRole };
  return page(renderPage(<StepPage {...props} />), shown.status ?? 200);
}

/** The code of the app: proves, or confirms the key just taken into the app by who has none yet. */
async function takeCode(deps: SecondFactorDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const { accountId } = visitor;
  if (isDone(exchange)) return show(deps, exchange);
  const refused = (message: string) => show(deps, exchange, { errors: [{ field: 'code', message }], status: 422 });
  const [twice] = form.single('code');
  if (twice !== undefined) return refused(twice.message);
  const code = readTotpCode(form.text('code'));
  if (code === undefined)
    return refused('Il codice di sicurezza è di sei cifre: copialo dall’applicazione sul telefono.');
  const first = countOf(await factorsOf(deps.database, accountId)) === 0;
  const offer = postedOffer(deps, exchange);
  if (first && offer === undefined)
    return refused('La chiave mostrata prima non vale più. Inquadra il nuovo disegno e scrivi il nuovo codice.');
  const turn = await takeTurns(deps.database, deps.secret, codesTried(accountId), arrivedAt);
  if (!turn.allowed) {
    await warn(deps, exchange);
    return show(deps, exchange, { trouble: pauseWords(turn.until, arrivedAt), status: 429 });
  }
  const token = first && offer ? await addTotp(deps, exchange, offer.secret, code) : await prove(deps, exchange, code);
  if (token === undefined) {
    return refused(
      'Il codice non è giusto, o è già stato usato. Aspetta che l’applicazione ne mostri uno nuovo e scrivi quello.',
    );
  }
  await forgetTries(deps.database, deps.secret, codesTried(accountId));
  return onward(deps, exchange, token);
}

async function prove({ database, secret }: SecondFactorDeps, { visitor, arrivedAt }: SignedIn, code: string) {
  const { accountId, sessionId } = visitor;
  return database.transaction(async (tx) => {
    if (!(await takeTotp(tx, secret, accountId, code, arrivedAt))) return undefined;
    return raiseSession(tx, sessionId, { method: 'password', level: 2 }, arrivedAt);
  });
}

async function warn({ database }: SecondFactorDeps, { visitor, arrivedAt }: SignedIn): Promise<void> {
  const letter = guessingLetter(arrivedAt);
  await database.transaction((tx) => warnOfGuessing(tx, visitor.accountId, letter, arrivedAt));
}

const KEY_REFUSED = 'La passkey non è stata accettata. Riprova, o usa un altro modo.';

/** A passkey: proves, or is the first one of who has none yet. */
async function takeKey(deps: SecondFactorDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  if (isDone(exchange)) return show(deps, exchange);
  const { accountId, sessionId } = exchange.visitor;
  if (countOf(await factorsOf(deps.database, accountId)) === 0) {
    const added = await addPasskey(deps, exchange, 'Passkey');
    if ('fault' in added) return show(deps, exchange, { trouble: added.fault, status: 409 });
    return onward(deps, exchange, added.token);
  }
  const token = await withProof(deps, exchange, { ceremony: 'prove', of: accountId }, (tx) =>
    raiseSession(tx, sessionId, { method: 'passkey', level: 2 }, exchange.arrivedAt),
  );
  if (token === undefined) return show(deps, exchange, { trouble: KEY_REFUSED, status: 409 });
  return onward(deps, exchange, token);
}

async function challenge(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const { database, relyingParty, secret } = deps;
  const { accountId, proven, secondFactor } = exchange.visitor;
  if ((proven && !secondFactor) || !exchange.wantsJson) return seeOther(STEP);
  const first = countOf(await factorsOf(database, accountId)) === 0;
  if (first) return challengeAnswer(exchange, STEP, await creationFor(deps, exchange));
  const bound = boundTo('prove', secret, exchange) ?? '';
  const signed = await giveChallenge(database, bound, exchange.arrivedAt);
  const known = await credentialsOf(database, accountId);
  return challengeAnswer(exchange, STEP, await requestOptions(relyingParty, signed, known));
}

async function onward(deps: SecondFactorDeps, exchange: SignedIn, token: string): Promise<AnswerWithCookies> {
  const next = await goOn(deps, { ...exchange, visitor: { ...exchange.visitor, proven: true } }, askedOf(exchange));
  return withCookies(seeOther(next), sessionCookie(token));
}
