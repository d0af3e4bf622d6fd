import type { Database } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import type { Frame } from '../../ui/index.ts';
import type { BirthPlaces } from './account.ts';
import type { Guessing } from './password-policy.ts';
import type { SessionLimits } from './session.ts';

/** What the pages of this feature are made with; given by the wiring. */
export interface AccountDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly hasher: Hasher;
  readonly guessing: Guessing;
  readonly birthPlaces: BirthPlaces;
  /** The installation's secret: names of counts, links and sealed rows are made from it. */
  readonly secret: string;
  /** How long a mailed link to confirm an address, and a temporary password, are good. */
  readonly linkHours: number;
  readonly limits: SessionLimits;
}
