import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { type AssetManifest, assetsPath } from '../../platform/assets/manifest.ts';
import { CARD_TROUBLES } from './card.ts';
import type { CardProxy, Passed } from './card-proxy.ts';
import type { Document, Federation } from './federation.ts';
import { CARD_NAME, OPENID_NAME, SAML_PROVIDERS, type SamlName } from './names.ts';
import type { OpenIdProvider, SignInRequest } from './openid-provider.ts';
import { backPage, cardPage, choosePage, donePage, homePage, troublePage } from './pages.tsx';
import { PEOPLE, typedPerson } from './people.ts';
import type { IdentityPerson } from './person.ts';
import type { Arrived, SamlProvider, SamlRequest } from './saml-provider.ts';

export interface Played {
  readonly portal: string;
  readonly assets: AssetManifest;
  readonly assetsDirectory: string;
  readonly saml: Readonly<Record<SamlName, SamlProvider>>;
  readonly openId: OpenIdProvider;
  readonly federation: Federation;
  readonly cards: CardProxy;
}

type Fields = Readonly<Record<string, string>>;
type Reply = (Document | { readonly location: string }) & { readonly cookies?: readonly string[] };
type Pending =
  | { readonly kind: 'saml'; readonly provider: SamlProvider; readonly request: SamlRequest }
  | { readonly kind: 'openid'; readonly request: SignInRequest };

/** Where the portal's own page about a card posts. */
const PROVE_PATH = '/accesso/collega';
const MOST_PENDING = 1_000;

/** The pages people see and the places programs ask, on the loopback address alone. */
export function listen(played: Played, port: number): Promise<{ readonly close: () => Promise<void> }> {
  const pending = new Map<string, Pending>();
  const server = createServer((request, response) => void serve(played, pending, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () =>
      resolve({
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      }),
    );
  });
}

async function serve(
  played: Played,
  pending: Map<string, Pending>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const failed = (error: unknown) => page(troublePage(played.assets, String(error)), 500);
  send(response, await answer(played, pending, request).catch(failed), played.portal);
}

async function answer(played: Played, pending: Map<string, Pending>, request: IncomingMessage): Promise<Reply> {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return page('', 403);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const form = request.method === 'POST' ? await readForm(request) : {};
  const { pathname } = url;
  if (pathname === `/${CARD_NAME}`) return card(played, url.search, request, form);
  if (pathname === PROVE_PATH) return passed(await played.cards.post(pathname, form, request.headers.cookie ?? ''));
  if (pathname === '/') return page(home(played));
  if (pathname.startsWith(assetsPath)) return asset(played, pathname);
  const [, name = '', rest = '', id = ''] = pathname.split('/');
  if (name === 'accesso') return choose(played, pending, rest, request.method === 'POST' ? form : undefined);
  const arrived: Arrived =
    request.method === 'POST' ? { binding: 'post', fields: form } : { binding: 'redirect', query: url.search };
  if (isSamlName(name)) return saml(played, pending, name, rest, arrived);
  if (name === OPENID_NAME && rest === 'authorization') return authorize(played, pending, url, form);
  const spoken =
    name === OPENID_NAME && id === ''
      ? await played.openId.answer(`/${rest}`, form, request.headers.authorization ?? '')
      : undefined;
  return spoken ?? (await played.federation.answer(pathname, url.searchParams)) ?? page('', 404);
}

/** Which card is in the reader; what comes of it goes to the browser as if the portal had given it. */
async function card({ assets, cards }: Played, query: string, request: IncomingMessage, form: Fields): Promise<Reply> {
  const person = PEOPLE.find(({ fiscalCode }) => fiscalCode === form['person']);
  if (request.method !== 'POST' || person === undefined)
    return page(cardPage({ assets, action: `/${CARD_NAME}${query}`, people: PEOPLE }));
  const trouble = CARD_TROUBLES.map(([name]) => name).find((name) => name === form['act']);
  return passed(await cards.show({ person, trouble, query, cookie: request.headers.cookie ?? '' }));
}

function passed({ status, location, cookies, body }: Passed): Reply {
  return location === undefined ? { ...page(body, status), cookies } : { location, cookies };
}

function isSamlName(name: string): name is SamlName {
  return Object.hasOwn(SAML_PROVIDERS, name);
}

async function saml(
  { saml: providers, assets, portal }: Played,
  pending: Map<string, Pending>,
  name: SamlName,
  service: string,
  arrived: Arrived,
): Promise<Reply> {
  const provider = providers[name];
  if (service === 'sso') {
    const request = await provider.read(arrived);
    if (typeof request === 'string') return page(troublePage(assets, request), 400);
    return { location: keep(pending, { kind: 'saml', provider, request }) };
  }
  if (service === 'slo') {
    const outcome = await provider.logout(arrived);
    if (typeof outcome === 'object') return outcome;
    return outcome === 'answered' ? page(donePage(assets, portal)) : page(troublePage(assets, outcome), 400);
  }
  if (service === 'uscita' && arrived.binding === 'post') {
    const session = provider.sessions.find(({ nameId }) => nameId === arrived.fields['nameId']);
    const location = session && (await provider.leave(session));
    return location === undefined ? { location: '/' } : { location };
  }
  return page('', 404);
}

async function authorize(played: Played, pending: Map<string, Pending>, url: URL, form: Fields): Promise<Reply> {
  const request = await played.openId.read({ ...Object.fromEntries(url.searchParams), ...form });
  if (typeof request === 'string') return page(troublePage(played.assets, request), 400);
  return { location: keep(pending, { kind: 'openid', request }) };
}

function keep(pending: Map<string, Pending>, waiting: Pending): string {
  const id = randomBytes(16).toString('hex');
  pending.set(id, waiting);
  const [oldest] = pending.keys();
  if (pending.size > MOST_PENDING && oldest !== undefined) pending.delete(oldest);
  return `/accesso/${id}`;
}

function choose(played: Played, pending: Map<string, Pending>, id: string, form: Fields | undefined): Reply {
  const waiting = pending.get(id);
  if (waiting === undefined) return page(troublePage(played.assets, 'questa richiesta è già finita'), 404);
  const shown = (wrong?: string) =>
    page(choosePage({ ...choiceOf(played, waiting), action: `/accesso/${id}`, wrong, typed: form ?? {} }));
  if (form === undefined) return shown();
  const person =
    form['act'] === 'new' ? typedPerson(form) : PEOPLE.find(({ fiscalCode }) => fiscalCode === form['person']);
  if (typeof person === 'string') return shown(person);
  pending.delete(id);
  const level = ([1, 2, 3] as const).find((each) => String(each) === (form['level'] ?? form['newLevel'])) ?? 2;
  const granted = form['act'] === 'grant' || form['act'] === 'new';
  const decision = granted && person !== undefined ? { person, level } : { code: Number(form['act']) || 25 };
  return waiting.kind === 'saml' ? decideSaml(played, waiting, decision) : decideOpenId(played, waiting, decision);
}

function choiceOf({ assets }: Played, waiting: Pending) {
  const common = { assets, people: PEOPLE };
  if (waiting.kind === 'saml') {
    const { provider, request } = waiting;
    return { ...common, provider: provider.title, service: request.audience, level: request.level };
  }
  const asked = ([1, 2, 3] as const).find((each) => waiting.request.context.endsWith(`SpidL${each}`)) ?? 2;
  return {
    ...common,
    provider: 'Fornitore CIE di prova (OpenID Connect)',
    service: waiting.request.clientId,
    level: asked,
  };
}

type Decision = { readonly person: IdentityPerson; readonly level: 1 | 2 | 3 } | { readonly code: number };

function decideSaml({ assets }: Played, { provider, request }: Pending & { kind: 'saml' }, decision: Decision): Reply {
  const back =
    'code' in decision
      ? provider.refuse(request, decision.code)
      : provider.grant(request, decision.person, decision.level);
  return page(backPage({ assets, ...back }));
}

function decideOpenId({ openId }: Played, { request }: Pending & { kind: 'openid' }, decision: Decision): Reply {
  const location =
    'code' in decision
      ? openId.refuse(
          request,
          decision.code === 22 ? 'consent_required' : 'access_denied',
          `ErrorCode nr${decision.code}`,
        )
      : openId.grant(request, decision.person, `https://www.spid.gov.it/SpidL${decision.level}`);
  return { location };
}

function home({ assets, portal, saml: providers }: Played): string {
  const sessions = Object.entries(providers).flatMap(([name, provider]) =>
    provider.sessions.map(({ nameId }) => ({ provider: provider.title, nameId, action: `/${name}/uscita` })),
  );
  return homePage(assets, portal, sessions);
}

const TYPES: Readonly<Record<string, string>> = { css: 'text/css', woff2: 'font/woff2', svg: 'image/svg+xml' };

function asset({ assetsDirectory }: Played, pathname: string): Reply {
  const file = basename(pathname);
  const type = TYPES[file.split('.').at(-1) ?? ''];
  if (type === undefined) return page('', 404);
  return { status: 200, type, body: readFileSync(join(assetsDirectory, file), 'latin1') };
}

function page(body: string, status = 200): Document {
  return { status, type: 'text/html; charset=utf-8', body };
}

async function readForm(request: IncomingMessage): Promise<Fields> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  return Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
}

function send(response: ServerResponse, reply: Reply, portal: string): void {
  const headers = {
    'set-cookie': [...(reply.cookies ?? [])],
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self' ${portal}; base-uri 'none'; frame-ancestors 'none'`,
  };
  if ('location' in reply) {
    response.writeHead(303, { ...headers, location: reply.location }).end();
    return;
  }
  const binary = reply.type === 'font/woff2';
  response.writeHead(reply.status, { ...headers, 'content-type': reply.type });
  response.end(Buffer.from(reply.body, binary || reply.type === 'text/css' ? 'latin1' : 'utf8'));
}
