import type { Database } from '../../src/platform/db/database.ts';
import type { TestPortal } from '../portal.ts';

/** What a fault test needs of a portal: a whole TestPortal, or one over a cluster of its own (own-portal.ts). */
export interface World extends Pick<TestPortal, 'origin' | 'otp'> {
  /** As the programs see it (role polis_app). */
  readonly database: Database;
  readonly environment: Readonly<Record<string, string>>;
}
