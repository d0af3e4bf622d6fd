import type { Database } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import type { Frame } from '../../ui/index.ts';
import type { Lookups } from '../applications/index.ts';
import type { FilingRegistrar } from './filing-registrar-store.ts';
import type { OfficeRegistry } from './office-at.ts';

/** What the pages of filing are made with. */
export interface FilingDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly hasher: Hasher;
  readonly lookups: Lookups;
  readonly registry: OfficeRegistry;
  /** One for the whole process: filings that wait together are written together. */
  readonly registrar: FilingRegistrar;
  /** Key of what is sealed into pages, at least 32 bytes. */
  readonly secret: string;
  /** The administration in whose name the register is kept. */
  readonly administration: string;
  now(): Date;
}
