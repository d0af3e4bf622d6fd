import type { Route } from '../../platform/http/index.ts';
import { absent, seeOther } from '../../platform/http/index.ts';
import { actOf } from './act-routes.ts';
import { pageAfterSection } from './after-save.ts';
import { isToLookAt } from './begun.ts';
import type { ApplicationDeps } from './deps.ts';
import { paths } from './opened.ts';
import { contextOf } from './opened-store.ts';
import { backOf, onSection, ownApplication, sheetOf } from './opening-routes.ts';
import { noteLooked } from './store.ts';

const LOOKED = '/istanze/:application/sezioni/:section/ricontrollo';

/** "Ho ricontrollato": said of a section with several records that came from an earlier filing. */
export function lookedRoutes(deps: ApplicationDeps): Route[] {
  const look = onSection(deps, async (exchange, opened, section) => {
    const { application } = opened;
    const here = paths.section(application.id, section.id);
    // A form is looked at by saving it.
    if (section.kind === 'form') return absent();
    if (!opened.writable) return seeOther(paths.application(application.id), CLOSED);
    if (!isToLookAt(application, section)) return seeOther(here);
    await noteLooked(deps.database, application, section.id, actOf(exchange));
    const context = await contextOf(deps, opened, exchange.arrivedAt);
    const { steps } = sheetOf(deps, exchange, opened, context);
    const next = pageAfterSection({ applicationId: application.id, section, steps, back: backOf(exchange) });
    return seeOther(next, `«${section.title}»: ricontrollata.`);
  });
  const back = onSection(deps, async (_exchange, { application }, section) =>
    seeOther(paths.section(application.id, section.id)),
  );
  return [
    { method: 'POST', path: LOOKED, policy: ownApplication, handle: look },
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', path: LOOKED, policy: ownApplication, handle: back },
  ];
}

const CLOSED = 'Non cambiato: in questo momento le risposte non si possono modificare.';
