import type { Route } from '../../platform/http/index.ts';
import type { TrialDeps } from './deps.ts';
import { importRoutes } from './import-routes.tsx';
import { officeRoutes } from './office-routes.tsx';
import { personRoutes } from './person-routes.tsx';
import { publicRoutes } from './public-routes.tsx';
import { publicationRoutes } from './publication-routes.tsx';

/** The trials of a competition: the person's view, the office's work, what is published for everybody. */
export function trialRoutes(deps: TrialDeps): Route[] {
  return [
    ...personRoutes(deps),
    ...officeRoutes(deps),
    ...importRoutes(deps),
    ...publicationRoutes(deps),
    ...publicRoutes(deps),
  ];
}
