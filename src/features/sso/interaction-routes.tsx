import type { Interaction } from 'oidc-provider';
import {
  type Answer,
  type AnswerWithCookies,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
} from '../../platform/http/index.ts';
import { levelAsked, type Visit, visitOf } from '../../platform/openid/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf } from './answers-routes.tsx';
import { allowedScopes, type Client } from './client.ts';
import { clientById } from './client-store.ts';
import { consentTo, giveConsent } from './consent-store.ts';
import type { SsoDeps } from './deps.ts';
import { nextStep } from './interaction.ts';
import { isScope, passedWords, scopeOf } from './person-claims.ts';
import type { Openid } from './provider-store.ts';
import { CannotEnterPage, type Obstacle } from './views/cannot-enter-page.tsx';
import { ConsentPage } from './views/consent-page.tsx';
import { GonePage } from './views/gone-page.tsx';
import { OnwardPage } from './views/onward-page.tsx';

/** The pages between a service that sends somebody here and the answer it gets: sign-in is the portal's own. */
export function interactionRoutes(deps: SsoDeps, openid: Openid): Route[] {
  const path = '/oidc/interazione/:uid';
  const policy = { who: 'signed-in' } as const;
  return [
    { method: 'GET', path, policy, handle: signedIn((exchange) => show(deps, openid, exchange)) },
    { method: 'POST', path, policy, handle: signedIn((exchange) => decide(deps, openid, exchange)) },
  ];
}

interface Case {
  readonly interaction: Interaction;
  readonly client: Client;
  readonly visit: Visit;
  readonly here: string;
}

async function show(deps: SsoDeps, openid: Openid, exchange: SignedIn): Promise<AnswerWithCookies> {
  const found = await findCase(deps, openid, exchange);
  if (found === undefined) return gone(deps, exchange);
  const { interaction, client, visit, here } = found;
  if (interaction.result !== undefined) return onward(deps, exchange, found);
  const { authenticatedAt, entry } = exchange.visitor;
  const reach = entry.method === 'password' || entry.method === 'passkey' ? 2 : 3;
  const begunAt = new Date(interaction.iat * 1000);
  const level = levelWanted(interaction, client);
  const step = nextStep({ prompt: promptOf(interaction), begunAt, level }, { ...visit, reach, authenticatedAt });
  const back = `dopo=${encodeURIComponent(here)}`;
  switch (step) {
    case 'prove-again':
      return seeOther(`/accesso/conferma?subito=1&${back}`);
    case 'raise-level':
      return seeOther(`/accesso/conferma?livello=${level}&${back}`);
    case 'consent':
      return ask(deps, exchange, found);
    case 'go-on':
      await finish(interaction, { login: { accountId: visit.accountId } });
      return onward(deps, exchange, found);
    default:
      return obstacle(deps, exchange, client, step);
  }
}

async function decide(deps: SsoDeps, openid: Openid, exchange: SignedIn): Promise<AnswerWithCookies> {
  const found = await findCase(deps, openid, exchange);
  if (found === undefined) return gone(deps, exchange);
  const { interaction, client, visit, here } = found;
  const decision = exchange.form.text('decision');
  if (interaction.result !== undefined) return seeOther(here);
  if (decision === 'refuse') {
    await finish(interaction, { error: 'access_denied', error_description: 'the person has not gone on' });
  } else if (decision === 'accept' && interaction.prompt.name === 'consent') {
    const { scopes, claims } = await asked(deps, found);
    const given = { accountId: visit.accountId, clientId: client.id, scopes, claims, told: client.own };
    await deps.database.transaction((tx) => giveConsent(tx, given, exchange.arrivedAt));
    await finish(interaction, { ...interaction.lastSubmission, consent: {} });
  }
  return seeOther(here);
}

/** The interaction of this browser: whoever has only its address finds nothing. */
async function findCase(deps: SsoDeps, openid: Openid, exchange: SignedIn): Promise<Case | undefined> {
  const { uid = '' } = exchange.params;
  if (exchange.cookie('interaction') !== uid) return undefined;
  const interaction = await (await openid.current()).Interaction.find<Interaction>(uid);
  const visit = visitOf(exchange.visitor);
  if (interaction === undefined || visit === undefined) return undefined;
  const client = await clientById(deps.database, String(interaction.params['client_id']));
  return client && { interaction, client, visit, here: `/oidc/interazione/${uid}` };
}

function promptOf({ prompt }: Interaction) {
  return { name: prompt.name, reasons: prompt.reasons };
}

function levelWanted({ params, prompt }: Interaction, client: Client): number {
  const essential = (prompt.details as { level?: number }).level;
  return essential ?? levelAsked(params['acr_values'] as string | undefined, client.level);
}

/** What the service would get beyond what it has: of what it asked for, that which it may have at all. */
async function asked(deps: SsoDeps, { interaction, client, visit }: Case) {
  const details = interaction.prompt.details as { missingOIDCScope?: string[]; missingOIDCClaims?: string[] };
  const before = await consentTo(deps.database, visit.accountId, client.id);
  const allowed = allowedScopes(client);
  const may = (scope: string | undefined) => scope !== undefined && isScope(scope) && allowed.includes(scope);
  const newScopes = (details.missingOIDCScope ?? []).filter((scope) => scope === 'openid' || may(scope));
  const newClaims = (details.missingOIDCClaims ?? []).filter((claim) => may(scopeOf(claim)));
  return {
    scopes: [...new Set([...(before?.scopes ?? []), ...newScopes])],
    claims: [...new Set([...(before?.claims ?? []), ...newClaims])],
    before,
  };
}

async function ask(deps: SsoDeps, exchange: SignedIn, found: Case): Promise<Answer> {
  const { scopes, claims, before } = await asked(deps, found);
  const passed = passedWords(scopes, claims);
  const known = before === undefined ? [] : passedWords(before.scopes, before.claims);
  const { client, here } = found;
  return page(renderPage(<ConsentPage look={lookOf(deps, exchange)} {...{ client, passed, known }} action={here} />));
}

function onward(deps: SsoDeps, exchange: SignedIn, { interaction, client }: Case): Answer {
  const { pathname } = new URL(interaction.returnTo);
  const refused = interaction.result !== undefined && 'error' in interaction.result;
  return page(
    renderPage(<OnwardPage look={lookOf(deps, exchange)} to={pathname} name={client.name} refused={refused} />),
  );
}

function obstacle(deps: SsoDeps, exchange: SignedIn, client: Client, what: Obstacle): Answer {
  const look = lookOf(deps, exchange);
  return page(renderPage(<CannotEnterPage look={look} client={client} what={what} action={exchange.path} />), 200);
}

function gone(deps: SsoDeps, exchange: SignedIn): Answer {
  const acting = visitOf(exchange.visitor) === undefined;
  return page(renderPage(<GonePage look={lookOf(deps, exchange)} acting={acting} />), 410);
}

async function finish(interaction: Interaction, result: NonNullable<Interaction['result']>): Promise<void> {
  interaction.result = result;
  await interaction.persist();
}
