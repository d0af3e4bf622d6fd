import type { Route } from '../../platform/http/index.ts';
import { applicationPageRoutes } from './application-routes.tsx';
import { attachmentRoutes } from './attachment-routes.tsx';
import { beginningRoutes } from './beginning-routes.tsx';
import { conflictRoutes } from './conflict-routes.tsx';
import { heldByDelegates } from './delegated-routes.ts';
import type { ApplicationDeps } from './deps.ts';
import { dossierTakingRoutes } from './dossier-routes.tsx';
import { earlierListRoutes } from './earlier-list-routes.tsx';
import { itemRoutes } from './item-routes.ts';
import { lookedRoutes } from './looked-routes.ts';
import { recordRoutes } from './record-routes.tsx';
import { reviewRoutes } from './review-routes.tsx';

/** Every page with which a person fills in an application. */
export function applicationRoutes(deps: ApplicationDeps): Route[] {
  return heldByDelegates(deps, ownRoutes);
}

function ownRoutes(deps: ApplicationDeps): Route[] {
  return [
    ...beginningRoutes(deps),
    ...applicationPageRoutes(deps),
    ...recordRoutes(deps),
    ...itemRoutes(deps),
    ...dossierTakingRoutes(deps),
    ...earlierListRoutes(deps),
    ...lookedRoutes(deps),
    ...attachmentRoutes(deps),
    ...conflictRoutes(deps),
    ...reviewRoutes(deps),
  ];
}
