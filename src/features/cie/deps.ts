import type { Database } from '../../platform/db/database.ts';
import type { Outlet } from '../../platform/federation/index.ts';
import type { AnswerWithCookies, Exchange } from '../../platform/http/index.ts';
import type { Logger } from '../../platform/log.ts';
import type { Frame } from '../../ui/index.ts';
import type { AssertedIdentity, Wish } from '../digital-identity/index.ts';
import type { CieSettings } from './settings.ts';

/** What this way in is made with; given by the wiring. */
export interface CieDeps {
  readonly database: Database;
  readonly frame: Frame;
  /** The installation's secret: keys and records are sealed with it. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly settings: CieSettings;
  readonly outlet: Outlet;
  readonly log: Logger;
  /** What every proven digital identity comes to, whatever the protocol. */
  comeIn(exchange: Exchange, asserted: AssertedIdentity, wish: Wish): Promise<AnswerWithCookies>;
}
