import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { Frame } from '../../ui/index.ts';
import type { SessionLimits } from '../accounts/index.ts';

/** What the provider is made with; given by the wiring. */
export interface OpenidDeps {
  readonly database: Database;
  /** The installation's secret: keys are sealed and names made with it. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly limits: SessionLimits;
  /** Hosts inside the administration's network that services may be told at. */
  readonly internalHosts: readonly string[];
  readonly log: Logger;
  now(): Date;
}

export interface SsoDeps extends OpenidDeps {
  readonly frame: Frame;
  /** Services on this machine, over plain http, may be registered: while developing. */
  readonly development: boolean;
}
