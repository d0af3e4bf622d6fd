import { createHash } from 'node:crypto';
import { type SeedDeps, seed } from '../src/apps/seed.ts';
import { romeDate } from '../src/kernel/rome-time.ts';
import type { HasherOptions } from '../src/platform/hashing.ts';
import { createHasher } from '../src/platform/hashing.ts';
import { type FreshDatabase, filledDatabase } from './database.ts';
import { digestOfSources } from './digest-of-sources.ts';

export interface Seeding extends Pick<SeedDeps, 'secret' | 'now'> {
  /** How the secrets of the cast are hashed: as in earnest, if nothing is said. */
  readonly hashing?: HasherOptions;
}

/** A database of its own with the test registry, every procedure and the cast of `bin/start`, as of this day. */
export function seededDatabase({ secret, now, hashing = {} }: Seeding): Promise<FreshDatabase> {
  const from = [digestOfSources('src', 'procedures', 'data/registry-test'), secret, romeDate(now()), hashing];
  const name = createHash('sha256').update(JSON.stringify(from)).digest('hex').slice(0, 12);
  return filledDatabase(`seeded_${name}`, async (database) => {
    await seed({ database, hasher: createHasher(hashing), secret, now, say: () => undefined });
  });
}
