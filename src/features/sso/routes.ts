import type { Mount, Route } from '../../platform/http/index.ts';
import { adminRoutes } from './admin-routes.tsx';
import { connectedRoutes } from './connected-routes.tsx';
import type { SsoDeps } from './deps.ts';
import { interactionRoutes } from './interaction-routes.tsx';
import { logoutRoutes } from './logout-routes.tsx';
import type { Openid } from './provider-store.ts';

/** Every page of the one sign-on. */
export function ssoRoutes(deps: SsoDeps, openid: Openid, mount: Mount): Route[] {
  return [
    ...interactionRoutes(deps, openid),
    ...logoutRoutes(deps),
    ...connectedRoutes(deps),
    ...adminRoutes(deps, openid, mount),
  ];
}
