import type Provider from 'oidc-provider';
import { createProvider } from '../../platform/openid/index.ts';
import { accountById, endSession } from '../accounts/index.ts';
import { profileFor } from '../enablement/index.ts';
import { allowedScopes, registrationOf } from './client.ts';
import { clientById, isSecretOf } from './client-store.ts';
import { consentTo, touchConsent } from './consent-store.ts';
import type { OpenidDeps } from './deps.ts';
import { openidKeys } from './key-store.ts';
import { CLAIMS, personClaims } from './person-claims.ts';
import { openidRows } from './rows-store.ts';

/** Keys are looked at again after this long: a new one is shown a day before it is used. */
const KEYS_FRESH_MS = 30_000;

export interface Openid {
  readonly issuer: string;
  /** The provider with the keys that are in force now. */
  current(): Promise<Provider>;
}

export type ErrorPage = (error: string) => string;

/** The provider over the database. It is made again when its keys change, which costs a few milliseconds. */
export function openOpenid(deps: OpenidDeps, errorPage: ErrorPage): Openid {
  const issuer = `${deps.publicUrl}/oidc`;
  let made: { readonly version: string; readonly provider: Provider; readonly at: number } | undefined;
  return {
    issuer,
    current: async () => {
      const now = deps.now();
      if (made !== undefined && Math.abs(now.getTime() - made.at) < KEYS_FRESH_MS) return made.provider;
      const keys = await openidKeys(deps.database, deps.secret, now);
      const provider = made?.version === keys.version ? made.provider : build(deps, { issuer, keys, errorPage });
      made = { version: keys.version, provider, at: now.getTime() };
      return provider;
    },
  };
}

interface Parts {
  readonly issuer: string;
  readonly keys: Awaited<ReturnType<typeof openidKeys>>;
  readonly errorPage: ErrorPage;
}

function build(deps: OpenidDeps, { issuer, keys, errorPage }: Parts): Provider {
  const { database, limits, now, log } = deps;
  const provider = createProvider({
    ...deps,
    issuer,
    keys,
    scopes: CLAIMS,
    errorPage,
    sessionSeconds: Math.ceil(limits.absoluteMs / 1000),
    rows: openidRows(database, limits, now),
    client: async (id) => {
      const client = await clientById(database, id);
      return client === undefined || client.suspended ? undefined : registrationOf(client);
    },
    claimsOf: (accountId, clientId) => claimsOf(deps, accountId, clientId),
    consentTo: (accountId, clientId) => consentTo(database, accountId, clientId),
    compareSecret: (clientId, given) => isSecretOf(database, clientId, given, now()),
    interactionAt: (uid) => `/oidc/interazione/${uid}`,
    endPortalSession: (token) => endSession(database, token),
    askAt: '/oidc/uscita',
    leftAt: '/oidc/uscita/fatta',
  });
  provider.on('server_error', (ctx, error) => log.error({ err: error, path: ctx.path }, 'the OpenID provider failed'));
  provider.on('authorization.success', ({ oidc }) => {
    const { session, client } = oidc;
    if (session?.accountId === undefined || client === undefined) return;
    touchConsent(database, session.accountId, client.clientId, now()).catch((error: unknown) =>
      log.warn({ err: error }, 'the last use of a service was not written'),
    );
  });
  return provider;
}

/** What may be told of the person to this client, whatever was asked and agreed to. */
async function claimsOf({ database }: OpenidDeps, accountId: string, clientId: string) {
  const [account, client, profile] = await Promise.all([
    accountById(database, accountId),
    clientById(database, clientId),
    profileFor(database, accountId),
  ]);
  if (account === undefined || client === undefined) return undefined;
  return personClaims(account, profile?.contact, allowedScopes(client));
}
