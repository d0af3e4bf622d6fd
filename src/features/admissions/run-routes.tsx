import type { AnswerWithCookies, FieldError, Route, SignedIn } from '../../platform/http/index.ts';
import { oneText, page, seeOther, signedIn, wordsFault } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { currentReleases, procedureWindow, type Release } from '../procedures/index.ts';
import type { AdmissionDeps } from './deps.ts';
import { actOf, editor, lookOf, onProcedure } from './opening-routes.tsx';
import { HOME, paths } from './paths.ts';
import { publicationsOf } from './publication-store.ts';
import { recordRun, runsOf, seedOf, writeSeed } from './run-store.ts';
import { ProceduresPage } from './views/procedures-page.tsx';
import { RunsPage } from './views/runs-page.tsx';

/** Working out the admissions of a procedure: the seed of its draws, and the runs on record. */
export function runRoutes(deps: AdmissionDeps): Route[] {
  const one = `${HOME}/:procedure`;
  const show = onProcedure(deps, (exchange, release) => showRuns(deps, exchange, release));
  return [
    { method: 'GET', path: HOME, policy: editor, handle: signedIn((exchange) => list(deps, exchange)) },
    { method: 'GET', path: one, policy: editor, handle: show },
    {
      method: 'POST',
      path: one,
      policy: editor,
      handle: onProcedure(deps, (exchange, release) => workOutNow(deps, exchange, release)),
    },
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', path: `${one}/seme`, policy: editor, handle: show },
    {
      method: 'POST',
      path: `${one}/seme`,
      policy: editor,
      handle: onProcedure(deps, (exchange, release) => write(deps, exchange, release)),
    },
  ];
}

async function list(deps: AdmissionDeps, exchange: SignedIn) {
  const releases = (await currentReleases(deps.database)).filter(({ definition }) => definition.school_parts);
  return page(renderPage(<ProceduresPage look={lookOf(deps, exchange)} releases={releases} />));
}

async function showRuns(
  deps: AdmissionDeps,
  exchange: SignedIn,
  release: Release,
  errors: readonly FieldError[] = [],
): Promise<AnswerWithCookies> {
  const { database } = deps;
  const [window, seed, runs, publications] = await Promise.all([
    procedureWindow(database, release, exchange.arrivedAt),
    seedOf(database, release.procedureId),
    runsOf(database, release.procedureId),
    publicationsOf(database, release.procedureId),
  ]);
  const typed = exchange.form.text('seed');
  const props = { look: lookOf(deps, exchange, errors), release, window, seed, runs, publications, typed };
  return page(renderPage(<RunsPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function write(deps: AdmissionDeps, exchange: SignedIn, release: Release): Promise<AnswerWithCookies> {
  const { text, fault } = oneText(exchange.form, 'seed');
  const long = text.length > 500 ? 'Il testo è troppo lungo: al massimo 500 caratteri.' : undefined;
  const message = fault ?? wordsFault(text, 'Scrivi il seme e da dove viene.') ?? long;
  if (message !== undefined) return showRuns(deps, exchange, release, [{ field: 'seed', message }]);
  const outcome = await writeSeed(deps.database, release.procedureId, text, actOf(exchange));
  const told = outcome === 'written' ? 'Il seme è a verbale.' : 'Il seme era già a verbale, e non si cambia.';
  return seeOther(paths.procedure(release.procedureId), told);
}

async function workOutNow(deps: AdmissionDeps, exchange: SignedIn, { procedureId }: Release) {
  const outcome = await recordRun(deps.database, procedureId, actOf(exchange));
  if ('refused' in outcome) return seeOther(paths.procedure(procedureId), outcome.refused);
  const told = outcome.isNew ? 'Calcolate e messe a verbale.' : 'Niente è cambiato: il calcolo è quello che c’era già.';
  return seeOther(paths.run(procedureId, outcome.run), told);
}
