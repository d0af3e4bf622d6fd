import type { AnswerWithCookies, FieldError, Route } from '../../platform/http/index.ts';
import { file, page, seeOther, wordsFault } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { candidateList } from './candidate-list.ts';
import type { Contest } from './contest.ts';
import { candidatesOf, contestsOfOffice } from './contest-store.ts';
import type { TrialDeps } from './deps.ts';
import { formableFor, formContests, noteDownload } from './forming-store.ts';
import { importsOf } from './import-store.ts';
import { HOME, paths } from './office.ts';
import { actOf, forOffice, lookOf, type OfficeExchange, ofContest, officer, onContest } from './opening-routes.tsx';
import { savePosts } from './posts-store.ts';
import { publicationsOf } from './publication-store.ts';
import { progressOf } from './trial-store.ts';
import { ContestPage } from './views/contest-page.tsx';
import { ContestsPage } from './views/contests-page.tsx';

/** The competitions of an office: forming them, their posts, their candidates. */
export function officeRoutes(deps: TrialDeps): Route[] {
  const one = `${HOME}/:contest`;
  return [
    { method: 'GET', path: HOME, policy: officer, handle: forOffice((exchange) => list(deps, exchange)) },
    { method: 'POST', path: HOME, policy: officer, handle: forOffice((exchange) => form(deps, exchange)) },
    { method: 'GET', path: one, policy: ofContest, handle: onContest(deps, (x, it) => show(deps, x, it)) },
    { method: 'POST', path: `${one}/posti`, policy: ofContest, handle: onContest(deps, (x, it) => write(deps, x, it)) },
    {
      method: 'POST',
      path: `${one}/candidati`,
      policy: ofContest,
      handle: onContest(deps, (x, it) => download(deps, x, it)),
    },
    // After a new login the browser comes back with GET to where it had posted.
    ...['posti', 'candidati'].map(
      (end): Route => ({
        method: 'GET',
        path: `${one}/${end}`,
        policy: ofContest,
        handle: onContest(deps, async (_exchange, { id }) => seeOther(paths.contest(id))),
      }),
    ),
  ];
}

async function list(deps: TrialDeps, exchange: OfficeExchange) {
  const { database } = deps;
  const { office, arrivedAt } = exchange;
  const [contests, formable] = await Promise.all([
    contestsOfOffice(database, office.body),
    formableFor(database, office.body, arrivedAt),
  ]);
  const shown = formable.map(({ release, filed, closed }) => {
    return { id: release.procedureId, title: release.definition.title, filed, closed };
  });
  const props = { look: lookOf(deps, exchange), officeName: office.bodyName, contests, formable: shown };
  return page(renderPage(<ContestsPage {...props} />));
}

async function form(deps: TrialDeps, exchange: OfficeExchange): Promise<AnswerWithCookies> {
  const { database, lookups } = deps;
  const asked = exchange.form.text('procedure');
  const found = (await formableFor(database, exchange.office.body, exchange.arrivedAt)).find(
    ({ release }) => release.procedureId === asked,
  );
  if (found === undefined) return seeOther(HOME, 'Di questa procedura non ci sono domande per il tuo ufficio.');
  if (!found.closed) return seeOther(HOME, 'Le domande non sono ancora chiuse: l’elenco si forma dopo.');
  const { added } = await formContests(database, lookups, found.release, actOf(exchange));
  return seeOther(HOME, added === 1 ? 'Un candidato aggiunto.' : `${added} candidati aggiunti.`);
}

async function show(
  deps: TrialDeps,
  exchange: OfficeExchange,
  contest: Contest,
  typed = { posts: contest.posts === undefined ? '' : String(contest.posts), reason: '' },
  errors: readonly FieldError[] = [],
) {
  const { database } = deps;
  const candidates = await candidatesOf(database, contest.id);
  const [progress, imports, publications] = await Promise.all([
    progressOf(database, contest, { candidates, now: exchange.arrivedAt }),
    importsOf(database, contest.id),
    publicationsOf(database, contest.id),
  ]);
  const look = lookOf(deps, exchange, errors);
  const props = { look, contest, candidates, progress, imports, publications, typed, now: exchange.arrivedAt };
  return page(renderPage(<ContestPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function write(deps: TrialDeps, exchange: OfficeExchange, contest: Contest): Promise<AnswerWithCookies> {
  const typed = { posts: exchange.form.text('posts').trim(), reason: exchange.form.text('reason').trim() };
  const posts = /^[1-9]\d{0,4}$/.test(typed.posts) ? Number(typed.posts) : undefined;
  const errors = postsErrors(exchange, contest, { ...typed, count: posts });
  if (posts === undefined || errors.length > 0) return show(deps, exchange, contest, typed, errors);
  if (posts === contest.posts) return seeOther(paths.contest(contest.id), 'I posti sono scritti.');
  const written = { posts, reason: typed.reason };
  const { recalled } = await savePosts(deps.database, contest.id, written, actOf(exchange));
  const again = ' Quello che era deciso e non è ancora uscito è annullato: la pubblicazione va chiesta di nuovo.';
  return seeOther(paths.contest(contest.id), `I posti sono scritti.${recalled === 0 ? '' : again}`);
}

/** One for each field, in the order of the page. */
function postsErrors(
  { form }: OfficeExchange,
  contest: Contest,
  { reason, count }: { readonly reason: string; readonly count: number | undefined },
): readonly FieldError[] {
  const sent = [...form.single('posts', 'reason'), ...form.faults];
  const changes = contest.posts !== undefined && count !== undefined && count !== contest.posts;
  const own = [
    ...(count === undefined
      ? [{ field: 'posts', message: 'Scrivi quanti sono i posti, con un numero intero da 1.' }]
      : []),
    ...(changes || reason !== ''
      ? [{ field: 'reason', message: wordsFault(reason, 'Scrivi perché i posti cambiano.') ?? '' }]
      : []),
  ].filter(({ message }) => message !== '');
  return ['posts', 'reason'].flatMap((field) => [...sent, ...own].filter((each) => each.field === field).slice(0, 1));
}

async function download(deps: TrialDeps, exchange: OfficeExchange, contest: Contest): Promise<AnswerWithCookies> {
  const candidates = await candidatesOf(deps.database, contest.id);
  await noteDownload(deps.database, contest.id, actOf(exchange));
  return file(Buffer.from(candidateList(candidates)), 'text/csv; charset=utf-8', 'candidati.csv');
}
