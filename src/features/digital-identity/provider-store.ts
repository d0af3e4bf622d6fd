import { createHash, type KeyObject } from 'node:crypto';
import { type Profile, type Provider, readProviders } from '../../engines/spid/index.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { readMetadataFolder, verificationKey } from '../../platform/saml/index.ts';

/** A provider that is believed, with the keys its answers are verified with. */
export interface KnownProvider extends Provider {
  readonly profile: Profile;
  readonly keys: readonly KeyObject[];
}

/** The providers as last read from the database. */
export interface Providers {
  /** Those of a federation, by name. */
  list(profile: Profile): readonly KnownProvider[];
  /** One of them; looks again in the database if it is not known yet. */
  find(profile: Profile, entityId: string): Promise<KnownProvider | undefined>;
  refresh(): Promise<void>;
}

interface Row {
  readonly profile: Profile;
  readonly entityId: string;
  readonly described: Provider;
}

const FRESH_MS = 15_000;
/** While there are none they may be on their way. */
const FRESH_WHEN_EMPTY_MS = 1_000;

/** Providers are read from the database alone: nothing is fetched, and no file opened, while somebody waits. */
export function createProviders({ database, log }: { readonly database: Database; readonly log: Logger }): Providers {
  let known: readonly KnownProvider[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const read = async () => {
    const rows = await database.query<Row>(
      'select profile, entity_id as "entityId", described from identity_providers order by name, entity_id',
    );
    known = rows.map(({ profile, described }) => ({ ...described, profile, keys: keysOf(described) }));
    readAt = performance.now();
  };
  const isStale = () => performance.now() - readAt > (known.length === 0 ? FRESH_WHEN_EMPTY_MS : FRESH_MS);
  const refresh = () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  return {
    refresh,
    list: (profile) => {
      if (isStale()) {
        refresh().catch((error: unknown) => log.warn({ err: error }, 'identity providers could not be read'));
      }
      return known.filter((provider) => provider.profile === profile);
    },
    find: async (profile, entityId) => {
      const same = (provider: KnownProvider) => provider.profile === profile && provider.entityId === entityId;
      if (isStale() || !known.some(same)) await refresh();
      return known.find(same);
    },
  };
}

function keysOf({ certificates }: Provider): KeyObject[] {
  return certificates.flatMap((certificate) => verificationKey(certificate) ?? []);
}

export interface LoadedProviders {
  readonly loaded: readonly string[];
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Reads the folder of a federation into the table: what is good takes the place of what was there, what is refused leaves
 * what its file said before, what is no longer in the folder is forgotten.
 */
export async function loadProviders(
  database: Database,
  profile: Profile,
  folder: string,
  registryKey: KeyObject | undefined,
  now: Date,
): Promise<LoadedProviders> {
  const loaded: { file: string; provider: Provider; digest: Buffer }[] = [];
  const refused: { file: string; reason: string }[] = [];
  for (const entry of readMetadataFolder(folder, registryKey)) {
    const providers = entry.kind === 'read' ? readProviders(entry.root) : entry.reason;
    const wrong = typeof providers === 'string' ? providers : withoutKey(providers);
    if (wrong !== undefined || typeof providers === 'string') {
      refused.push({ file: entry.file, reason: wrong ?? '' });
    } else if (entry.kind === 'read') {
      const digest = createHash('sha256').update(entry.text).digest();
      for (const provider of providers) loaded.push({ file: entry.file, provider, digest });
    }
  }
  await database.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('polis.identity-providers'), hashtext($1))`, [profile]);
    for (const { file, provider, digest } of loaded) {
      await tx.query(
        `insert into identity_providers (profile, entity_id, file, name, described, digest, loaded_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (profile, entity_id) do update set file = $3, name = $4, described = $5, digest = $6, loaded_at = $7`,
        [profile, provider.entityId, file, provider.name, JSON.stringify(provider), digest, now],
      );
    }
    await tx.query(
      `delete from identity_providers where profile = $1 and entity_id <> all ($2::text[]) and file <> all ($3::text[])`,
      [profile, loaded.map(({ provider }) => provider.entityId), refused.map(({ file }) => file)],
    );
  });
  return { loaded: loaded.map(({ provider }) => provider.entityId), refused };
}

function withoutKey(providers: readonly Provider[]): string | undefined {
  const bare = providers.find((provider) => keysOf(provider).length === 0);
  return bare === undefined ? undefined : `${bare.entityId}: no certificate with an RSA key of 2048 bits at least`;
}
