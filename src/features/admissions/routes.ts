import type { Route } from '../../platform/http/index.ts';
import type { AdmissionDeps } from './deps.ts';
import { personRoutes } from './person-routes.tsx';
import { publicationRoutes } from './publication-routes.tsx';
import { runRoutes } from './run-routes.tsx';

/** Who is taken by which school: the ministry works it out and publishes it, the family reads its own. */
export function admissionRoutes(deps: AdmissionDeps): Route[] {
  return [...runRoutes(deps), ...publicationRoutes(deps), ...personRoutes(deps)];
}
