import type { Database, Db } from '../../platform/db/database.ts';
import type { Frame } from '../../ui/index.ts';
import type { Lookups } from '../applications/index.ts';

/** What the pages of the ministry's editors are made with. */
export interface AuthoringDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly lookups: Lookups;
  /** How many people have an application of a procedure begun and not filed; filings stand beside this feature. */
  inside(db: Db, procedureId: string): Promise<number>;
}
