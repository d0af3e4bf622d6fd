import type { JWK } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { blindName } from '../hashing-tokens.ts';
import { cookieName } from '../http/cookies.ts';
import { type AdapterParts, adapterOver } from './adapter.ts';
import { checks } from './checks.ts';
import { type LogoutParts, logout } from './logout.ts';
import { outgoing } from './outgoing.ts';
import { followPortal, grantName } from './portal-session.ts';
import { LEVELS } from './visit.ts';

/** What a service may be told of a person, by the scope that covers it. */
export type ScopeClaims = Readonly<Record<string, readonly string[]>>;

export interface OpenidKeys {
  /** The first signs; all are published. */
  readonly signing: readonly JWK[];
  /** The first signs cookies; all are accepted. */
  readonly cookies: readonly string[];
  /** From which the names are made that services know people by. It never changes. */
  readonly salt: string;
}

/** What a person let a service have, if the service has been entered before. */
export interface Consent {
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
}

export interface ProviderParts extends AdapterParts, Omit<LogoutParts, 'subjectOf' | 'forgetSession'> {
  readonly issuer: string;
  readonly secret: string;
  readonly keys: OpenidKeys;
  readonly scopes: ScopeClaims;
  /** Seconds a session of the portal lasts at most. */
  readonly sessionSeconds: number;
  readonly internalHosts: readonly string[];
  /** What is told of the person, whatever was asked: the last gate. */
  claimsOf(accountId: string, clientId: string): Promise<Record<string, unknown> | undefined>;
  consentTo(accountId: string, clientId: string): Promise<Consent | undefined>;
  compareSecret(clientId: string, given: string): Promise<boolean>;
  interactionAt(uid: string): string;
  errorPage(error: string, why: unknown, requestId: string | undefined): string;
}

const HALF_HOUR = 1800;

/** What a client is registered with beside what the protocol knows. */
export const OWN_METADATA = ['level', 'identified', 'own'];

/** The OpenID provider, as this portal wants it: authorization codes with PKCE, pairwise names, sessions of the portal. */
export function createProvider(parts: ProviderParts): Provider {
  const subjectOf = (accountId: string, sector: string) => blindName(parts.keys.salt, sector, accountId);
  const provider = new Provider(parts.issuer, configuration(parts, subjectOf));
  provider.proxy = true;
  followPortal(provider, parts.secret);
  const secure = parts.issuer.startsWith('https:');
  const forgetSession = [
    `${cookieName(secure, 'session')}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`,
  ];
  provider.use(withoutSessionCookie(provider.cookieName('session')));
  provider.use(logout({ ...parts, subjectOf, forgetSession }));
  provider.use(sayChanged(parts));
  // Secrets are kept as digests: the library's own comparison would need them as they are.
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: { clientId: string }, given: string) {
      return parts.compareSecret(this.clientId, given);
    },
  });
  return provider;
}

function configuration(parts: ProviderParts, subjectOf: LogoutParts['subjectOf']): Configuration {
  const { keys, scopes, claimsOf } = parts;
  return {
    adapter: adapterOver(parts),
    jwks: { keys: [...keys.signing] as never },
    cookies: cookies(parts),
    claims: {
      acr: null,
      amr: null,
      auth_time: null,
      iss: null,
      sid: null,
      openid: ['sub', 'acr', 'amr', 'auth_time'],
      ...Object.fromEntries(Object.entries(scopes).map(([scope, claims]) => [scope, [...claims]])),
    },
    scopes: ['openid', ...Object.keys(scopes)],
    acrValues: LEVELS,
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => subjectOf(accountId, String(client['sectorIdentifier'])),
    findAccount: async (ctx, accountId) => ({
      accountId,
      claims: async () => ({
        ...(await claimsOf(accountId, ctx.oidc.client?.clientId ?? '')),
        sub: accountId,
      }),
    }),
    loadExistingGrant: (ctx) => existingGrant(parts, ctx),
    ...lifetimes(parts.sessionSeconds),
    ...protocol(),
    features: features(),
    extraClientMetadata: { properties: OWN_METADATA },
    interactions: { policy: checks(), url: (_ctx, { uid }) => parts.interactionAt(uid) },
    renderError: (ctx, out, error) => {
      ctx.type = 'html';
      ctx.body = parts.errorPage(out.error, error, undefined);
    },
    fetch: outgoing(parts.internalHosts) as never,
  };
}

/** The protocol's narrower half: nothing implicit, nothing unsigned, nothing that lives on alone. */
function protocol(): Partial<Configuration> {
  return {
    responseTypes: ['code'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    acceptQueryParamAccessTokens: false,
    enableHttpPostMethods: true,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'],
      idTokenSigningAlgValues: ['RS256'],
      userinfoSigningAlgValues: ['RS256'],
      introspectionSigningAlgValues: ['RS256'],
      authorizationSigningAlgValues: ['RS256'],
      requestObjectSigningAlgValues: ['RS256'],
    },
    clockTolerance: 60,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: () => true,
    // Every token is about a session: it is good while the portal's session is.
    expiresWithSession: async () => true,
    clientBasedCORS: () => false,
    discovery: { ui_locales_supported: ['it'], claims_locales_supported: ['it'] },
  };
}

function features(): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    resourceIndicators: { enabled: false },
    claimsParameter: { enabled: true },
    backchannelLogout: { enabled: true },
    revocation: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => client.clientAuthMethod !== 'none' && token.clientId === client.clientId,
    },
    // Ours asks and answers: see logout.ts.
    rpInitiatedLogout: { enabled: true, logoutSource: empty, postLogoutSuccessSource: empty },
  };
}

function empty(ctx: KoaContextWithOIDC): void {
  ctx.body = '';
}

function lifetimes(sessionSeconds: number): Pick<Configuration, 'ttl'> {
  return {
    ttl: {
      AuthorizationCode: 60,
      AccessToken: 600,
      IdToken: 3600,
      RefreshToken: sessionSeconds,
      Interaction: HALF_HOUR,
      Session: sessionSeconds,
      Grant: sessionSeconds + HALF_HOUR,
    },
  };
}

function cookies({ issuer, keys }: ProviderParts): NonNullable<Configuration['cookies']> {
  const secure = issuer.startsWith('https:');
  return {
    names: {
      session: cookieName(secure, 'services'),
      interaction: cookieName(secure, 'interaction'),
      resume: cookieName(secure, 'resume'),
    },
    // Never sent: see withoutSessionCookie. The library wants it so to take requests by POST.
    long: { signed: true, sameSite: 'none' },
    short: { signed: true, sameSite: 'lax', httpOnly: true, secure },
    keys: [...keys.cookies],
  };
}

/** A grant lives as long as the session; what the person has agreed to outlives it and makes the next one. */
async function existingGrant({ secret, consentTo, scopes }: ProviderParts, { oidc }: KoaContextWithOIDC) {
  const { client, session, account, provider, result } = oidc;
  if (client === undefined || session === undefined || account === undefined) return undefined;
  const consent = await consentTo(account.accountId, client.clientId);
  if (consent === undefined) return undefined;
  // What this client can never have is refused beforehand, so that nobody is asked about it.
  const registered = String(client['scope'] ?? '').split(' ');
  const allowed = new Set(registered.flatMap((scope) => scopes[scope] ?? []));
  const refused = [...oidc.requestParamClaims].filter((claim) => !allowed.has(claim));
  const kept = session.grantIdFor(client.clientId);
  const found = kept === undefined ? undefined : await provider.Grant.find(kept);
  const covers = (grant: InstanceType<Provider['Grant']>) =>
    consent.scopes.every((scope) => grant.getOIDCScope().split(' ').includes(scope)) &&
    [...consent.claims, ...refused].every((claim) => grant.getOIDCClaimsEncountered().includes(claim));
  if (found !== undefined && covers(found) && result?.consent === undefined) return found;
  const { accountId } = account;
  const jti = grantName(secret, session.uid, client.clientId);
  const grant = new provider.Grant({ ...{ jti }, accountId, clientId: client.clientId });
  grant.addOIDCScope([...consent.scopes]);
  grant.addOIDCClaims([...consent.claims]);
  if (refused.length > 0) grant.rejectOIDCClaims(refused);
  await grant.save();
  return grant;
}

type Next = () => Promise<void>;

/** The session is found by the portal's: a cookie of its own would only be one more thing to steal. */
function withoutSessionCookie(name: string) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    await next();
    const set = [ctx.response.get('set-cookie') ?? []].flat();
    const kept = set.filter((line) => !line.startsWith(`${name}=`) && !line.startsWith(`${name}.sig=`));
    if (kept.length === set.length) return;
    ctx.remove('Set-Cookie');
    if (kept.length > 0) ctx.set('Set-Cookie', kept);
  };
}

/** Somebody else has signed in while an interaction was under way: the library would sign both out. */
function sayChanged({ errorPage }: Pick<ProviderParts, 'errorPage'>) {
  return async (ctx: KoaContextWithOIDC, next: Next): Promise<void> => {
    await next();
    if (ctx.oidc?.route !== 'resume' || ctx.status !== 200) return;
    ctx.status = 400;
    ctx.type = 'html';
    ctx.body = errorPage('person_changed', undefined, undefined);
  };
}
