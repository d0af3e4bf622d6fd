import type { Route } from '../../platform/http/index.ts';
import { absent, json, page, seeOther } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { actOf } from './act-routes.ts';
import { aroundOf } from './around-store.ts';
import type { ApplicationDeps } from './deps.ts';
import { movesOf } from './move-store.ts';
import { paths } from './opened.ts';
import { contextOf } from './opened-store.ts';
import { onApplication, onSection, ownApplication, sheetOf } from './opening-routes.ts';
import { rankingsOf } from './review-routes.tsx';
import { searchField } from './search.ts';
import { beginCorrection, restoreDraft } from './store.ts';
import { OverviewPage } from './views/overview-page.tsx';

/** The page of an application, and its corrections. */
export function applicationPageRoutes(deps: ApplicationDeps): Route[] {
  const one = '/istanze/:application';
  return [
    { method: 'GET', path: one, policy: ownApplication, handle: overview(deps) },
    { method: 'POST', path: `${one}/correzione`, policy: ownApplication, handle: correct(deps) },
    { method: 'POST', path: `${one}/abbandono`, policy: ownApplication, handle: abandon(deps) },
    { method: 'GET', path: `${one}/ricerche/:section/:field`, policy: ownApplication, handle: searchIn(deps) },
    // After a new login the browser comes back with GET to where it had posted.
    ...['correzione', 'abbandono', 'tolti/:section/:removed'].map((path) => backToApplication(deps, `${one}/${path}`)),
    ...['allegati/:field', ':item/copia', ':item/rimozione', ':item/allegati/:field']
      .flatMap((path) => (path.includes('allegati') ? [path, `${path}/rimozione`] : [path]))
      .map((path) => backToApplication(deps, `${one}/sezioni/:section/${path}`)),
  ];
}

function overview(deps: ApplicationDeps) {
  return onApplication(deps, async (exchange, opened) => {
    const context = await contextOf(deps, opened, exchange.arrivedAt);
    const sheet = sheetOf(deps, exchange, opened, context);
    const moves = await movesOf(deps.database, opened.application.id);
    const around = await aroundOf(deps, exchange, opened);
    return page(renderPage(<OverviewPage {...{ sheet, moves, around }} rankings={rankingsOf(opened, context)} />));
  });
}

/** A new edition: the filed one stays valid and untouched. Asking twice begins one correction. */
function correct(deps: ApplicationDeps) {
  return onApplication(deps, async (exchange, opened) => {
    const { application, standing, window } = opened;
    const here = paths.application(application.id);
    if (window?.phase !== 'open') return seeOther(here, 'Il termine è passato: la domanda non si può più correggere.');
    if (standing !== 'filed' && standing !== 'withdrawn') return seeOther(here);
    const act = actOf(exchange);
    await beginCorrection(deps.database, application, act);
    const words = 'Ora puoi correggere. La domanda già inoltrata resta valida finché non inoltri la correzione.';
    return seeOther(here, standing === 'filed' ? words : 'Ora puoi compilare di nuovo la domanda.');
  });
}

function abandon(deps: ApplicationDeps) {
  return onApplication(deps, async (exchange, opened) => {
    const { application, standing } = opened;
    const here = paths.application(application.id);
    if (standing !== 'correcting') return seeOther(here);
    const filed = await deps.filedAnswers(deps.database, application.id);
    if (filed === null) return seeOther(here);
    const act = actOf(exchange);
    await restoreDraft(deps.database, application, filed, act);
    return seeOther(here, 'Hai abbandonato la correzione. Vale la domanda già inoltrata, e le risposte sono le sue.');
  });
}

/** What a search box offers while one types. */
function searchIn(deps: ApplicationDeps) {
  return onSection(deps, async (exchange, opened, section) => {
    const field = section.fields.find((each) => each.id === exchange.params['field']);
    if (field === undefined) return absent();
    const key = exchange.query['voce'] ?? '';
    const { definition } = opened.release;
    const within = { definition, section, field, answers: opened.application.answers, key };
    return json(await searchField(deps.lookups, within, exchange.query['q'] ?? ''));
  });
}

function backToApplication(deps: ApplicationDeps, path: string): Route {
  const handle = onApplication(deps, async (exchange, opened) => {
    const { section, item } = exchange.params;
    const { id } = opened.application;
    return seeOther(section === undefined || item !== undefined ? paths.application(id) : paths.section(id, section));
  });
  return { method: 'GET', path, policy: ownApplication, handle };
}
