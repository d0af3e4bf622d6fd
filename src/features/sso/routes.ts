import type { Route } from '../../platform/http/index.ts';
import { connectedRoutes } from './connected-routes.tsx';
import type { SsoDeps } from './deps.ts';
import { interactionRoutes } from './interaction-routes.tsx';
import { logoutRoutes } from './logout-routes.tsx';
import type { Openid } from './provider-store.ts';

/** Every page of the one sign-on. */
export function ssoRoutes(deps: SsoDeps, openid: Openid): Route[] {
  return [...interactionRoutes(deps, openid), ...logoutRoutes(deps), ...connectedRoutes(deps)];
}
