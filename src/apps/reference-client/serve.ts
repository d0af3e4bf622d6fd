import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRemoteJWKSet } from 'jose';
import * as oidc from 'openid-client';
import { readLogoutToken } from './logout-token.ts';
import { escaped, pageOf, toldOf } from './pages.ts';

export interface ReferenceClient {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly port: number;
  readonly scope: string;
  readonly home: string;
  readonly issuer: string;
  readonly others: readonly { readonly name: string; readonly home: string }[];
}

interface Inside {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
  readonly sid: string | undefined;
}

interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What one service keeps in memory: who is on the way in, who is inside, which logout tokens came. */
interface Memory {
  readonly pending: Map<string, Pending>;
  readonly inside: Map<string, Inside>;
  readonly used: Set<string>;
  found: Promise<oidc.Configuration> | undefined;
}

/** Serves the service until the program ends. */
export async function serveReferenceClient(service: ReferenceClient): Promise<Server> {
  const memory: Memory = { pending: new Map(), inside: new Map(), used: new Set(), found: undefined };
  const server = createServer((request, response) => {
    answer(service, memory, request, response).catch((error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      const body = `<p>L’accesso non è riuscito: ${escaped(words)}.</p><p><a href="/">Torna all’inizio</a></p>`;
      send(response, 400, pageOf(service, 'Non sei entrato', body));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(service.port, '127.0.0.1', resolve);
  });
  return server;
}

type Handle = (service: ReferenceClient, memory: Memory, call: Call) => Promise<void>;

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Who is inside in this browser, by a random name. */
  readonly visit: string;
}

const PATHS: Readonly<Record<string, Handle>> = {
  'GET /': start,
  'GET /accesso': leaveForPortal,
  'GET /ritorno': comeBack,
  'GET /uscita': leave,
  'GET /uscito': gone,
  'POST /avviso-di-uscita': toldOfLogout,
};

async function answer(
  service: ReferenceClient,
  memory: Memory,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', service.home);
  const known = new RegExp(`prova-${service.id}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
  const visit = known ?? randomBytes(18).toString('base64url');
  if (known === undefined) {
    // Cookies are shared by all ports of a machine: each service has a name of its own.
    response.setHeader('set-cookie', `prova-${service.id}=${visit}; Path=/; HttpOnly; SameSite=Lax`);
  }
  const handle = PATHS[`${request.method} ${url.pathname}`];
  if (handle === undefined) return send(response, 404, pageOf(service, 'Questa pagina non c’è', ''));
  await handle(service, memory, { request, response, url, visit });
}

function configuration(service: ReferenceClient, memory: Memory): Promise<oidc.Configuration> {
  const { issuer, id, secret } = service;
  const options = issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
  memory.found ??= oidc.discovery(new URL(issuer), id, undefined, oidc.ClientSecretBasic(secret), options);
  memory.found.catch(() => {
    memory.found = undefined;
  });
  return memory.found;
}

async function start(service: ReferenceClient, memory: Memory, { response, visit }: Call): Promise<void> {
  const person = memory.inside.get(visit);
  const body =
    person === undefined
      ? '<p>Per continuare serve sapere chi sei.</p><p><a class="go" href="/accesso">Entra con Istanze OnLine</a></p>'
      : `<p>Il portale ci ha detto di te soltanto questo:</p>${toldOf(person.claims)}<p><a class="go" href="/uscita">Esci da tutti i servizi</a></p>`;
  send(response, 200, pageOf(service, person === undefined ? `Benvenuto in ${service.name}` : 'Sei entrato', body));
}

async function leaveForPortal(service: ReferenceClient, memory: Memory, { response, visit }: Call): Promise<void> {
  const config = await configuration(service, memory);
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  memory.pending.set(visit, { state, nonce, verifier });
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${service.home}ritorno`,
    scope: service.scope,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  redirect(response, url.href);
}

async function comeBack(service: ReferenceClient, memory: Memory, { response, visit, url }: Call): Promise<void> {
  const pending = memory.pending.get(visit);
  if (pending === undefined) throw new Error('nessun accesso era cominciato in questo browser');
  memory.pending.delete(visit);
  const config = await configuration(service, memory);
  const { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier } = pending;
  const tokens = await oidc.authorizationCodeGrant(config, url, { expectedState, expectedNonce, pkceCodeVerifier });
  const idClaims = tokens.claims();
  if (idClaims === undefined || tokens.id_token === undefined) throw new Error('il portale non ha detto chi sei');
  const told = await oidc.fetchUserInfo(config, tokens.access_token, idClaims.sub);
  const sid = typeof idClaims['sid'] === 'string' ? idClaims['sid'] : undefined;
  memory.inside.set(visit, { claims: { ...idClaims, ...told }, idToken: tokens.id_token, sid });
  redirect(response, service.home);
}

/** Out of here first, then out of the portal, which tells the others. */
async function leave(service: ReferenceClient, memory: Memory, { response, visit }: Call): Promise<void> {
  const person = memory.inside.get(visit);
  memory.inside.delete(visit);
  const config = await configuration(service, memory);
  const url = oidc.buildEndSessionUrl(config, {
    post_logout_redirect_uri: `${service.home}uscito`,
    ...(person === undefined ? {} : { id_token_hint: person.idToken }),
  });
  redirect(response, url.href);
}

async function gone(service: ReferenceClient, _memory: Memory, { response }: Call): Promise<void> {
  const body = '<p>Sei uscito da tutti i servizi.</p><p><a href="/">Torna all’inizio</a></p>';
  send(response, 200, pageOf(service, 'Sei uscito', body));
}

async function toldOfLogout(service: ReferenceClient, memory: Memory, { request, response }: Call): Promise<void> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 20_000) throw new Error('troppo lungo');
  }
  const { jwks_uri: keysAt = '' } = (await configuration(service, memory)).serverMetadata();
  const { sub, sid } = await readLogoutToken(new URLSearchParams(body).get('logout_token') ?? '', {
    issuer: service.issuer,
    clientId: service.id,
    keys: createRemoteJWKSet(new URL(keysAt)),
    isNew: (jti) => !memory.used.has(jti) && memory.used.add(jti) !== undefined,
  });
  for (const [visit, person] of memory.inside) {
    if (sid === undefined ? person.claims['sub'] === sub : person.sid === sid) memory.inside.delete(visit);
  }
  response.setHeader('cache-control', 'no-store');
  send(response, 200, '');
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(html);
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to });
  response.end();
}
