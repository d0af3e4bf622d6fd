import type { Database } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import type { Frame } from '../../ui/index.ts';

export interface PersonalDataDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly hasher: Hasher;
}
