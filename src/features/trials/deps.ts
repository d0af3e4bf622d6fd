import type { Database } from '../../platform/db/database.ts';
import type { Frame } from '../../ui/index.ts';
import type { Lookups } from '../applications/index.ts';

/** What the pages of the trials are made with. */
export interface TrialDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly lookups: Lookups;
  /** Where the portal is reached, for the addresses in a calendar. */
  readonly publicUrl: string;
}
