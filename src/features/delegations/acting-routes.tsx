import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther, signedIn, withCookies } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { askedPath, resumedPath, sessionCookie } from '../accounts/index.ts';
import { beginActing, endActing } from './acting-store.ts';
import { standsAt } from './delegation.ts';
import { act } from './delegation-routes.tsx';
import { delegationFor } from './delegation-store.ts';
import type { DelegationDeps } from './deps.ts';
import { paths } from './views/look.ts';
import { OverPage } from './views/over-page.tsx';
import { TakeUpPage } from './views/take-up-page.tsx';

const NOT_NOW = 'Adesso questa delega non si può usare: guarda le date e lo stato.';

/** Beginning to act for the delegator, and going back to oneself. */
export function actingRoutes(deps: DelegationDeps): Route[] {
  const policy = { who: 'signed-in', object: 'own-account', acting: 'leaving' } as const;
  return [
    ...act(deps, paths.begin(':delegation'), 'applicant', (exchange, id) => begin(deps, exchange, id)),
    {
      method: 'GET',
      path: paths.takeUp(':delegation'),
      policy: { who: 'signed-in', object: 'own-delegation' },
      resumes: true,
      handle: signedIn((exchange) => askToTakeUp(deps, exchange)),
    },
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
  const asked = askedPath(exchange.form.text('dopo'));
  const kept = exchange.cookie('parked') !== undefined;
  const next = asked === undefined ? '/area' : kept ? resumedPath(asked) : asked;
  return withCookies(seeOther(next), sessionCookie(token));
}

/** A delegate whose session ended has signed in again, for themselves: they say whether to go on for the delegator. */
async function askToTakeUp({ database, frame }: DelegationDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor: self, params, arrivedAt: now, query } = exchange;
  const visitor = visitorOf(exchange);
  const delegation = await delegationFor(database, self.accountId, params['delegation'] ?? '');
  if (delegation === undefined || visitor === null) return absent();
  if (delegation.side === 'delegator') return seeOther(paths.one(delegation.id));
  const stands = standsAt(delegation, delegation.standing, now);
  const asked = askedPath(query['dopo']);
  const props = { frame, visitor, now, stands, asked, id: delegation.id, name: delegation.delegatorName };
  const shown = page(renderPage(<TakeUpPage {...props} kept={exchange.cookie('parked') !== undefined} />));
  return stands ? shown : withCookies(shown, { name: 'parked', value: '', maxAgeSeconds: 0 });
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
