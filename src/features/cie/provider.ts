import { z } from 'zod';
import type { Metadata } from '../../engines/openid-federation/index.ts';

const key = z.looseObject({ kty: z.string(), kid: z.string() });
const metadata = z
  .looseObject({
    issuer: z.url(),
    authorization_endpoint: z.url(),
    token_endpoint: z.url(),
    userinfo_endpoint: z.url(),
    revocation_endpoint: z.url(),
    jwks: z.object({ keys: z.array(key).min(1).max(50) }),
  })
  .transform((read) => ({
    issuer: read.issuer,
    authorizationEndpoint: read.authorization_endpoint,
    tokenEndpoint: read.token_endpoint,
    userinfoEndpoint: read.userinfo_endpoint,
    revocationEndpoint: read.revocation_endpoint,
    keys: read.jwks.keys,
  }));

/** The identity provider as its federation lets it be. */
export type Provider = z.output<typeof metadata>;

/**
 * What we need of the provider's metadata, after policy. Undefined when something is missing, or when its browser
 * address is not at its own home: the browser of a person is sent nowhere else.
 */
export function readProvider(entity: string, left: Metadata): Provider | undefined {
  const read = metadata.safeParse(left['openid_provider']);
  if (!read.success) return undefined;
  const home = URL.parse(entity)?.origin;
  const atHome = [read.data.issuer, read.data.authorizationEndpoint].every((url) => URL.parse(url)?.origin === home);
  return atHome ? read.data : undefined;
}
