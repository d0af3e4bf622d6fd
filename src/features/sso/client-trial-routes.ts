import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { newToken } from '../../platform/hashing-tokens.ts';
import type { Mount, Visitor } from '../../platform/http/index.ts';
import { allowedScopes, type Client, registrationOf } from './client.ts';
import { forgetSecret, knowSecret } from './client-store.ts';
import { consentTo, giveConsent, revokeConsent } from './consent-store.ts';
import type { SsoDeps } from './deps.ts';
import { passedWords } from './person-claims.ts';
import type { Openid } from './provider-store.ts';

/** One thing that was tried, and what came of it. */
export interface TrialStep {
  readonly what: string;
  readonly outcome: 'right' | 'wrong' | 'not-tried';
  readonly words: string;
}

interface TrialParts {
  readonly deps: SsoDeps;
  readonly openid: Openid;
  readonly mount: Mount;
}

/**
 * Runs a whole sign-in with the client's registration: the administrator's own person, inside this process, over HTTP.
 * What stands between is the true provider; the service itself is only told that somebody has left.
 */
export async function tryClient(parts: TrialParts, client: Client, visitor: Visitor): Promise<TrialStep[]> {
  const steps: TrialStep[] = [];
  const provider = await parts.openid.current();
  try {
    await provider.Client.validate(registrationOf(client) as never);
    steps.push(right('La registrazione è completa', 'Il protocollo la accetta.'));
  } catch (error) {
    return [wrong('La registrazione è completa', `Non va: ${wordsOf(error)}`)];
  }
  if (client.suspended) return [...steps, wrong('Il servizio è attivo', 'È sospeso: riattivalo, poi riprova.')];
  const before = await consentTo(parts.deps.database, visitor.accountId, client.id);
  try {
    const signed = await signIn(parts, client, visitor, steps);
    if (signed !== undefined) await tellLogout(parts, client, visitor, signed.sid, steps);
  } catch (error) {
    steps.push(wrong('L’accesso arriva in fondo', wordsOf(error)));
  }
  if (before === undefined) {
    await parts.deps.database.transaction((tx) => revokeConsent(tx, visitor.accountId, client.id));
  }
  return steps;
}

/** From the request to the data: each step says by itself what is wrong. */
async function signIn(parts: TrialParts, client: Client, visitor: Visitor, steps: TrialStep[]) {
  const { deps, openid } = parts;
  const scopes = ['openid', ...allowedScopes(client)];
  const given = { accountId: visitor.accountId, clientId: client.id, scopes, claims: [], told: true };
  await deps.database.transaction((tx) => giveConsent(tx, given, deps.now()));
  const secret = newToken();
  const until = new Date(deps.now().getTime() + 60_000);
  if (client.authentication.startsWith('client_secret')) {
    await knowSecret(deps.database, client.id, secret, deps.now(), until);
  }
  const server = await inside(parts.mount, fit(visitor, client, deps.now()));
  try {
    const asked = await authorize(server.base, client, scopes.join(' '));
    steps.push(asked.step);
    if (asked.code === undefined) return undefined;
    if (client.authentication === 'private_key_jwt') {
      steps.push(notTried('Il servizio riceve i dati', 'La sua firma si può fare solo con la sua chiave privata.'));
      return undefined;
    }
    const tokens = await exchangeCode(server.base, client, secret, { ...asked, code: asked.code });
    const payload = await verified(server.base, tokens['id_token'] ?? '', openid.issuer, client, asked.nonce);
    const userInfo = await fetch(`${server.base}/oidc/me`, {
      headers: { authorization: `Bearer ${tokens['access_token']}` },
    });
    if (!userInfo.ok) throw new Error(`i dati non sono arrivati (${userInfo.status})`);
    const passed = ['un codice che riconosce la persona', ...passedWords(scopes, [])];
    steps.push(right('Il servizio riceve i dati', `Riceve: ${passed.join('; ')}.`));
    return { sid: typeof payload['sid'] === 'string' ? payload['sid'] : undefined };
  } finally {
    server.close();
    await forgetSecret(deps.database, secret);
  }
}

/** The registration is tried, not the administrator's own entry: they are taken to be as the service wants people. */
function fit(visitor: Visitor, client: Client, now: Date): Visitor {
  return { ...visitor, enablement: 'active', authenticatedAt: now, entry: { ...visitor.entry, level: client.level } };
}

async function inside(mount: Mount, visitor: Visitor): Promise<{ base: string; close(): void }> {
  const caller = { visitor, session: '', requestId: 'prova' };
  const server = createServer((request, response) => {
    mount.handle(request, response, caller).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function authorize(base: string, client: Client, scope: string) {
  const [verifier, state, nonce] = [newToken(), newToken(), newToken()];
  const redirect = client.redirectUris[0] ?? '';
  const query = new URLSearchParams({
    client_id: client.id,
    response_type: 'code',
    redirect_uri: redirect,
    scope,
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const answer = await fetch(`${base}/oidc/auth?${query}`, { redirect: 'manual' });
  const to = new URL(answer.headers.get('location') ?? '', base);
  const code = to.searchParams.get('code') ?? undefined;
  const what = 'L’accesso torna all’indirizzo registrato';
  const step =
    code !== undefined && to.href.startsWith(redirect) && to.searchParams.get('state') === state
      ? right(what, `Torna a ${redirect}.`)
      : wrong(what, `Il portale ha risposto ${to.searchParams.get('error') ?? answer.status}.`);
  return { step, code, verifier, nonce, redirect };
}

async function exchangeCode(
  base: string,
  client: Client,
  secret: string,
  { code, verifier, redirect }: { code: string; verifier: string; redirect: string },
): Promise<Record<string, string>> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirect,
  });
  const headers: Record<string, string> = {};
  if (client.authentication === 'client_secret_basic') {
    headers['authorization'] = `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}`;
  } else {
    body.set('client_id', client.id);
    if (client.authentication === 'client_secret_post') body.set('client_secret', secret);
  }
  const answer = await fetch(`${base}/oidc/token`, { method: 'POST', body, headers });
  const tokens = (await answer.json()) as Record<string, string>;
  if (!answer.ok) throw new Error(`il codice non è stato scambiato: ${tokens['error_description'] ?? answer.status}`);
  return tokens;
}

async function verified(
  base: string,
  token: string,
  issuer: string,
  client: Client,
  nonce: string,
): Promise<JWTPayload> {
  const keys = (await (await fetch(`${base}/oidc/jwks`)).json()) as JSONWebKeySet;
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer,
    audience: client.id,
    algorithms: ['RS256'],
  });
  if (payload['nonce'] !== nonce) throw new Error('la risposta non è della richiesta');
  return payload;
}

async function tellLogout(
  { openid }: TrialParts,
  client: Client,
  visitor: Visitor,
  sid: string | undefined,
  steps: TrialStep[],
): Promise<void> {
  const what = 'Il servizio sa quando qualcuno esce';
  if (client.logoutUrl === null) {
    steps.push(
      notTried(what, 'Non ha un indirizzo per saperlo: chi esce dal portale resta dentro finché vuole il servizio.'),
    );
    return;
  }
  const found = await (await openid.current()).Client.find(client.id);
  const told = found as unknown as { backchannelLogout(accountId: string, sid?: string): Promise<void> };
  try {
    await told.backchannelLogout(visitor.accountId, sid);
    steps.push(right(what, `Ha risposto ${client.logoutUrl}.`));
  } catch (error) {
    steps.push(wrong(what, `${client.logoutUrl} non ha risposto come deve: ${wordsOf(error)}`));
  }
}

const right = (what: string, words: string): TrialStep => ({ what, outcome: 'right', words });
const wrong = (what: string, words: string): TrialStep => ({ what, outcome: 'wrong', words });
const notTried = (what: string, words: string): TrialStep => ({ what, outcome: 'not-tried', words });

function wordsOf(error: unknown): string {
  const { message, cause, error_description: description } = error as Error & { error_description?: string };
  return description ?? (cause instanceof Error && cause.message !== '' ? cause.message : message);
}
