import type { Database } from '../../platform/db/database.ts';
import type { Route } from '../../platform/http/index.ts';
import { absent, page } from '../../platform/http/index.ts';
import type { Frame } from '../../ui/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { currentRelease, procedureWindow } from './store.ts';
import { ProcedurePage } from './views/procedure-page.tsx';

export interface ProcedureRoutesDeps {
  database: Database;
  frame: Frame;
}

/** The public pages of the procedures. */
export function procedureRoutes({ database, frame }: ProcedureRoutesDeps): Route[] {
  return [
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
