import type { DigitalIdentitySettings } from '../../platform/config/index.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { SigningKey } from '../../platform/saml/index.ts';
import type { Frame } from '../../ui/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Providers } from './provider-store.ts';

/** What the pages of this feature are made with; given by the wiring. */
export interface DigitalIdentityDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly secret: string;
  readonly publicUrl: string;
  readonly log: Logger;
  readonly settings: DigitalIdentitySettings;
  readonly registry: Registry;
  readonly providers: Providers;
  /** What our messages are signed with; null where no key is configured: then there is no SPID and no CIE. */
  signingKey(): Promise<SigningKey | null>;
}
