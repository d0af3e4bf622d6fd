import type { Reason } from '../../engines/openid-federation/index.ts';
import type { TokenFault } from '../jose/index.ts';
import type { NotHeard } from './outlet.ts';

/** Why an entity is not believed; `detail` is for the log of the installation. */
export interface Unresolved {
  readonly ok: false;
  readonly reason: Reason | NotHeard['reason'] | TokenFault['reason'];
  readonly detail: string;
}

/** In seconds: how far the clocks of two servers may differ. */
export const LEEWAY = 60;

/** The type of every entity statement's token (OpenID Federation 1.0 §3). */
export const STATEMENT = 'entity-statement+jwt';
