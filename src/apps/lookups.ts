import { type Lookups, lookupsOver } from '../features/applications/index.ts';
import type { Registry } from '../features/registry/index.ts';
import type { Db } from '../platform/db/database.ts';
import { profileWords } from './profile-words.ts';

/** The look-ups of filling in, over the registry and what the accounts know. */
export function lookupsFor(db: Db, registry: Registry): Lookups {
  return lookupsOver(registry, (accountId) => profileWords(db, accountId));
}
