import type { Route } from '../../platform/http/index.ts';
import type { AddressDeps } from './deps.ts';
import { addressLinkRoutes } from './link-routes.tsx';
import { ownAddressRoutes } from './own-routes.tsx';

/** The pages of one's own addresses, and those the mailed links open. */
export function addressRoutes(deps: AddressDeps): Route[] {
  return [...ownAddressRoutes(deps), ...addressLinkRoutes(deps)];
}
