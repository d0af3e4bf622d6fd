import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import type { Configuration } from '../platform/config/index.ts';
import { keptSigningKey, readSigningKey, type SigningKey } from '../platform/saml/index.ts';

/**
 * What messages to identity providers are signed with: the configured key; in development one of its own, made when it is
 * first needed; in production without one, nothing.
 */
export function signingKeyOf(configuration: Configuration, now: Clock): () => Promise<SigningKey | null> {
  let key: Promise<SigningKey | null> | undefined;
  return () => {
    key ??= openKey(configuration, now()).catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
}

async function openKey(configuration: Configuration, now: Date): Promise<SigningKey | null> {
  const { digitalIdentity: settings, stateDir, publicUrl, administrationName, environment } = configuration;
  if (settings.keyFiles !== null) return readSigningKey(settings.keyFiles);
  if (environment === 'production') return null;
  const subject = {
    displayName: settings.serviceName,
    organizationName: administrationName,
    entityId: settings.spid.entityId ?? `${publicUrl}/spid/metadata`,
    ipaCode: settings.ipaCode,
    locality: settings.seat.name,
  };
  return keptSigningKey(join(stateDir, 'spid'), subject, now);
}
