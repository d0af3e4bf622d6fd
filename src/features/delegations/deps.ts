import type { Database } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import type { Frame } from '../../ui/index.ts';

/** What the pages of delegations are made with; given by the wiring. */
export interface DelegationDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly hasher: Hasher;
  now(): Date;
}
