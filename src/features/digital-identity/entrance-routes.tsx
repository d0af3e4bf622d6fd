import { randomInt } from 'node:crypto';
import { type AnswerWithCookies, type Exchange, page, type Route, seeOther } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { Entrance } from '../accounts/index.ts';
import type { DigitalIdentityDeps } from './deps.ts';
import { lookOf } from './looks-routes.tsx';
import { ProvidersPage } from './views/providers-page.tsx';

/** The ways in that this installation offers, as the login page shows them; the list of SPID in a new order each time. */
export function samlEntrances({ providers, settings }: DigitalIdentityDeps): Entrance[] {
  const href = (entityId: string, profile: string) => `/${profile}/login?idp=${encodeURIComponent(entityId)}`;
  const spid = providers.list('spid');
  const own = spid.filter(({ entityId }) => entityId !== settings.europeanProvider);
  const european = spid.find(({ entityId }) => entityId === settings.europeanProvider);
  const [cie] = providers.list('cie');
  const offered = shuffled(own).map(({ entityId: id, name, logo }) => ({
    ...{ id, name, href: href(id, 'spid') },
    ...(logo === undefined ? {} : { logo }),
  }));
  return [
    ...(own.length > 0
      ? [{ kind: 'spid', label: 'Entra con SPID', href: '/accesso/spid', providers: offered } as const]
      : []),
    ...(cie ? [{ kind: 'cie', label: 'Entra con CIE', href: href(cie.entityId, 'cie') } as const] : []),
    ...(european ? [{ kind: 'eidas', label: 'Login with eIDAS', href: href(european.entityId, 'spid') } as const] : []),
    ...(settings.cardProxySecret === null
      ? []
      : [{ kind: 'cns', label: 'Entra con CNS', href: settings.cardAddress } as const]),
  ];
}

/** Avviso 42: nobody stands first. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}

/** The providers of SPID on a page of their own; what the login page shows in place. */
export function entranceRoutes(deps: DigitalIdentityDeps): Route[] {
  const policy = { who: 'anyone' } as const;
  return [
    { method: 'GET', path: '/accesso/spid', policy, handle: async (exchange) => showProviders(deps, exchange) },
    { method: 'GET', path: '/accesso/cie', policy, handle: async (exchange) => toCard(deps, exchange) },
  ];
}

function showProviders(deps: DigitalIdentityDeps, exchange: Exchange): AnswerWithCookies {
  const { query, visitor } = exchange;
  const asks = visitor !== null && (query['conferma'] === '1' || query['collega'] === '1');
  if (visitor !== null && !asks) return seeOther('/accesso');
  const entrance = samlEntrances(deps).find(({ kind }) => kind === 'spid');
  const passed = ['dopo', 'conferma', 'collega', 'livello'].flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [[name, value]];
  });
  const rest = passed.length === 0 ? '' : `&${new URLSearchParams(passed)}`;
  const list = (entrance?.providers ?? []).map((provider) => ({ ...provider, href: `${provider.href}${rest}` }));
  return page(renderPage(<ProvidersPage look={lookOf(deps, exchange)} providers={list} />));
}

function toCard(deps: DigitalIdentityDeps, exchange: Exchange): AnswerWithCookies {
  const entrance = samlEntrances(deps).find(({ kind }) => kind === 'cie');
  const rest = exchange.path.split('?')[1];
  return seeOther(entrance === undefined ? '/accesso' : `${entrance.href}${rest === undefined ? '' : `&${rest}`}`);
}
