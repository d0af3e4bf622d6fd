import type { Database } from '../../platform/db/database.ts';
import type { Frame } from '../../ui/index.ts';

export interface ProcedureRoutesDeps {
  database: Database;
  frame: Frame;
  /** Where the portal is reached from outside: calendars lead back to it. */
  publicUrl: string;
}
