import type { Route } from '../../platform/http/index.ts';
import { criteriaRoutes } from './criteria-routes.tsx';
import type { AdmissionDeps } from './deps.ts';
import { personRoutes } from './person-routes.tsx';
import { publicationRoutes } from './publication-routes.tsx';
import { runRoutes } from './run-routes.tsx';

/** Who is taken by which school: each school publishes its criteria, the ministry works it out and publishes it, the family reads its own. */
export function admissionRoutes(deps: AdmissionDeps): Route[] {
  return [...criteriaRoutes(deps), ...runRoutes(deps), ...publicationRoutes(deps), ...personRoutes(deps)];
}
