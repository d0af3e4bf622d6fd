import { forStaff, type Route } from '../../platform/http/index.ts';
import { confirmRoutes } from './confirm-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { devicesRoutes } from './devices-routes.tsx';
import { expiryRoutes } from './expiry-routes.tsx';
import { loginRoutes } from './login-routes.tsx';
import { officeChoiceRoutes } from './office-choice-routes.tsx';
import { mailedPasswordRoutes, passwordRoutes } from './password-routes.tsx';
import { recoveryRoutes } from './recovery-routes.tsx';
import { registrationRoutes } from './registration-routes.tsx';
import { sessionRoutes } from './session-routes.tsx';

/** Every page of the way in, up to where the enablement begins. */
export function accountRoutes(deps: AccountDeps): Route[] {
  return [
    ...(deps.localCredentials ? publicRoutes(deps) : []),
    ...loginRoutes(deps),
    ...[...passwordRoutes(deps), ...expiryRoutes(deps)].map((route) =>
      deps.localCredentials ? route : forStaff(route),
    ),
    ...sessionRoutes(deps),
    ...confirmRoutes(deps),
    ...devicesRoutes(deps),
    ...officeChoiceRoutes(deps),
  ];
}

/** Where the public has a password, it is had and found again here; elsewhere its pages are there for staff alone. */
function publicRoutes(deps: AccountDeps): Route[] {
  return [...registrationRoutes(deps), ...recoveryRoutes(deps), ...mailedPasswordRoutes(deps)];
}
