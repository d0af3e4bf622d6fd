import type { Route } from '../../platform/http/index.ts';
import { cardRoutes } from './card-routes.tsx';
import { proofRoutes } from './come-in-routes.tsx';
import { consumerRoutes } from './consumer-routes.tsx';
import type { DigitalIdentityDeps } from './deps.ts';
import { entranceRoutes } from './entrance-routes.tsx';
import { logoutRoutes } from './logout-routes.tsx';
import { identityProfileRoutes } from './profile-routes.tsx';
import { sendRoutes } from './send-routes.tsx';

/** Every way in with a digital identity, and out again. */
export function digitalIdentityRoutes(deps: DigitalIdentityDeps): Route[] {
  return [
    ...entranceRoutes(deps),
    ...(['spid', 'cie'] as const).flatMap((profile) => [
      ...sendRoutes(deps, profile),
      ...consumerRoutes(deps, profile),
      ...logoutRoutes(deps, profile),
    ]),
    ...(deps.settings.cardProxySecret === null ? [] : cardRoutes(deps)),
    ...proofRoutes(deps),
    ...identityProfileRoutes(deps),
  ];
}
