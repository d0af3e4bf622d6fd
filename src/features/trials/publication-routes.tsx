import { formatRome } from '../../kernel/rome-time.ts';
import type { Trial } from '../../kernel/trial-rules.ts';
import type { AnswerWithCookies, FieldError, Route } from '../../platform/http/index.ts';
import { absent, oneText, page, readDecision, readRequest, seeOther, wordsFault } from '../../platform/http/index.ts';
import { dateFromForm, instantTyped, renderPage } from '../../ui/index.ts';
import { type Contest, MERIT } from './contest.ts';
import { candidatesOf } from './contest-store.ts';
import type { TrialDeps } from './deps.ts';
import { HOME, paths } from './office.ts';
import { actOf, lookOf, type OfficeExchange, ofContest, ofContestNow, onContest } from './opening-routes.tsx';
import { isLate, publicationState, whyNotPublisher } from './publication.ts';
import { askPublication, decidePublication, publicationsOf, publishable } from './publication-store.ts';
import { recallPublication } from './schedule-store.ts';
import { PublicationPage } from './views/publication-page.tsx';

/** Publishing an outcome or the ranking of merit: one person asks, another one looks at the same lines and decides;
 * what is to appear later, either of them takes back. */
export function publicationRoutes(deps: TrialDeps): Route[] {
  const [asking = '', deciding = '', recalling = ''] = ['pubblicazione', 'decisione', 'annullamento'].map(
    (end) => `${HOME}/:contest/${end}/:trial`,
  );
  const look = onWhat(deps, (exchange, about) => show(deps, exchange, about));
  return [
    { method: 'GET', path: asking, policy: ofContest, handle: look },
    {
      method: 'POST',
      path: asking,
      policy: ofContest,
      handle: onWhat(deps, (exchange, about) => ask(deps, exchange, about)),
    },
    { method: 'GET', path: deciding, policy: ofContestNow, handle: look },
    {
      method: 'POST',
      path: deciding,
      policy: ofContestNow,
      handle: onWhat(deps, (exchange, about) => decide(deps, exchange, about)),
    },
    // Holding something back is never too early: nobody is asked again who they are.
    { method: 'GET', path: recalling, policy: ofContest, handle: look },
    {
      method: 'POST',
      path: recalling,
      policy: ofContest,
      handle: onWhat(deps, (exchange, about) => takeBack(deps, exchange, about)),
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
  const { arrivedAt: now, form } = exchange;
  const { contest, trial, what } = about;
  const [found, candidates, publications] = await Promise.all([
    publishable(database, lookups, contest, { trial, now }),
    candidatesOf(database, contest.id),
    publicationsOf(database, contest.id),
  ]);
  const own = publications.filter((each) => each.trial === (trial?.id ?? null));
  const scheduled = own.find((each) => publicationState(each, now) === 'scheduled');
  const request = own.find((each) => each.outcome === null && each.digest === found.digest && !isLate(each, now));
  const barred = request && whyNotPublisher(request, found.digest, actOf(exchange));
  const typed = {
    ...{ note: form.text('note'), reason: form.text('reason'), recall: form.text('recall') },
    ...{ day: dateFromForm(form.posted, 'day'), time: form.text('time') },
  };
  const look = lookOf(deps, exchange, errors);
  const props = { look, contest, what, found, candidates, scheduled, request, barred, typed };
  return page(renderPage(<PublicationPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function ask(deps: TrialDeps, exchange: OfficeExchange, about: About): Promise<AnswerWithCookies> {
  const read = readRequest(exchange.form);
  if ('field' in read) return show(deps, exchange, about, [read]);
  const appearance = appearanceAsked(exchange);
  if ('faults' in appearance) return show(deps, exchange, about, appearance.faults);
  const asked = { ...about, ...read, ...appearance };
  const outcome = await askPublication(deps.database, deps.lookups, asked, actOf(exchange));
  if ('refused' in outcome) return show(deps, exchange, about, [{ field: 'note', message: outcome.refused }]);
  return seeOther(paths.contest(about.contest.id), 'La richiesta c’è: adesso decide un’altra persona.');
}

const FARTHEST_MS = 366 * 86_400_000;

/** When it is to appear: as soon as it is decided where nothing is written, otherwise at an instant that is to come. */
function appearanceAsked({ form, arrivedAt }: OfficeExchange) {
  const [twice] = form.single('day.day', 'day.month', 'day.year', 'time');
  // A date has its first box for what is wrong with any of them.
  if (twice !== undefined) return { faults: [{ ...twice, field: twice.field.replace(/\..*/, '') }] };
  const [day, time] = [dateFromForm(form.posted, 'day'), form.text('time').trim()];
  if (day === '' && time === '') return { appearsAt: null };
  const read = instantTyped(day, time);
  if ('faults' in read) {
    return { faults: Object.entries(read.faults).map(([field, message]) => ({ field, message })) };
  }
  const wait = read.at.getTime() - arrivedAt.getTime();
  if (wait <= 0) return { faults: [{ field: 'day', message: 'È già passato: scegli un istante che deve venire.' }] };
  if (wait > FARTHEST_MS) return { faults: [{ field: 'day', message: 'È fra più di un anno: controlla il giorno.' }] };
  return { appearsAt: read.at };
}

async function decide(deps: TrialDeps, exchange: OfficeExchange, about: About): Promise<AnswerWithCookies> {
  const read = readDecision(exchange.form);
  if ('field' in read) return show(deps, exchange, about, [read]);
  const outcome = await decidePublication(deps.database, deps.lookups, { ...about, ...read }, actOf(exchange));
  if ('refused' in outcome) return show(deps, exchange, about, [{ field: 'decision', message: outcome.refused }]);
  const { appearsAt } = outcome;
  const published =
    appearsAt > exchange.arrivedAt
      ? `Deciso: esce ${formatRome(appearsAt)}, e i candidati vengono avvisati allora.`
      : 'Pubblicato: i candidati vengono avvisati.';
  const said = read.publish ? published : 'Rifiutato: la richiesta resta fra le cose fatte.';
  return seeOther(paths.contest(about.contest.id), said);
}

async function takeBack(deps: TrialDeps, exchange: OfficeExchange, about: About): Promise<AnswerWithCookies> {
  const { text: reason, fault } = oneText(exchange.form, 'recall');
  const message = fault ?? wordsFault(reason, 'Scrivi perché la annulli: resta fra le cose fatte.');
  if (message !== undefined) return show(deps, exchange, about, [{ field: 'recall', message }]);
  const outcome = await recallPublication(deps.database, { ...about, reason }, actOf(exchange));
  return seeOther(
    'refused' in outcome ? paths.publication(about.contest.id, about.what) : paths.contest(about.contest.id),
    'refused' in outcome ? outcome.refused : 'Annullata: non esce, e nessun candidato ne ha visto niente.',
  );
}
