import type { Route } from '../../platform/http/index.ts';
import { confirmRoutes } from './confirm-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { devicesRoutes } from './devices-routes.tsx';
import { expiryRoutes } from './expiry-routes.tsx';
import { loginRoutes } from './login-routes.tsx';
import { passwordRoutes } from './password-routes.tsx';
import { recoveryRoutes } from './recovery-routes.tsx';
import { registrationRoutes } from './registration-routes.tsx';
import { sessionRoutes } from './session-routes.tsx';

/** Every page of the way in, up to where the enablement begins. */
export function accountRoutes(deps: AccountDeps): Route[] {
  return [
    ...registrationRoutes(deps),
    ...loginRoutes(deps),
    ...passwordRoutes(deps),
    ...recoveryRoutes(deps),
    ...sessionRoutes(deps),
    ...confirmRoutes(deps),
    ...expiryRoutes(deps),
    ...devicesRoutes(deps),
  ];
}
