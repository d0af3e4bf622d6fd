import {
  type AnswerWithCookies,
  type Exchange,
  page,
  type Route,
  seeOther,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { endSession } from '../accounts/index.ts';
import { lookOf } from './answers-routes.tsx';
import { clientById } from './client-store.ts';
import type { SsoDeps } from './deps.ts';
import { LeavePage, LeftPage } from './views/leave-page.tsx';

const ASKED = ['client_id', 'post_logout_redirect_uri', 'state'];

/** What a service's wish to sign somebody out leads to, when it is not proven that the person is its own. */
export function logoutRoutes(deps: SsoDeps): Route[] {
  const policy = { who: 'anyone' } as const;
  return [
    { method: 'GET', path: '/oidc/uscita', policy, handle: (exchange) => ask(deps, exchange) },
    { method: 'POST', path: '/oidc/uscita', policy, handle: (exchange) => leave(deps, exchange) },
    { method: 'GET', path: '/oidc/uscita/fatta', policy, handle: (exchange) => left(deps, exchange) },
  ];
}

async function ask(deps: SsoDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const wanted = wantedIn((name) => exchange.query[name]);
  if (exchange.visitor === null) return seeOther(leftAt(wanted));
  const client = await clientById(deps.database, wanted['client_id'] ?? '');
  return page(renderPage(<LeavePage look={lookOf(deps, exchange)} name={client?.name} hidden={wanted} />));
}

async function leave(deps: SsoDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const token = exchange.cookie('session');
  if (token !== undefined) await endSession(deps.database, token);
  return withCookies(seeOther(leftAt(wantedIn((name) => exchange.form.text(name)))), {
    name: 'session',
    value: '',
    maxAgeSeconds: 0,
  });
}

async function left(deps: SsoDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const wanted = wantedIn((name) => exchange.query[name]);
  const { client_id: id = '', post_logout_redirect_uri: uri = '' } = wanted;
  const client = exchange.visitor === null ? await clientById(deps.database, id) : undefined;
  const back = client?.postLogoutUris.includes(uri)
    ? { to: `/oidc/session/end?${new URLSearchParams(wanted)}`, name: client.name }
    : undefined;
  return page(renderPage(<LeftPage look={lookOf(deps, exchange)} back={back} />));
}

function wantedIn(read: (name: string) => string | undefined): Record<string, string> {
  const given = ASKED.map((name): [string, string] => [name, read(name) ?? '']);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

function leftAt(wanted: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(wanted).toString();
  return query === '' ? '/oidc/uscita/fatta' : `/oidc/uscita/fatta?${query}`;
}
