import type { Exchange, Route } from '../../platform/http/index.ts';
import { absent, file, page } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { calendarMonths } from './calendar.ts';
import { type CatalogueEntry, found, questionOf } from './catalogue.ts';
import type { ProcedureRoutesDeps } from './deps.ts';
import { calendarFeed } from './icalendar.ts';
import { catalogueEntries, catalogueEntry } from './store.ts';
import { CalendarPage } from './views/calendar-page.tsx';
import { CataloguePage } from './views/catalogue-page.tsx';

/** The catalogue and its calendar: for anyone, without JavaScript. */
export function catalogueRoutes(deps: ProcedureRoutesDeps): Route[] {
  const get = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    policy: { who: 'anyone' },
    handle,
  });
  return [
    get('/procedure', (exchange) => catalogue(deps, exchange)),
    get('/procedure/calendario', (exchange) => calendar(deps, exchange)),
    get('/procedure/calendario.ics', (exchange) => feed(deps, exchange)),
    get('/procedure/:procedure/calendario.ics', (exchange) => feedOfOne(deps, exchange)),
  ];
}

async function catalogue({ database, frame }: ProcedureRoutesDeps, exchange: Exchange) {
  const now = exchange.arrivedAt;
  const question = questionOf(exchange.query);
  const entries = await catalogueEntries(database, now);
  const results = found(entries, question, now);
  const visitor = visitorOf(exchange);
  return page(renderPage(<CataloguePage {...{ frame, visitor, entries, question, results, now }} />));
}

async function calendar({ database, frame, publicUrl }: ProcedureRoutesDeps, exchange: Exchange) {
  const now = exchange.arrivedAt;
  const { who, family } = questionOf(exchange.query);
  const months = calendarMonths(await entriesFor(database, exchange));
  const withPast = exchange.query['passati'] === 'si';
  const props = { frame, visitor: visitorOf(exchange), months, question: { who, family }, withPast, publicUrl, now };
  return page(renderPage(<CalendarPage {...props} />));
}

async function feed({ database, publicUrl }: ProcedureRoutesDeps, exchange: Exchange) {
  const entries = await entriesFor(database, exchange);
  return ics(calendarFeed('Istanze OnLine: aperture e chiusure', entries, publicUrl), 'istanze-online');
}

async function feedOfOne({ database, publicUrl }: ProcedureRoutesDeps, exchange: Exchange) {
  const entry = await catalogueEntry(database, exchange.params['procedure'] ?? '', exchange.arrivedAt);
  if (entry === undefined) return absent();
  const { definition, procedureId } = entry.release;
  return ics(calendarFeed(definition.title, [entry], publicUrl), procedureId);
}

/** The procedures of the question in the address, whatever their time, always in the same order. */
async function entriesFor(database: ProcedureRoutesDeps['database'], exchange: Exchange): Promise<CatalogueEntry[]> {
  const { who, family } = questionOf(exchange.query);
  const entries = await catalogueEntries(database, exchange.arrivedAt);
  const question = { words: '', who, family, season: undefined };
  return found(entries, question, exchange.arrivedAt).toSorted((one, other) =>
    one.release.procedureId.localeCompare(other.release.procedureId),
  );
}

function ics(text: string, name: string) {
  return file(Buffer.from(text), 'text/calendar; charset=utf-8', `${name}.ics`);
}
