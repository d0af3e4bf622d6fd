import {
  type AnswerWithCookies,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf } from './answers-routes.tsx';
import { allClients } from './client-store.ts';
import { consentsOf, revokeConsent } from './consent-store.ts';
import type { SsoDeps } from './deps.ts';
import { passedWords } from './person-claims.ts';
import { ConnectedPage } from './views/connected-page.tsx';

const PATH = '/profilo/servizi-collegati';

/** "Servizi collegati": what each service gets, when it was last entered, and the way to let go of it. */
export function connectedRoutes(deps: SsoDeps): Route[] {
  const policy = { who: 'signed-in', object: 'own-account' } as const;
  return [
    { method: 'GET', path: PATH, policy, handle: signedIn((exchange) => show(deps, exchange)) },
    { method: 'POST', path: PATH, policy, handle: signedIn((exchange) => letGo(deps, exchange)) },
  ];
}

async function show(deps: SsoDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const [clients, consents] = await Promise.all([
    allClients(deps.database),
    consentsOf(deps.database, exchange.visitor.accountId),
  ]);
  const connected = consents.flatMap((consent) => {
    const client = clients.find(({ id }) => id === consent.clientId);
    return client === undefined ? [] : [{ client, consent, passed: passedWords(consent.scopes, consent.claims) }];
  });
  return page(renderPage(<ConnectedPage look={lookOf(deps, exchange)} connected={connected} />));
}

async function letGo(deps: SsoDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const id = exchange.form.text('service');
  const { accountId } = exchange.visitor;
  const gone = await deps.database.transaction((tx) => revokeConsent(tx, accountId, id));
  return seeOther(PATH, gone ? 'Collegamento tolto: il servizio non può più avere i tuoi dati da qui.' : undefined);
}
