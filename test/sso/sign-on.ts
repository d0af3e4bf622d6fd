import * as oidc from 'openid-client';
import type { Client } from '../../src/features/sso/client.ts';
import type { SsoBrowser } from '../sso-browser.ts';
import type { SsoWorld } from '../sso-world.ts';

export type Registered = Client & { readonly secret: string };

/** What a service knows of the provider, found out as any library does. */
export function configOf(world: SsoWorld, client: Registered): Promise<oidc.Configuration> {
  const proof: Record<Client['authentication'], () => oidc.ClientAuth> = {
    client_secret_basic: () => oidc.ClientSecretBasic(client.secret),
    client_secret_post: () => oidc.ClientSecretPost(client.secret),
    none: () => oidc.None(),
    private_key_jwt: () => {
      throw new Error('give the key yourself');
    },
  };
  return oidc.discovery(new URL(world.issuer), client.id, undefined, proof[client.authentication](), {
    execute: [oidc.allowInsecureRequests],
  });
}

/** One request to sign somebody in, with what must be remembered until the answer. */
export interface Request {
  readonly url: URL;
  readonly checks: oidc.AuthorizationCodeGrantChecks & { pkceCodeVerifier: string };
}

export async function requestOf(
  config: oidc.Configuration,
  client: Client,
  changes: Readonly<Record<string, string>> = {},
): Promise<Request> {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: client.redirectUris[0] ?? '',
    scope: 'openid profile email',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...changes,
  });
  return { url, checks: { pkceCodeVerifier, expectedState, expectedNonce } };
}

export interface Entered {
  readonly config: oidc.Configuration;
  readonly client: Registered;
  readonly tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;
  /** Where the service was answered, and with what it must check the answer. */
  readonly back: URL;
  readonly checks: Request['checks'];
}

/** Signs the browser's person in to the service, all the way to the tokens. */
export async function enter(
  world: SsoWorld,
  browser: SsoBrowser,
  client: Registered,
  changes: Readonly<Record<string, string>> = {},
): Promise<Entered> {
  const config = await configOf(world, client);
  const { url, checks } = await requestOf(config, client, changes);
  const back = await browser.enter(url);
  const tokens = await oidc.authorizationCodeGrant(config, back, checks);
  return { config, client, tokens, back, checks };
}

/** The claims of the ID token that came. */
export function claimsOf({ tokens }: Entered): oidc.IDToken {
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('no ID token came');
  return claims;
}

/** What the provider says of the person for this access token; the status when it refuses. */
export async function userInfo(world: SsoWorld, accessToken: string) {
  const response = await fetch(`${world.issuer}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return { status: response.status, body };
}
