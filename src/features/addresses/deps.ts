import type { Database, Db } from '../../platform/db/database.ts';
import type { Frame } from '../../ui/index.ts';

/** What the pages of this feature are made with; given by the wiring. */
export interface AddressDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly secret: string;
  /** How long a mailed link that proves an address is good. */
  readonly linkHours: number;
  /** Whose address it is, for who opens a link without being signed in. */
  personOf(db: Db, accountId: string): Promise<{ readonly fiscalCode: string } | undefined>;
  /** Ends every session of the account but one. */
  endSessions(tx: Db, accountId: string, except: string | null, why: string): Promise<void>;
}
