import { uuidv7 } from 'uuidv7';
import { asksAboutApplicant, eligibilityOf, refusing } from '../../engines/procedure/index.ts';
import type { AnswerWithCookies, Exchange, Route } from '../../platform/http/index.ts';
import { absent, json, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { currentRelease, personWindow, windowActs } from '../procedures/index.ts';
import { actOf } from './act-routes.ts';
import { aroundOf } from './around-store.ts';
import type { ApplicationDeps } from './deps.ts';
import { movesOf } from './move-store.ts';
import { paths } from './opened.ts';
import { applicantOf, contextOf } from './opened-store.ts';
import { onApplication, onSection, ownApplication, sheetOf } from './opening-routes.ts';
import { rankingsOf } from './review-routes.tsx';
import { searchField } from './search.ts';
import { applicationBegun, beginCorrection, restoreDraft, startApplication } from './store.ts';
import { NotEligiblePage } from './views/not-eligible-page.tsx';
import { OverviewPage } from './views/overview-page.tsx';

/** Beginning an application, its page, and its corrections. */
export function applicationPageRoutes(deps: ApplicationDeps): Route[] {
  const one = '/istanze/:application';
  return [
    {
      method: 'POST',
      path: '/procedure/:procedure/istanze',
      policy: { who: 'drafter', acting: true },
      handle: start(deps),
    },
    {
      method: 'GET',
      path: '/procedure/:procedure/istanze',
      policy: { who: 'drafter', acting: true },
      handle: backToProcedure,
    },
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

/** After a login the browser comes back with GET to where it had asked to begin. */
async function backToProcedure(exchange: Exchange): Promise<AnswerWithCookies> {
  return seeOther(`/procedure/${encodeURIComponent(exchange.params['procedure'] ?? '')}`);
}

function start(deps: ApplicationDeps) {
  return signedIn(async (exchange) => {
    const release = await currentRelease(deps.database, exchange.params['procedure'] ?? '');
    if (release === undefined) return absent();
    const { definition, procedureId } = release;
    const applicant = asksAboutApplicant(definition) ? await applicantOf(deps, exchange.visitor) : undefined;
    const acts = await windowActs(deps.database, procedureId);
    const window = personWindow(release, acts, exchange.arrivedAt, { applicant });
    if (window?.phase !== 'open') {
      return seeOther(`/procedure/${release.procedureId}`, 'In questo momento la domanda non si può presentare.');
    }
    const verdicts = eligibilityOf(definition, applicant ?? {});
    const begunBefore = await applicationBegun(deps.database, exchange.visitor.accountId, procedureId);
    const several = definition.several !== undefined;
    if (refusing(verdicts).length > 0 && (several || !begunBefore)) {
      const props = { frame: deps.frame, visitor: visitorOf(exchange), definition, verdicts };
      return page(renderPage(<NotEligiblePage {...props} />), 422);
    }
    const begun = { id: uuidv7(), procedureId, releaseDigest: release.digest, several };
    const id = await startApplication(deps.database, begun, actOf(exchange));
    return seeOther(paths.application(id));
  });
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
