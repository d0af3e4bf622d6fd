import type { Route } from '../../platform/http/index.ts';
import { dataRoutes } from './data-routes.tsx';
import type { EnablementRoutesDeps } from './deps.ts';
import { forgottenCodeRoutes } from './forgotten-code-routes.tsx';
import { ownCodeRoutes } from './own-code-routes.tsx';
import { profileRoutes } from './profile-routes.tsx';
import { requestRoutes } from './request-routes.tsx';
import { revocationRoutes } from './revocation-routes.tsx';
import { stopCodeRoutes } from './stop-code-routes.tsx';
import { variationRoutes } from './variation-routes.tsx';
import { waitingRoutes } from './waiting-routes.tsx';

/** Everything between the account and the personal code, and the profile. */
export function enablementRoutes(deps: EnablementRoutesDeps): Route[] {
  return [
    dataRoutes,
    requestRoutes,
    waitingRoutes,
    ownCodeRoutes,
    forgottenCodeRoutes,
    stopCodeRoutes,
    revocationRoutes,
    variationRoutes,
    profileRoutes,
  ].flatMap((routes) => routes(deps));
}
