import {
  issuerOf,
  type LogoutAsked,
  logoutRequestTree,
  logoutResponseTree,
  PREFIXES,
  type Profile,
  type Provider,
  type Refused,
  readLogoutRequest,
  readLogoutResponse,
} from '../../engines/spid/index.ts';
import { serializeXml, type XmlElement } from '../../kernel/xml-tree.ts';
import { newToken } from '../../platform/hashing-tokens.ts';
import {
  type AnswerWithCookies,
  type Exchange,
  leaveFor,
  page,
  pagePostingTo,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
  withCookies,
} from '../../platform/http/index.ts';
import {
  parseHostileXml,
  peekRedirect,
  postValue,
  readPostValue,
  redirectQuery,
  signXml,
  verifyRedirect,
  verifySigned,
} from '../../platform/saml/index.ts';
import { renderPage } from '../../ui/index.ts';
import { endSessionsById } from '../accounts/index.ts';
import type { DigitalIdentityDeps } from './deps.ts';
import { BROWSER_SECONDS } from './entry-request.ts';
import { awaitedRequest, saveEntryRequest, useRequest } from './entry-request-store.ts';
import { lookOf } from './looks-routes.tsx';
import { forgetPartners, partnerOf } from './partner-store.ts';
import type { KnownProvider } from './provider-store.ts';
import { newId, ourSide } from './send-routes.tsx';
import { EntryTroublePage } from './views/entry-trouble-page.tsx';
import { LeaveProviderPage } from './views/leave-provider-page.tsx';
import { PartialLogoutPage } from './views/partial-logout-page.tsx';
import { SendPage } from './views/send-page.tsx';

/** Leaving the provider's session too, in both directions (SPID technical rules, "Single logout"). */
export function logoutRoutes(deps: DigitalIdentityDeps, profile: Profile): Route[] {
  const path = `/${profile}/slo`;
  const policy = { who: 'anyone' } as const;
  return [
    { method: 'GET', path, policy, handle: (exchange) => receive(deps, profile, exchange, 'redirect') },
    { method: 'POST', path, policy, foreign: true, handle: (exchange) => receive(deps, profile, exchange, 'post') },
    {
      method: 'POST',
      path: `/${profile}/uscita`,
      policy: { who: 'pending', object: 'own-account' },
      handle: signedIn((exchange) => leave(deps, profile, exchange)),
    },
    {
      method: 'GET',
      path: `/${profile}/uscita`,
      policy: { who: 'pending', object: 'own-account' },
      handle: async () => seeOther('/uscita'),
    },
  ];
}

const OUT = { name: 'session', value: '', maxAgeSeconds: 0 } as const;

/** Ends our session first, whatever the provider does then, and asks it to end its own where it has one. */
async function leave(deps: DigitalIdentityDeps, profile: Profile, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, arrivedAt: at } = exchange;
  const partner = await partnerOf(deps.database, visitor.sessionId);
  const side = await ourSide(deps, profile);
  const provider = partner?.profile === profile ? await deps.providers.find(profile, partner.provider) : undefined;
  const id = newId();
  const relayState = newToken();
  const browser = exchange.cookie('entry') ?? newToken();
  await deps.database.transaction(async (tx) => {
    await endSessionsById(tx, [visitor.sessionId], 'left');
    if (partner === undefined || provider === undefined) return;
    await forgetPartners(tx, partner.provider, partner.nameId);
    const base = { id, profile, relayState, provider: provider.entityId, next: '', askedAt: at } as const;
    const rest = { level: 1, comparison: 'minimum', purpose: 'leave', accountId: null, sessionId: null } as const;
    await saveEntryRequest(tx, { ...base, ...rest }, browser);
  });
  const gone = () => withCookies(seeOther('/', 'Sei uscito. Quello che avevi salvato resta.'), OUT);
  if (partner === undefined || provider === undefined || side === undefined) return gone();
  const binding = provider.logout.redirect === undefined ? 'post' : 'redirect';
  const destination = provider.logout[binding]?.request;
  if (destination === undefined) return gone();
  const from = provider.name;
  const look = { ...lookOf(deps, exchange), visitor: null };
  // A link and not a redirect: browsers let no form lead to another site than its page may post to.
  const offer = (href: string) => page(renderPage(<LeaveProviderPage {...{ look, from, href }} />));
  // CIE has no single logout: its session is closed with a plain GET (CIE SAML, "Logout").
  if (profile === 'cie') return withCookies(offer(destination), OUT);
  const tree = logoutRequestTree({ id, at, destination }, partner, side.us);
  const carried = { name: 'SAMLRequest', tree, id, relayState, binding, destination, provider } as const;
  const answer = carry(deps, exchange, side.key, carried);
  const shown = answer.kind === 'leave' ? offer(answer.location) : answer;
  return withCookies(shown, OUT, { name: 'entry', value: browser, maxAgeSeconds: BROWSER_SECONDS, crossSite: true });
}

interface Carried {
  readonly name: 'SAMLRequest' | 'SAMLResponse';
  readonly tree: XmlElement;
  readonly id: string;
  readonly relayState: string | undefined;
  readonly binding: 'redirect' | 'post';
  readonly destination: string;
  readonly provider: Provider;
}

function carry(
  deps: DigitalIdentityDeps,
  exchange: Exchange,
  key: Parameters<typeof signXml>[1],
  { name, tree, id, relayState, binding, destination, provider }: Carried,
): AnswerWithCookies {
  const xml = serializeXml(tree, PREFIXES);
  if (binding === 'redirect') {
    const query = redirectQuery(name, xml, relayState, key.privateKey);
    return leaveFor(`${destination}${destination.includes('?') ? '&' : '?'}${query}`);
  }
  const fields = { [name]: postValue(signXml(xml, key, id)), ...(relayState ? { RelayState: relayState } : {}) };
  const html = renderPage(<SendPage look={lookOf(deps, exchange)} to={provider.name} {...{ destination, fields }} />);
  return pagePostingTo(html, destination);
}

interface Received {
  readonly kind: 'received';
  readonly message: XmlElement;
  readonly provider: KnownProvider;
  readonly relayState: string;
}

/** A message of logout, from a provider, with its signature verified: one without a signature is none. */
async function receive(
  deps: DigitalIdentityDeps,
  profile: Profile,
  exchange: Exchange,
  binding: 'redirect' | 'post',
): Promise<AnswerWithCookies> {
  const posted = exchange.form.posted;
  const query = exchange.path.split('?')[1] ?? '';
  if (binding === 'redirect' && query === '') return seeOther('/');
  const isRequest = binding === 'post' ? posted['SAMLRequest'] !== undefined : /(^|&)SAMLRequest=/.test(query);
  const name = isRequest ? 'SAMLRequest' : 'SAMLResponse';
  const read =
    binding === 'post'
      ? await fromPost(deps, profile, posted[name], posted['RelayState'])
      : await fromRedirect(deps, profile, query, name);
  if (read.kind === 'refused') return refuse(deps, exchange, read.reason);
  return isRequest ? obey(deps, profile, exchange, read, binding) : finish(deps, profile, exchange, read);
}

async function fromPost(deps: DigitalIdentityDeps, profile: Profile, value: unknown, relayState: unknown) {
  const bytes = readPostValue(value);
  if (bytes === undefined) return refusal('not base64');
  const peeked = parseHostileXml(bytes);
  if (peeked.kind === 'refused') return peeked;
  const provider = await deps.providers.find(profile, issuerOf(peeked.root));
  if (provider === undefined) return refusal('a provider nobody knows');
  const signed = verifySigned(peeked, provider.keys);
  if (signed.kind === 'refused') return signed;
  const state = typeof relayState === 'string' ? relayState : '';
  return { kind: 'received', message: signed.root, provider, relayState: state } as const satisfies Received;
}

async function fromRedirect(
  deps: DigitalIdentityDeps,
  profile: Profile,
  query: string,
  name: 'SAMLRequest' | 'SAMLResponse',
) {
  const peeked = peekRedirect(query, name);
  const read = peeked.kind === 'refused' ? peeked : parseHostileXml(peeked.xml);
  if (read.kind === 'refused') return read;
  const provider = await deps.providers.find(profile, issuerOf(read.root));
  if (provider === undefined) return refusal('a provider nobody knows');
  const signed = verifyRedirect(query, name, provider.keys);
  if (signed.kind === 'refused') return signed;
  return { kind: 'received', message: read.root, provider, relayState: signed.relayState } as const satisfies Received;
}

function refusal(reason: string) {
  return { kind: 'refused', reason } as const;
}

/** The provider ends the global session: ours ends with it, and the answer is yes also when there was none (C7). */
async function obey(
  deps: DigitalIdentityDeps,
  profile: Profile,
  exchange: Exchange,
  { message, provider, relayState }: Received,
  binding: 'redirect' | 'post',
): Promise<AnswerWithCookies> {
  const side = await ourSide(deps, profile);
  if (side === undefined) return refuse(deps, exchange, 'no key');
  const { arrivedAt: now } = exchange;
  const asked: LogoutAsked | Refused = readLogoutRequest(message, {
    provider: provider.entityId,
    logoutUrl: side.us.logoutUrl,
    now,
  });
  if (asked.kind === 'refused') return refuse(deps, exchange, asked.reason);
  await deps.database.transaction(async (tx) => {
    const sessions = await forgetPartners(tx, provider.entityId, asked.nameId);
    await endSessionsById(tx, sessions, 'ended by the identity provider');
  });
  const target = provider.logout[binding] ?? provider.logout.redirect ?? provider.logout.post;
  if (target === undefined) return page('', 200);
  const chosen = provider.logout[binding] === undefined ? (provider.logout.redirect ? 'redirect' : 'post') : binding;
  const id = newId();
  const tree = logoutResponseTree({ id, at: now, destination: target.response }, asked.id, side.us);
  const carried = { name: 'SAMLResponse', tree, id, binding: chosen, destination: target.response, provider } as const;
  return withCookies(carry(deps, exchange, side.key, { ...carried, relayState: relayState || undefined }), OUT);
}

/** The provider's answer to our own request of logout. */
async function finish(
  deps: DigitalIdentityDeps,
  profile: Profile,
  exchange: Exchange,
  { message, provider, relayState }: Received,
): Promise<AnswerWithCookies> {
  const { arrivedAt: now } = exchange;
  const id = message.attributes['InResponseTo'] ?? '';
  const request = await awaitedRequest(deps.database, id, exchange.cookie('entry'), now);
  if (request.kind === 'none') return refuse(deps, exchange, request.reason);
  const side = await ourSide(deps, profile);
  const mine =
    request.purpose === 'leave' && request.provider === provider.entityId && request.relayState === relayState;
  if (side === undefined || !mine) return refuse(deps, exchange, 'not the answer to our request');
  const expected = { provider: provider.entityId, logoutUrl: side.us.logoutUrl, now, requestId: id };
  const done = readLogoutResponse(message, expected);
  if (done.kind === 'refused') return refuse(deps, exchange, done.reason);
  await useRequest(deps.database, id, now);
  if (done.kind === 'partial') return page(renderPage(<PartialLogoutPage look={lookOf(deps, exchange)} />));
  return seeOther('/', 'Sei uscito dal portale e da SPID. Quello che avevi salvato resta.');
}

function refuse(deps: DigitalIdentityDeps, exchange: Exchange, reason: string): AnswerWithCookies {
  const { requestId, ip } = exchange;
  deps.log.warn({ event: 'saml.logout-refused', reason, requestId, ip }, 'a message of logout was refused');
  return page(renderPage(<EntryTroublePage look={lookOf(deps, exchange)} trouble="unsolicited" />), 422);
}
