import {
  type Answer,
  type AnswerWithCookies,
  absent,
  type FieldError,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { sessionCookie } from '../accounts/index.ts';
import { afterRemoval, askedOf, challengeAnswer, lookOf, type Removed } from './answers-routes.tsx';
import { settleChange } from './change-store.ts';
import type { SecondFactorDeps } from './deps.ts';
import { addPasskey, creationFor } from './enrolment-routes.tsx';
import { countOf, mayRemoveOne, passkeyName } from './factors.ts';
import { factorsInTurn, factorsOf } from './factors-store.ts';
import { cameWithAnother, dropWithLastFactor } from './last-factor-store.ts';
import { passkeyRemovedLetter } from './letters.ts';
import { deletePasskey, renamePasskey } from './passkey-store.ts';
import { PASSKEY_CHALLENGE, PASSKEYS, PROFILE } from './paths.ts';
import { CHANGE, settled } from './profile-routes.tsx';
import { NewPasskeyPage } from './views/new-passkey-page.tsx';
import { PasskeyPage } from './views/passkey-page.tsx';
import { RemovalPage } from './views/removal-page.tsx';

const OWN = { who: 'signed-in', object: 'own-passkey' } as const;
const ONE = `${PASSKEYS}/:passkey`;
const REMOVAL = `${ONE}/rimozione`;

/** One's passkeys: a new one, another name, one less. */
export function passkeyRoutes(deps: SecondFactorDeps): Route[] {
  const removal = { ...OWN, recent: true } as const;
  return [
    { method: 'GET', path: PASSKEYS, policy: CHANGE, handle: signedIn(async (exchange) => showNew(deps, exchange)) },
    { method: 'POST', path: PASSKEYS, policy: CHANGE, handle: signedIn((exchange) => add(deps, exchange)) },
    {
      method: 'GET',
      path: PASSKEY_CHALLENGE,
      policy: CHANGE,
      handle: signedIn(async () => seeOther(PASSKEYS)),
    },
    {
      method: 'POST',
      path: PASSKEY_CHALLENGE,
      policy: CHANGE,
      handle: signedIn(async (exchange) =>
        exchange.wantsJson
          ? challengeAnswer(exchange, PASSKEYS, await creationFor(deps, exchange))
          : seeOther(PASSKEYS),
      ),
    },
    { method: 'GET', path: ONE, policy: OWN, handle: signedIn((exchange) => showOne(deps, exchange)) },
    { method: 'POST', path: ONE, policy: OWN, handle: signedIn((exchange) => rename(deps, exchange)) },
    { method: 'GET', path: REMOVAL, policy: removal, handle: signedIn((exchange) => askRemoval(deps, exchange)) },
    { method: 'POST', path: REMOVAL, policy: removal, handle: signedIn((exchange) => remove(deps, exchange)) },
  ];
}

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly trouble?: string;
}

function showNew(deps: SecondFactorDeps, exchange: SignedIn, { errors = [], trouble }: Shown = {}): Answer {
  const name = exchange.form.text('name');
  const props = {
    look: lookOf(deps, exchange, errors),
    name,
    trouble,
    possible: deps.relyingParty.possible,
    asked: askedOf(exchange),
  };
  // No field is to blame for a passkey that is not accepted.
  const status = errors.length > 0 ? 422 : trouble === undefined ? 200 : 409;
  return page(renderPage(<NewPasskeyPage {...props} />), status);
}

async function add(deps: SecondFactorDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form } = exchange;
  const twice = form.single('name');
  if (twice.length > 0) return showNew(deps, exchange, { errors: twice });
  const named = passkeyName(form.text('name'));
  if ('fault' in named) return showNew(deps, exchange, { errors: [{ field: 'name', message: named.fault }] });
  const added = await addPasskey(deps, exchange, named.name);
  if ('fault' in added) return showNew(deps, exchange, { trouble: added.fault });
  const answer = settled(exchange, added.first, `La passkey «${named.name}» è salvata.`);
  return withCookies(answer, sessionCookie(added.token));
}

async function ownOne(deps: SecondFactorDeps, { visitor, params }: SignedIn) {
  const factors = await factorsOf(deps.database, visitor.accountId);
  const passkey = factors.passkeys.find(({ id }) => id === params['passkey']);
  return passkey && { factors, passkey };
}

async function showOne(
  deps: SecondFactorDeps,
  exchange: SignedIn,
  errors: readonly FieldError[] = [],
): Promise<Answer> {
  const own = await ownOne(deps, exchange);
  if (own === undefined) return absent();
  const typed = errors.length > 0 ? exchange.form.text('name') : own.passkey.name;
  const props = { look: lookOf(deps, exchange, errors), passkey: own.passkey, typed };
  return page(renderPage(<PasskeyPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function rename(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const { form, visitor, params } = exchange;
  const twice = form.single('name');
  if (twice.length > 0) return showOne(deps, exchange, twice);
  const named = passkeyName(form.text('name'));
  if ('fault' in named) return showOne(deps, exchange, [{ field: 'name', message: named.fault }]);
  const renamed = await renamePasskey(deps.database, visitor.accountId, params['passkey'] ?? '', named.name);
  return renamed ? seeOther(PROFILE, `La passkey ora si chiama «${named.name}».`) : absent();
}

async function askRemoval(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const own = await ownOne(deps, exchange);
  if (own === undefined) return absent();
  const { factors, passkey } = own;
  const possible = mayRemoveOne(factors, exchange.visitor.memberships.length > 0);
  const action = `${PASSKEYS}/${passkey.id}/rimozione`;
  const props = { look: lookOf(deps, exchange), action, what: `la passkey «${passkey.name}»`, possible };
  const digital = cameWithAnother(exchange.visitor);
  return page(renderPage(<RemovalPage {...props} last={countOf(factors) === 1} digital={digital} />));
}

async function remove(deps: SecondFactorDeps, exchange: SignedIn): Promise<Answer> {
  const { visitor, params, arrivedAt } = exchange;
  const { accountId, sessionId: session, memberships } = visitor;
  const removed = await deps.database.transaction(async (tx): Promise<Removed | 'kept' | undefined> => {
    const factors = await factorsInTurn(tx, accountId);
    const passkey = factors.passkeys.find(({ id }) => id === params['passkey']);
    if (passkey === undefined) return undefined;
    if (!mayRemoveOne(factors, memberships.length > 0)) return 'kept';
    await deletePasskey(tx, accountId, passkey.id);
    const last = countOf(factors) === 1;
    const gone = last ? await dropWithLastFactor(tx, visitor, arrivedAt) : { withdrawn: false };
    const letter = passkeyRemovedLetter(passkey.name, gone, arrivedAt);
    const data = { name: passkey.name };
    await settleChange(tx, { accountId, actor: accountId, session, kind: 'passkey.removed', data, letter }, arrivedAt);
    return { ...gone, words: `La passkey «${passkey.name}» è tolta.` };
  });
  if (removed === undefined) return absent();
  if (removed === 'kept') return askRemoval(deps, exchange);
  return afterRemoval(deps, exchange, removed);
}
