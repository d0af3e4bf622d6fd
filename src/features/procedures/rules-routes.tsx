import type { Exchange, Route } from '../../platform/http/index.ts';
import { absent, page } from '../../platform/http/index.ts';
import { isUnfolded, renderPage, visitorOf } from '../../ui/index.ts';
import type { ProcedureRoutesDeps } from './deps.ts';
import { catalogueEntry, currentRelease } from './store.ts';
import { tableSlug } from './table-words.ts';
import { RulesPage } from './views/rules-page.tsx';
import { TablePage } from './views/table-page.tsx';

/** The rules in force of a procedure, made from its release; one page for each table of points. */
export function rulesRoutes({ database, frame }: ProcedureRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/procedure/:procedure/regole',
      policy: { who: 'anyone' },
      handle: async (exchange: Exchange) => {
        const now = exchange.arrivedAt;
        const entry = await catalogueEntry(database, exchange.params['procedure'] ?? '', now);
        if (entry === undefined) return absent();
        const props = { frame, visitor: visitorOf(exchange), entry, now, unfolded: isUnfolded(exchange.query) };
        return page(renderPage(<RulesPage {...props} />));
      },
    },
    {
      method: 'GET',
      path: '/procedure/:procedure/regole/tabelle/:table',
      policy: { who: 'anyone' },
      handle: async (exchange: Exchange) => {
        const release = await currentRelease(database, exchange.params['procedure'] ?? '');
        const pack = release?.scoring;
        const slug = exchange.params['table'];
        const [id, table] = Object.entries(pack?.tables ?? {}).find(([each]) => tableSlug(each) === slug) ?? [];
        if (!release || !pack || id === undefined || table === undefined) return absent();
        return page(renderPage(<TablePage {...{ frame, visitor: visitorOf(exchange), release, pack, id, table }} />));
      },
    },
  ];
}
