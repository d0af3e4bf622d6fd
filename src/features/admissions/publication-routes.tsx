import { whyNotDecider } from '../../kernel/second-person.ts';
import type { AnswerWithCookies, FieldError, Route, SignedIn } from '../../platform/http/index.ts';
import { page, readDecision, readRequest, seeOther } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { Release } from '../procedures/index.ts';
import type { AdmissionDeps } from './deps.ts';
import { actOf, editor, editorNow, lookOf, onRun } from './opening-routes.tsx';
import { HOME, paths } from './paths.ts';
import { askPublication, decidePublication, digestNow, publicationsOf } from './publication-store.ts';
import type { Run } from './run.ts';
import { placeCounts, schoolsWithout, stateCounts } from './run-store.ts';
import { sharedPupils } from './shared-pupil-store.ts';
import { RunPage } from './views/run-page.tsx';

interface About {
  readonly release: Release;
  readonly run: Run;
}

/** Looking at a run and publishing it: one person asks, another one looks at the same and decides. */
export function publicationRoutes(deps: AdmissionDeps): Route[] {
  const one = `${HOME}/:procedure/calcoli/:run`;
  const look = onRun(deps, (exchange, about) => show(deps, exchange, about));
  return [
    { method: 'GET', path: one, policy: editor, handle: look },
    { method: 'GET', path: `${one}/pubblicazione`, policy: editor, handle: look },
    {
      method: 'POST',
      path: `${one}/pubblicazione`,
      policy: editor,
      handle: onRun(deps, (exchange, about) => ask(deps, exchange, about)),
    },
    { method: 'GET', path: `${one}/decisione`, policy: editorNow, handle: look },
    {
      method: 'POST',
      path: `${one}/decisione`,
      policy: editorNow,
      handle: onRun(deps, (exchange, about) => decide(deps, exchange, about)),
    },
  ];
}

async function show(
  deps: AdmissionDeps,
  exchange: SignedIn,
  { release, run }: About,
  errors: readonly FieldError[] = [],
): Promise<AnswerWithCookies> {
  const { database } = deps;
  const [now, counts, places, without, shared, all] = await Promise.all([
    digestNow(database, run.procedureId, exchange.arrivedAt),
    stateCounts(database, run.id),
    placeCounts(database, run.id),
    schoolsWithout(database, run.id),
    sharedPupils(database, run.id),
    publicationsOf(database, run.procedureId),
  ]);
  const publications = all.filter(({ runId }) => runId === run.id);
  const request = publications.find(({ outcome }) => outcome === null);
  const barred = request && whyNotDecider(request, now, exchange.visitor.accountId);
  const typed = { note: exchange.form.text('note'), reason: exchange.form.text('reason') };
  const fresh = now === run.digest;
  // What was refused because the form is no longer there is told without one.
  const [error] = errors;
  const asks = fresh && publications.every(({ outcome }) => outcome !== 'published');
  const hasForm = request === undefined ? error?.field === 'note' && asks : error?.field !== 'note' && !barred;
  if (error !== undefined && !hasForm) return seeOther(paths.run(run.procedureId, run.id), error.message);
  const props = { release, run, fresh, counts, places, without, shared, publications, request, barred, ...typed };
  return page(renderPage(<RunPage look={lookOf(deps, exchange, errors)} {...props} />), errors.length > 0 ? 422 : 200);
}

async function ask(deps: AdmissionDeps, exchange: SignedIn, about: About): Promise<AnswerWithCookies> {
  const read = readRequest(exchange.form);
  if ('field' in read) return show(deps, exchange, about, [read]);
  const outcome = await askPublication(deps.database, about.run, read, actOf(exchange));
  if ('refused' in outcome) return show(deps, exchange, about, [{ field: 'note', message: outcome.refused }]);
  return seeOther(paths.run(about.run.procedureId, about.run.id), 'La richiesta c’è: adesso decide un’altra persona.');
}

async function decide(deps: AdmissionDeps, exchange: SignedIn, about: About): Promise<AnswerWithCookies> {
  const read = readDecision(exchange.form);
  if ('field' in read) return show(deps, exchange, about, [read]);
  const outcome = await decidePublication(deps.database, about.run, read, actOf(exchange));
  if ('refused' in outcome) return show(deps, exchange, about, [{ field: 'decision', message: outcome.refused }]);
  return seeOther(
    paths.run(about.run.procedureId, about.run.id),
    read.publish ? 'Pubblicato: ogni famiglia viene avvisata.' : 'Rifiutato: la richiesta resta fra le cose fatte.',
  );
}
