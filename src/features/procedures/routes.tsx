import type { Route } from '../../platform/http/index.ts';
import { absent, page } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { catalogueRoutes } from './catalogue-routes.tsx';
import type { ProcedureRoutesDeps } from './deps.ts';
import { currentRelease, procedureWindow } from './store.ts';
import { ProcedurePage } from './views/procedure-page.tsx';

/** The public pages of the procedures. */
export function procedureRoutes(deps: ProcedureRoutesDeps): Route[] {
  const { database, frame } = deps;
  return [
    ...catalogueRoutes(deps),
    {
      method: 'GET',
      path: '/procedure/:procedure',
      policy: { who: 'anyone' },
      handle: async (exchange) => {
        const release = await currentRelease(database, exchange.params['procedure'] ?? '');
        if (release === undefined) return absent();
        const now = exchange.arrivedAt;
        const window = await procedureWindow(database, release, now);
        const visitor = visitorOf(exchange);
        return page(renderPage(<ProcedurePage {...{ frame, visitor, release, window, now }} />));
      },
    },
  ];
}
