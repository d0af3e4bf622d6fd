import { OFFERED_SCOPES, type Scope } from './person-claims.ts';

export type Authentication = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';

/** A service of the administration, or of another, that people enter with the credentials of the portal. */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** What it does with what it gets. */
  readonly purpose: string;
  readonly homeUrl: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutUris: readonly string[];
  /** Where it wants to be told that somebody has left. */
  readonly logoutUrl: string | null;
  readonly authentication: Authentication;
  /** A JWK set, for who signs instead of knowing a secret. */
  readonly publicKeys: { readonly keys: readonly Readonly<Record<string, unknown>>[] } | null;
  readonly scopes: readonly Scope[];
  /** The norm by which it may have the fiscal code. */
  readonly fiscalCodeBasis: string | null;
  /** The least level of authentication. */
  readonly level: 1 | 2 | 3;
  /** Of the administration itself: what is passed is told, not asked. */
  readonly own: boolean;
  readonly refresh: boolean;
  readonly suspended: boolean;
}

/** What the provider's adapter calls a client: RFC 7591 names, and the three of ours. */
export function registrationOf(client: Client): Record<string, unknown> {
  const { logoutUrl, publicKeys } = client;
  const secret = client.authentication.startsWith('client_secret');
  return {
    client_id: client.id,
    client_name: client.name,
    client_uri: client.homeUrl,
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutUris],
    response_types: ['code'],
    response_modes: ['query'],
    grant_types: ['authorization_code', ...(client.refresh ? ['refresh_token'] : [])],
    token_endpoint_auth_method: client.authentication,
    scope: ['openid', ...client.scopes].join(' '),
    subject_type: 'pairwise',
    // The true secrets are kept as digests and compared by our own hand: this stands where the library wants one.
    ...(secret ? { client_secret: 'kept as digests' } : {}),
    ...(publicKeys ? { jwks: publicKeys } : {}),
    ...(logoutUrl ? { backchannel_logout_uri: logoutUrl, backchannel_logout_session_required: true } : {}),
    level: client.level,
    identified: client.scopes.includes('fiscal_number'),
    own: client.own,
  };
}

/** The scopes of a request that this client may have at all. */
export function allowedScopes(client: Client): readonly Scope[] {
  return OFFERED_SCOPES.filter(
    (scope) => client.scopes.includes(scope) && (scope !== 'fiscal_number' || client.fiscalCodeBasis !== null),
  );
}
