import { whyNotDecider } from '../../kernel/second-person.ts';
import type { Trial } from '../../kernel/trial-rules.ts';
import type { AnswerWithCookies, FieldError, Route } from '../../platform/http/index.ts';
import { absent, page, readDecision, readRequest, seeOther } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { type Contest, MERIT } from './contest.ts';
import { candidatesOf } from './contest-store.ts';
import type { TrialDeps } from './deps.ts';
import { HOME, paths } from './office.ts';
import { actOf, lookOf, type OfficeExchange, ofContest, ofContestNow, onContest } from './opening-routes.tsx';
import { askPublication, decidePublication, publicationsOf, publishable } from './publication-store.ts';
import { PublicationPage } from './views/publication-page.tsx';

/** Publishing an outcome or the ranking of merit: one person asks, another one looks at the same lines and decides. */
export function publicationRoutes(deps: TrialDeps): Route[] {
  const [asking, deciding] = ['pubblicazione', 'decisione'].map((end) => `${HOME}/:contest/${end}/:trial`);
  const look = onWhat(deps, (exchange, about) => show(deps, exchange, about));
  return [
    { method: 'GET', path: asking ?? '', policy: ofContest, handle: look },
    {
      method: 'POST',
      path: asking ?? '',
      policy: ofContest,
      handle: onWhat(deps, (exchange, about) => ask(deps, exchange, about)),
    },
    { method: 'GET', path: deciding ?? '', policy: ofContestNow, handle: look },
    {
      method: 'POST',
      path: deciding ?? '',
      policy: ofContestNow,
      handle: onWhat(deps, (exchange, about) => decide(deps, exchange, about)),
    },
  ];
}

interface About {
  readonly contest: Contest;
  /** None for the ranking of merit. */
  readonly trial: Trial | undefined;
  readonly what: string;
}

function onWhat(deps: TrialDeps, handle: (exchange: OfficeExchange, about: About) => Promise<AnswerWithCookies>) {
  return onContest(deps, async (exchange, contest) => {
    const what = exchange.params['trial'] ?? '';
    const trial = contest.trials.find(({ id }) => id === what);
    return trial === undefined && what !== MERIT ? absent() : handle(exchange, { contest, trial, what });
  });
}

async function show(deps: TrialDeps, exchange: OfficeExchange, about: About, errors: readonly FieldError[] = []) {
  const { database, lookups } = deps;
  const { contest, trial, what } = about;
  const [found, candidates, requests] = await Promise.all([
    publishable(database, lookups, contest, trial),
    candidatesOf(database, contest.id),
    publicationsOf(database, contest.id),
  ]);
  const request = requests.find((each) => each.outcome === null && each.trial === (trial?.id ?? null));
  const barred = request && whyNotDecider(request, found.digest, exchange.visitor.accountId);
  const typed = { note: exchange.form.text('note'), reason: exchange.form.text('reason') };
  const props = { look: lookOf(deps, exchange, errors), contest, what, found, candidates, request, barred, ...typed };
  return page(renderPage(<PublicationPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function ask(deps: TrialDeps, exchange: OfficeExchange, about: About): Promise<AnswerWithCookies> {
  const read = readRequest(exchange.form);
  if ('field' in read) return show(deps, exchange, about, [read]);
  const outcome = await askPublication(deps.database, deps.lookups, { ...about, ...read }, actOf(exchange));
  if ('refused' in outcome) return show(deps, exchange, about, [{ field: 'note', message: outcome.refused }]);
  return seeOther(paths.contest(about.contest.id), 'La richiesta c’è: adesso decide un’altra persona.');
}

async function decide(deps: TrialDeps, exchange: OfficeExchange, about: About): Promise<AnswerWithCookies> {
  const read = readDecision(exchange.form);
  if ('field' in read) return show(deps, exchange, about, [read]);
  const outcome = await decidePublication(deps.database, deps.lookups, { ...about, ...read }, actOf(exchange));
  if ('refused' in outcome) return show(deps, exchange, about, [{ field: 'decision', message: outcome.refused }]);
  return seeOther(
    paths.contest(about.contest.id),
    read.publish ? 'Pubblicato: i candidati vengono avvisati.' : 'Rifiutato: la richiesta resta fra le cose fatte.',
  );
}
