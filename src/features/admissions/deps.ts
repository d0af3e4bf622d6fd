import type { Database } from '../../platform/db/database.ts';
import type { Frame } from '../../ui/index.ts';
import type { Lookups } from '../applications/index.ts';
import type { Registry } from '../registry/index.ts';

/** What the pages of the admissions are made with. */
export interface AdmissionDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly registry: Pick<Registry, 'schoolsByCodes' | 'institute'>;
  readonly lookups: Lookups;
}
