import {
  type AnswerWithCookies,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { DigitalIdentityDeps } from './deps.ts';
import { samlEntrances } from './entrance-routes.tsx';
import { chooseDigitalOnly, identitiesOf, isDigitalOnly, unlink } from './identity-store.ts';
import { methodName } from './letters.ts';
import { lookOf } from './looks-routes.tsx';
import { IdentitiesPage } from './views/identities-page.tsx';

const PATH = '/profilo/identita-digitali';

/** The identities one comes in with: which they are, adding one, taking one away, using nothing else. */
export function identityProfileRoutes(deps: DigitalIdentityDeps): Route[] {
  const own = { who: 'signed-in', object: 'own-account' } as const;
  const fresh = { ...own, recent: true } as const;
  return [
    { method: 'GET', path: PATH, policy: own, handle: signedIn((exchange) => show(deps, exchange)) },
    { method: 'POST', path: `${PATH}/togli`, policy: fresh, handle: signedIn((exchange) => takeAway(deps, exchange)) },
    { method: 'POST', path: `${PATH}/solo`, policy: fresh, handle: signedIn((exchange) => choose(deps, exchange)) },
    // After a proof or a new login the browser comes back with GET to where it had posted.
    { method: 'GET', path: `${PATH}/togli`, policy: own, handle: async () => seeOther(PATH) },
    { method: 'GET', path: `${PATH}/solo`, policy: own, handle: async () => seeOther(PATH) },
  ];
}

async function show(deps: DigitalIdentityDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { accountId } = exchange.visitor;
  const [identities, only] = await Promise.all([
    identitiesOf(deps.database, accountId),
    isDigitalOnly(deps.database, accountId),
  ]);
  const known = [...deps.providers.list('spid'), ...deps.providers.list('cie')];
  const named = identities.map((identity) => ({
    ...identity,
    name: known.find(({ entityId }) => entityId === identity.provider)?.name ?? identity.provider,
  }));
  const ways = samlEntrances(deps).map(({ kind, href }) => {
    const query = `collega=1&dopo=${encodeURIComponent(PATH)}`;
    return { kind, label: `Collega ${methodName(kind)}`, href: `${href}${href.includes('?') ? '&' : '?'}${query}` };
  });
  const { localCredentials } = deps.settings;
  const props = { look: lookOf(deps, exchange), identities: named, ways, only, localCredentials };
  return page(renderPage(<IdentitiesPage {...props} />));
}

async function takeAway(deps: DigitalIdentityDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const { accountId } = visitor;
  const provider = form.text('provider').slice(0, 1024);
  const said = await deps.database.transaction(async (tx) => {
    const left = (await identitiesOf(tx, accountId)).filter((identity) => identity.provider !== provider);
    const only = !deps.settings.localCredentials || (await isDigitalOnly(tx, accountId));
    if (only && left.length === 0) return 'È l’unico modo che hai per entrare: prima collegane un altro.';
    if (!(await unlink(tx, accountId, provider))) return 'Quella identità non era collegata.';
    if (left.length === 0) await chooseDigitalOnly(tx, accountId, false, arrivedAt);
    return 'Fatto: quella identità non apre più la tua utenza.';
  });
  return seeOther(PATH, said);
}

async function choose(deps: DigitalIdentityDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const { accountId } = visitor;
  const wanted = form.text('solo') === 'si';
  const said = await deps.database.transaction(async (tx) => {
    const identities = await identitiesOf(tx, accountId);
    if (wanted && identities.length === 0) return 'Prima collega una identità digitale.';
    await chooseDigitalOnly(tx, accountId, wanted, arrivedAt);
    return wanted
      ? 'Fatto: da ora entri solo con la tua identità digitale. La password non apre più niente.'
      : 'Fatto: puoi di nuovo entrare anche con la password.';
  });
  return seeOther(PATH, said);
}
