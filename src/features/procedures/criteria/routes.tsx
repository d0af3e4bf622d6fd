import type { Exchange, Route } from '../../../platform/http/index.ts';
import { absent, page } from '../../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../../ui/index.ts';
import type { ProcedureRoutesDeps } from '../deps.ts';
import type { Release } from '../release.ts';
import { currentRelease } from '../store.ts';
import { documentsAt, listedSchools } from './store.ts';
import { SchoolPage } from './views/school-page.tsx';
import { SchoolsPage } from './views/schools-page.tsx';

/** More than these are looked for by name. */
const SHOWN = 50;

/** What each school asks and decides for itself, for who has to choose one: public, and without JavaScript. */
export function criteriaRoutes(deps: ProcedureRoutesDeps): Route[] {
  const of = (
    handle: (exchange: Exchange, release: Release) => Promise<ReturnType<typeof absent>>,
  ): Route['handle'] => {
    return async (exchange) => {
      const release = await currentRelease(deps.database, exchange.params['procedure'] ?? '');
      return release?.definition.school_parts === undefined ? absent() : handle(exchange, release);
    };
  };
  const get = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path: `/procedure/:procedure/scuole${path}`,
    policy: { who: 'anyone' },
    handle,
  });
  return [
    get(
      '',
      of((exchange, release) => list(deps, exchange, release)),
    ),
    get(
      '/:school',
      of((exchange, release) => one(deps, exchange, release)),
    ),
  ];
}

async function list({ database, frame }: ProcedureRoutesDeps, exchange: Exchange, release: Release) {
  const text = (exchange.query['cerca'] ?? '').trim().slice(0, 100);
  const found = await listedSchools(database, release.procedureId, { text, limit: SHOWN + 1 });
  const props = { frame, visitor: visitorOf(exchange), release, text, schools: found.slice(0, SHOWN) };
  return page(renderPage(<SchoolsPage {...props} more={found.length > SHOWN} />));
}

async function one({ database, frame }: ProcedureRoutesDeps, exchange: Exchange, release: Release) {
  const code = exchange.params['school'] ?? '';
  const document = (await documentsAt(database, release.procedureId, [code], exchange.arrivedAt)).get(code);
  if (document === undefined) return absent();
  return page(renderPage(<SchoolPage {...{ frame, visitor: visitorOf(exchange), release, code, document }} />));
}
