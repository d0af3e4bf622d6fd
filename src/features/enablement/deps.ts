import type { Database } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import type { Press } from '../../platform/pdf/index.ts';
import type { Frame } from '../../ui/index.ts';
import type { Registry } from '../registry/index.ts';

export interface EnablementRoutesDeps {
  readonly database: Database;
  readonly registry: Registry;
  readonly hasher: Hasher;
  readonly press: Pick<Press, 'pressPdf'>;
  /** The installation's key, which seals the temporary code until it is mailed. */
  readonly secret: string;
  readonly frame: Frame;
}
