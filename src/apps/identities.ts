import { type AccountDeps, HAS_ROLE, hasRole } from '../features/accounts/index.ts';
import { createProviders, DIGITAL_ONLY, type DigitalIdentityDeps } from '../features/digital-identity/index.ts';
import { createRegistry } from '../features/registry/index.ts';
import type { SecondFactorDeps } from '../features/second-factors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Configuration } from '../platform/config/index.ts';
import type { Database } from '../platform/db/database.ts';
import type { Logger } from '../platform/log.ts';
import type { Frame } from '../ui/index.ts';
import { signingKeyOf } from './signing-key.ts';

interface Parts {
  readonly configuration: Configuration;
  readonly database: Database;
  readonly log: Logger;
  readonly now: Clock;
}

/** What the ways in with a digital identity are made with. */
export function identityDepsOf({ configuration, database, log, now }: Parts, frame: Frame): DigitalIdentityDeps {
  const { secret, publicUrl, digitalIdentity: settings } = configuration;
  const providers = createProviders({ database, log });
  // The first page that shows them must find them.
  providers.refresh().catch((error: unknown) => log.warn({ err: error }, 'identity providers could not be read'));
  return {
    ...{ database, frame, secret, publicUrl, log, settings },
    registry: createRegistry(database),
    providers,
    signingKey: signingKeyOf(configuration, now),
  };
}

/** Who may still use a password or a passkey: where the public has none, staff alone; no password, who has chosen so. */
export function localCredentialRules({
  configuration,
  database,
}: Parts): Pick<AccountDeps, 'localCredentials' | 'mayUsePassword'> & Pick<SecondFactorDeps, 'mayUsePasskey'> {
  const { localCredentials } = configuration.digitalIdentity;
  const mayUsePasskey = async (accountId: string) => localCredentials || hasRole(database, accountId);
  return {
    localCredentials,
    mayUsePassword: `not ${DIGITAL_ONLY}${localCredentials ? '' : ` and ${HAS_ROLE}`}`,
    mayUsePasskey,
  };
}
