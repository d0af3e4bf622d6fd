import { type Answer, page, type Route, type SignedIn, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf } from './answers-routes.tsx';
import { standingOf } from './coming-in-routes.tsx';
import { passwordFactsOf } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import { isWarned, passwordEnd } from './password-expiry.ts';
import { askedPath, EXPIRY_PATH, whereTheyStand } from './standing.ts';
import { ExpiryPage } from './views/expiry-page.tsx';

/** Between the login and what follows, where a password has not long to live. */
export function expiryRoutes(deps: AccountDeps): Route[] {
  return [
    {
      method: 'GET',
      path: EXPIRY_PATH,
      policy: { who: 'signed-in', object: 'own-account' },
      handle: signedIn((exchange) => show(deps, exchange)),
    },
  ];
}

async function show(deps: AccountDeps, exchange: SignedIn): Promise<Answer> {
  const { visitor, arrivedAt: now, query } = exchange;
  const next = whereTheyStand(standingOf(visitor), askedPath(query['dopo']));
  const facts = await passwordFactsOf(deps.database, visitor.accountId);
  if (deps.aging === null || facts === undefined) return seeOther(next, exchange.notice);
  const end = passwordEnd(facts.changedAt, deps.aging.expiry);
  if (!isWarned(end, now)) return seeOther(next, exchange.notice);
  return page(renderPage(<ExpiryPage {...{ look: lookOf(deps, exchange), end, now, next }} />));
}
