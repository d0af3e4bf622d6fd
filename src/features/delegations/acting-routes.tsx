import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther, signedIn, withCookies } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { sessionCookie } from '../accounts/index.ts';
import { beginActing, endActing } from './acting-store.ts';
import { act } from './delegation-routes.tsx';
import { delegationFor } from './delegation-store.ts';
import type { DelegationDeps } from './deps.ts';
import { paths } from './views/look.ts';
import { OverPage } from './views/over-page.tsx';

const NOT_NOW = 'Adesso questa delega non si può usare: guarda le date e lo stato.';

/** Beginning to act for the delegator, and going back to oneself. */
export function actingRoutes(deps: DelegationDeps): Route[] {
  const policy = { who: 'signed-in', object: 'own-account', acting: 'leaving' } as const;
  return [
    ...act(deps, paths.begin(':delegation'), 'applicant', (exchange, id) => begin(deps, exchange, id)),
    { method: 'GET', path: paths.end, policy, handle: signedIn((exchange) => showEnd(deps, exchange)) },
    { method: 'POST', path: paths.end, policy, handle: signedIn((exchange) => end(deps, exchange)) },
  ];
}

async function begin(deps: DelegationDeps, exchange: SignedIn, id: string): Promise<AnswerWithCookies> {
  const { visitor, arrivedAt } = exchange;
  const delegation = await delegationFor(deps.database, visitor.accountId, id);
  if (delegation === undefined) return absent();
  const token = await beginActing(deps.database, visitor, id, arrivedAt);
  if (token === undefined) return seeOther(paths.one(id), NOT_NOW);
  return withCookies(seeOther('/area'), sessionCookie(token));
}

async function showEnd({ frame }: DelegationDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { delegationOver, delegation } = exchange.visitor;
  const visitor = visitorOf(exchange);
  if (delegationOver === null || visitor === null) return seeOther(delegation === null ? paths.list : '/area');
  const props = { frame, visitor, now: exchange.arrivedAt, name: delegationOver.delegatorName };
  return page(renderPage(<OverPage {...props} />));
}

async function end({ database }: DelegationDeps, { visitor }: SignedIn): Promise<AnswerWithCookies> {
  const { sessionId, accountId, delegation, delegationOver } = visitor;
  const under = delegation ?? delegationOver;
  if (under === null) return seeOther(paths.list);
  const self = { sessionId, accountId: delegation?.delegateAccountId ?? accountId };
  const token = await endActing(database, self, under.id);
  return withCookies(seeOther(paths.list, 'Adesso operi di nuovo per te.'), sessionCookie(token));
}
