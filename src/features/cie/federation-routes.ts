import { type Answer, type Exchange, file, json, type Route } from '../../platform/http/index.ts';
import { signToken } from '../../platform/jose/index.ts';
import type { CieDeps } from './deps.ts';
import { LOGO } from './logo.ts';
import { ownStatement } from './own-statement.ts';
import { ownKeys } from './party-store.ts';
import { keptChain } from './provider-store.ts';
import { CIE_PATH, clientIdOf } from './settings.ts';

const ANYONE = { who: 'anyone' } as const;

/** What the federation reads of us. */
export function federationRoutes(deps: CieDeps): Route[] {
  const at = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path: `${CIE_PATH}${path}`,
    policy: ANYONE,
    handle,
  });
  return [
    at('/.well-known/openid-federation', (exchange) => showStatement(deps, exchange)),
    at('/jwks.json', (exchange) => showKeys(deps, exchange)),
    at('/resolve', (exchange) => resolve(deps, exchange)),
    at('/logo.svg', async () => file(Buffer.from(LOGO), 'image/svg+xml', 'logo.svg', true)),
  ];
}

async function showStatement(deps: CieDeps, { arrivedAt }: Exchange): Promise<Answer> {
  const keys = await ownKeys(deps, arrivedAt);
  const statement = ownStatement(deps.settings, deps.publicUrl, keys.published, arrivedAt);
  return token(await signToken(statement, keys.federation, 'entity-statement+jwt'), 'entity-statement+jwt');
}

async function showKeys(deps: CieDeps, { arrivedAt }: Exchange): Promise<Answer> {
  const { published } = await ownKeys(deps, arrivedAt);
  return json({ keys: published.core });
}

/**
 * OpenID Federation 1.0 §8.3. The rules allow to speak only of those whose chain has been collected already: nobody is
 * asked because a stranger names an address here.
 */
async function resolve(deps: CieDeps, { query, arrivedAt }: Exchange): Promise<Answer> {
  const sub = query['sub'] ?? '';
  const anchor = query['trust_anchor'] ?? query['anchor'] ?? '';
  if (sub === '' || anchor === '')
    return json({ error: 'invalid_request', error_description: 'sub, trust_anchor' }, 400);
  const kept = await keptChain(deps.database, sub, arrivedAt);
  if (kept === undefined || kept.anchor !== anchor) return json({ error: 'not_found' }, 404);
  const type = query['entity_type'] ?? query['type'];
  const metadata = Object.entries(kept.metadata).filter(([name]) => type === undefined || name === type);
  const claims = {
    iss: clientIdOf(deps.publicUrl),
    sub,
    iat: Math.floor(arrivedAt.getTime() / 1000),
    exp: Math.floor(kept.expiresAt.getTime() / 1000),
    metadata: Object.fromEntries(metadata),
    trust_chain: kept.tokens,
  };
  const { federation } = await ownKeys(deps, arrivedAt);
  return token(await signToken(claims, federation, 'resolve-response+jwt'), 'resolve-response+jwt');
}

function token(text: string, type: string): Answer {
  return file(Buffer.from(text), `application/${type}`, 'token.jwt', true);
}
