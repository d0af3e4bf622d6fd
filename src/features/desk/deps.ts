import type { Database } from '../../platform/db/database.ts';
import type { Frame } from '../../ui/index.ts';

export interface DeskRoutesDeps {
  readonly database: Database;
  readonly frame: Frame;
}
