import type { Route } from '../../platform/http/index.ts';
import { confirmationRoutes } from './confirmation-routes.tsx';
import type { FilingDeps } from './deps.ts';
import { filingRoutes as fileRoutes } from './filing-routes.tsx';
import { withdrawalRoutes } from './withdrawal-routes.tsx';

/** Every page of filing: confirm, receipt, archive, withdrawal. */
export function filingRoutes(deps: FilingDeps): Route[] {
  return [...fileRoutes(deps), ...withdrawalRoutes(deps), ...confirmationRoutes(deps)];
}
