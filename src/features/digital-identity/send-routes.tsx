import {
  authnRequestTree,
  type Level,
  metadataTree,
  PREFIXES,
  type Profile,
  type ServiceProvider,
} from '../../engines/spid/index.ts';
import { serializeXml } from '../../kernel/xml-tree.ts';
import { newToken } from '../../platform/hashing-tokens.ts';
import {
  type AnswerWithCookies,
  absent,
  type Exchange,
  file,
  isRecent,
  leaveFor,
  pagePostingTo,
  type Route,
  seeOther,
  withCookies,
} from '../../platform/http/index.ts';
import { certificateOf, postValue, redirectQuery, type SigningKey, signXml } from '../../platform/saml/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { DigitalIdentityDeps } from './deps.ts';
import { logRequest } from './entry-log-store.ts';
import { BROWSER_SECONDS, type EntryRequest, type Purpose } from './entry-request.ts';
import { saveEntryRequest } from './entry-request-store.ts';
import { serviceProviderOf, wishesOf } from './federation.ts';
import { lookOf } from './looks-routes.tsx';
import type { KnownProvider } from './provider-store.ts';
import { SendPage } from './views/send-page.tsx';

/** Who we are to this federation, and the way to one of its providers. */
export function sendRoutes(deps: DigitalIdentityDeps, profile: Profile): Route[] {
  const policy = { who: 'anyone' } as const;
  return [
    { method: 'GET', path: `/${profile}/metadata`, policy, handle: () => showMetadata(deps, profile) },
    { method: 'GET', path: `/${profile}/login`, policy, handle: (exchange) => send(deps, profile, exchange) },
  ];
}

/** Our side of the federation with its key; undefined where none is configured. */
export async function ourSide(
  { settings, publicUrl, frame, signingKey }: DigitalIdentityDeps,
  profile: Profile,
): Promise<{ readonly us: ServiceProvider; readonly key: SigningKey } | undefined> {
  const key = await signingKey();
  if (key === null) return undefined;
  const certificate = certificateOf(key.certificate).raw.toString('base64');
  const { administration } = frame.installation;
  return { us: serviceProviderOf(profile, settings, { publicUrl, administration }, certificate), key };
}

async function showMetadata(deps: DigitalIdentityDeps, profile: Profile): Promise<AnswerWithCookies> {
  const side = await ourSide(deps, profile);
  if (side === undefined) return absent();
  const id = newId();
  const text = signXml(serializeXml(metadataTree(side.us, id), PREFIXES), side.key, id);
  return file(Buffer.from(text), 'application/samlmetadata+xml; charset=utf-8', `${profile}-metadata.xml`, true);
}

/** An ID that is new for ever, and valid where XML wants a name (R1). */
export function newId(): string {
  return `_${newToken()}`;
}

async function send(deps: DigitalIdentityDeps, profile: Profile, exchange: Exchange): Promise<AnswerWithCookies> {
  const side = await ourSide(deps, profile);
  const asked = exchange.query['idp'];
  const [only] = deps.providers.list(profile);
  const entityId = asked ?? (profile === 'cie' ? only?.entityId : undefined);
  const provider = entityId === undefined ? undefined : await deps.providers.find(profile, entityId);
  if (side === undefined || provider === undefined) {
    return seeOther(
      '/accesso/spid',
      'Quel gestore di identità non è tra quelli che possiamo usare: scegline un altro.',
    );
  }
  const { visitor, arrivedAt, path } = exchange;
  // An identity is added only by who has just proved who they are.
  if (purposeOf(exchange) === 'link' && visitor !== null && !isRecent(visitor, arrivedAt)) {
    return seeOther(`/accesso/conferma?dopo=${encodeURIComponent(path)}`);
  }
  const browser = exchange.cookie('entry') ?? newToken();
  const request = requestFor(deps, provider, exchange);
  const { message, destination } = messageFor(deps, side, provider, request, exchange.query['binding']);
  await deps.database.transaction(async (tx) => {
    await saveEntryRequest(tx, request, browser);
    const { id: requestId, askedAt } = request;
    await logRequest(tx, { profile, requestId, requestedAt: askedAt, at: askedAt, message: message.xml });
  });
  const answer =
    message.binding === 'redirect'
      ? leaveFor(`${destination}${destination.includes('?') ? '&' : '?'}${message.query}`)
      : pagePostingTo(
          renderPage(
            <SendPage look={lookOf(deps, exchange)} to={provider.name} {...{ destination }} fields={message.fields} />,
          ),
          destination,
        );
  return withCookies(answer, {
    name: 'entry',
    value: browser,
    maxAgeSeconds: BROWSER_SECONDS,
    crossSite: true,
  });
}

function requestFor(deps: DigitalIdentityDeps, provider: KnownProvider, exchange: Exchange): EntryRequest {
  const { query, visitor, arrivedAt } = exchange;
  const settings = deps.settings[provider.profile];
  const purpose = purposeOf(exchange);
  return {
    id: newId(),
    profile: provider.profile,
    relayState: newToken(),
    provider: provider.entityId,
    level: levelFor(settings.level, query['livello']),
    comparison: settings.comparison,
    purpose,
    accountId: purpose === 'enter' ? null : (visitor?.accountId ?? null),
    sessionId: purpose === 'enter' ? null : (visitor?.sessionId ?? null),
    next: (query['dopo'] ?? '').slice(0, 1000),
    askedAt: arrivedAt,
  };
}

/** Only who is in, and in their own name, can confirm or add: for anybody else it is an entry. */
function purposeOf({ query, visitor }: Exchange): Purpose {
  if (visitor === null || visitor.delegation !== null) return 'enter';
  if (query['conferma'] === '1') return 'confirm';
  return query['collega'] === '1' ? 'link' : 'enter';
}

/** A page may ask for more than the installation does, never for less. */
function levelFor(usual: Level, asked: string | undefined): Level {
  const wanted = ([1, 2, 3] as const).find((level) => String(level) === asked);
  return wanted === undefined || wanted < usual ? usual : wanted;
}

type Message =
  | { readonly binding: 'redirect'; readonly xml: string; readonly query: string }
  | { readonly binding: 'post'; readonly xml: string; readonly fields: Readonly<Record<string, string>> };

/** The request as it travels (R9): by redirect signed in the address, by post signed in itself. */
function messageFor(
  deps: DigitalIdentityDeps,
  { us, key }: { readonly us: ServiceProvider; readonly key: SigningKey },
  provider: KnownProvider,
  request: EntryRequest,
  wanted: string | undefined,
): { readonly message: Message; readonly destination: string } {
  const usual = wanted === 'post' || wanted === 'redirect' ? wanted : deps.settings[provider.profile].binding;
  const binding = provider.signOn[usual] === undefined ? other(usual) : usual;
  const destination = provider.signOn[binding] ?? '';
  const { id, askedAt: at, level, comparison, relayState } = request;
  const { attributeSet } = wishesOf(provider.profile, provider.entityId, deps.settings);
  const xml = serializeXml(authnRequestTree({ id, at, destination, level, comparison, attributeSet }, us), PREFIXES);
  if (binding === 'redirect') {
    return {
      destination,
      message: { binding, xml, query: redirectQuery('SAMLRequest', xml, relayState, key.privateKey) },
    };
  }
  const signed = signXml(xml, key, id);
  const fields = { SAMLRequest: postValue(signed), RelayState: relayState };
  return { destination, message: { binding, xml: signed, fields } };
}

function other(binding: 'redirect' | 'post'): 'redirect' | 'post' {
  return binding === 'redirect' ? 'post' : 'redirect';
}
