import type { Route } from '../../platform/http/index.ts';
import { actingRoutes } from './acting-routes.tsx';
import { delegationRoutes as ownRoutes } from './delegation-routes.tsx';
import type { DelegationDeps } from './deps.ts';
import { offerRoutes } from './offer-routes.tsx';

/** Every page about delegations. */
export function delegationRoutes(deps: DelegationDeps): Route[] {
  return [...offerRoutes(deps), ...actingRoutes(deps), ...ownRoutes(deps)];
}
