import type { Route } from '../../platform/http/index.ts';
import type { CieDeps } from './deps.ts';
import { federationRoutes } from './federation-routes.ts';
import { signInRoutes } from './sign-in-routes.tsx';

/** Everything under /cie/oidc. */
export function cieRoutes(deps: CieDeps): Route[] {
  return [...federationRoutes(deps), ...signInRoutes(deps)];
}
