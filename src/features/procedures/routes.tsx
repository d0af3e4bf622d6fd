import type { Route } from '../../platform/http/index.ts';
import { absent, page } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { catalogueRoutes } from './catalogue-routes.tsx';
import type { ProcedureRoutesDeps } from './deps.ts';
import { rulesRoutes } from './rules-routes.tsx';
import { catalogueEntry } from './store.ts';
import { ProcedurePage } from './views/procedure-page.tsx';

/** The public pages of the procedures. */
export function procedureRoutes(deps: ProcedureRoutesDeps): Route[] {
  const { database, frame } = deps;
  return [
    ...catalogueRoutes(deps),
    ...rulesRoutes(deps),
    {
      method: 'GET',
      path: '/procedure/:procedure',
      policy: { who: 'anyone' },
      handle: async (exchange) => {
        const now = exchange.arrivedAt;
        const entry = await catalogueEntry(database, exchange.params['procedure'] ?? '', now);
        if (entry === undefined) return absent();
        return page(renderPage(<ProcedurePage {...{ frame, visitor: visitorOf(exchange), entry, now }} />));
      },
    },
  ];
}
