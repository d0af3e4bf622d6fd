import type { Route } from '../../platform/http/index.ts';
import type { AuthoringDeps } from './deps.ts';
import { judgingRoutes } from './judging-routes.tsx';
import { packRoutes } from './pack-routes.tsx';
import { publicationRoutes } from './publication-routes.tsx';
import { windowRoutes } from './window-routes.tsx';

/** Every page with which the ministry writes a procedure, publishes it, and follows what comes of it. */
export function authoringRoutes(deps: AuthoringDeps): Route[] {
  return [...packRoutes(deps), ...judgingRoutes(deps), ...publicationRoutes(deps), ...windowRoutes(deps)];
}
