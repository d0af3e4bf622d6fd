import { newToken } from '../../platform/hashing-tokens.ts';
import {
  type Answer,
  type AnswerWithCookies,
  type Exchange,
  isRecent,
  leaveFor,
  ownPath,
  page,
  type Route,
  seeOther,
  withCookies,
} from '../../platform/http/index.ts';
import { newSecrets, signedRequest } from '../../platform/relying-party/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { callback } from './callback-routes.tsx';
import type { CieDeps } from './deps.ts';
import { partyAt } from './party-store.ts';
import { providerAt } from './provider-store.ts';
import { record } from './record-store.ts';
import { UNREACHABLE } from './refusal-words.ts';
import { CALLBACK_PATH, CIE_PATH, type Level } from './settings.ts';
import { signInAddress, signInParameters } from './sign-in.ts';
import { beginSignIn, type SignIn } from './sign-in-store.ts';
import { CieTroublePage } from './views/trouble-page.tsx';

/** What binds the provider's answer to the browser; several sign-ins may be under way in one. */
const BROWSER_SECONDS = 60 * 60;
const ANYONE = { who: 'anyone' } as const;

/** The way in with CIE: to the provider, and back. */
export function signInRoutes(deps: CieDeps): Route[] {
  return [
    { method: 'GET', path: `${CIE_PATH}/login`, policy: ANYONE, handle: (exchange) => begin(deps, exchange) },
    { method: 'GET', path: CALLBACK_PATH, policy: ANYONE, handle: (exchange) => callback(deps, exchange) },
  ];
}

async function begin(deps: CieDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const { arrivedAt: now, query, visitor } = exchange;
  // An identity is added only by who has just proved who they are.
  if (query['collega'] === '1' && visitor !== null && !isRecent(visitor, now)) {
    return seeOther(`/accesso/conferma?dopo=${encodeURIComponent(exchange.path)}`);
  }
  const provider = await providerAt(deps, now);
  if (provider === undefined) return unreachable(deps, exchange);
  const { database, secret, publicUrl } = deps;
  const party = await partyAt(deps, now);
  const secrets = newSecrets();
  const browser = exchange.cookie('cie') ?? newToken();
  const level = askedLevel(query['livello'], deps.settings.level);
  const redirectUri = `${publicUrl}${CALLBACK_PATH}`;
  const parameters = signInParameters({ clientId: party.clientId, redirectUri, level, ...secrets });
  const { issuer } = provider;
  const request = await signedRequest(party, issuer, parameters, now);
  const asked = { issuer, level, path: nextPath(query['dopo']), ...purposeOf(exchange) };
  await database.transaction(async (tx) => {
    const signInId = await beginSignIn(tx, secret, { secrets, browser, ...asked }, now);
    await record(tx, secret, { signInId, kind: 'request', issuer, message: request }, now);
  });
  return withCookies(leaveFor(signInAddress(provider.authorizationEndpoint, parameters, request)), {
    name: 'cie',
    value: browser,
    maxAgeSeconds: BROWSER_SECONDS,
  });
}

/** Who is in may prove it again, or add this identity to their account; anybody else comes in. */
function purposeOf({ visitor, query }: Exchange): Pick<SignIn, 'purpose' | 'accountId' | 'sessionId'> {
  const purpose = query['conferma'] === '1' ? 'confirm' : query['collega'] === '1' ? 'link' : 'enter';
  if (visitor === null || purpose === 'enter') return { purpose: 'enter', accountId: null, sessionId: null };
  return { purpose, accountId: visitor.accountId, sessionId: visitor.sessionId };
}

function nextPath(asked = ''): string {
  const path = ownPath(asked);
  return path === '/' || path.length > 1000 ? '' : path;
}

/** Never below what the installation asks of everybody. */
function askedLevel(asked: string | undefined, least: Level): Level {
  const level = ([1, 2, 3] as const).find((each) => String(each) === asked) ?? least;
  return level > least ? level : least;
}

function unreachable({ frame }: CieDeps, exchange: Exchange): Answer {
  const visitor = visitorOf(exchange, 'person');
  const again = exchange.path;
  return page(renderPage(<CieTroublePage {...{ frame, visitor, words: UNREACHABLE, again }} />), 503);
}
