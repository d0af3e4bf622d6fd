import { absent, type Route } from '../../platform/http/index.ts';
import { confirmRoutes } from './confirm-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { devicesRoutes } from './devices-routes.tsx';
import { expiryRoutes } from './expiry-routes.tsx';
import { loginRoutes } from './login-routes.tsx';
import { officeChoiceRoutes } from './office-choice-routes.tsx';
import { passwordRoutes } from './password-routes.tsx';
import { recoveryRoutes } from './recovery-routes.tsx';
import { registrationRoutes } from './registration-routes.tsx';
import { sessionRoutes } from './session-routes.tsx';

/** Every page of the way in, up to where the enablement begins. */
export function accountRoutes(deps: AccountDeps): Route[] {
  return [
    ...(deps.localCredentials ? [...registrationRoutes(deps), ...recoveryRoutes(deps)] : []),
    ...loginRoutes(deps),
    ...passwordRoutes(deps).map((route) => (deps.localCredentials ? route : forStaff(route))),
    ...sessionRoutes(deps),
    ...confirmRoutes(deps),
    ...expiryRoutes(deps),
    ...devicesRoutes(deps),
    ...officeChoiceRoutes(deps),
  ];
}

/** Where the public has no password, its pages are there for staff alone. */
function forStaff(route: Route): Route {
  const handle: Route['handle'] = async (exchange) =>
    exchange.visitor !== null && exchange.visitor.memberships.length > 0 ? route.handle(exchange) : absent();
  return { ...route, handle };
}
