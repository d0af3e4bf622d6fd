import { readFileSync } from 'node:fs';
import type { Profile } from '../../engines/spid/index.ts';
import type { DigitalIdentitySettings } from '../../platform/config/index.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Recurring, Tasks } from '../../platform/jobs/index.ts';
import type { Logger } from '../../platform/log.ts';
import { verificationKey } from '../../platform/saml/index.ts';
import { purgeLog } from './entry-log-store.ts';
import { purgePending } from './pending-link-store.ts';
import { type LoadedProviders, loadProviders } from './provider-store.ts';

export interface DigitalIdentityJobsDeps {
  readonly database: Database;
  readonly settings: DigitalIdentitySettings;
  readonly log: Logger;
  now(): Date;
}

const PURGE = 'digital-identity.purge';
const LOAD = 'digital-identity.load-providers';

/** Providers every five minutes; once a day what is over is removed. */
export const digitalIdentityRecurring: readonly Recurring[] = [
  { task: LOAD, cron: '*/5 * * * *' },
  { task: PURGE, cron: '41 3 * * *' },
];

export function digitalIdentityJobs(deps: DigitalIdentityJobsDeps): Tasks {
  return {
    [LOAD]: async () => {
      await loadAllProviders(deps);
    },
    [PURGE]: async () => {
      await purgePending(deps.database, deps.now());
      const removed = await purgeLog(deps.database);
      if (removed > 0) deps.log.info({ removed }, 'messages of entries older than 24 months removed');
    },
  };
}

/** Reads both folders; each file that is refused is named in the log. */
export async function loadAllProviders({
  database,
  settings,
  log,
  now,
}: DigitalIdentityJobsDeps): Promise<Readonly<Record<Profile, LoadedProviders>>> {
  const { registryCertificateFile: file, metadataDir } = settings.spid;
  const registryKey = file === null ? undefined : verificationKey(readFileSync(file, 'utf8'));
  if (file !== null && registryKey === undefined) throw new Error(`${file} is no certificate with an RSA key`);
  const outcome = {
    spid: await loadProviders(database, 'spid', metadataDir, registryKey, now()),
    cie: await loadProviders(database, 'cie', settings.cie.metadataDir, undefined, now()),
  };
  for (const [profile, { refused }] of Object.entries(outcome)) {
    for (const one of refused) log.warn({ event: 'saml.metadata-refused', profile, ...one }, 'metadata refused');
  }
  return outcome;
}
