import { releaseDiff } from '../../engines/procedure/index.ts';
import type { Answer, FieldError, Route, SignedIn } from '../../platform/http/index.ts';
import { page, readDecision, seeOther, wordsFault } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { currentRelease } from '../procedures/index.ts';
import type { AuthoringDeps } from './deps.ts';
import { judge } from './judgement.ts';
import { HOME, paths } from './paths.ts';
import { askPublication, decidePublication, requestsOf } from './publication-store.ts';
import { AskPage, DecidePage } from './views/publication-page.tsx';
import { NOT_DECIDER, type Working, whyNotDecider } from './working.ts';
import { editor, editorNow, lookOf, onWorking } from './working-routes.tsx';

const ONE = `${HOME}/procedure/:procedure`;

/** Two people publish a release: one asks, another one sees what changes and decides. */
export function publicationRoutes(deps: AuthoringDeps): Route[] {
  return [
    {
      method: 'GET',
      path: `${ONE}/pubblicazione`,
      policy: editor,
      handle: onWorking(deps, (x, it) => showAsk(deps, x, it)),
    },
    {
      method: 'POST',
      path: `${ONE}/pubblicazione`,
      policy: editor,
      handle: onWorking(deps, (x, it) => ask(deps, x, it)),
    },
    {
      method: 'GET',
      path: `${ONE}/decisione`,
      policy: editorNow,
      handle: onWorking(deps, (x, it) => showDecide(deps, x, it)),
    },
    {
      method: 'POST',
      path: `${ONE}/decisione`,
      policy: editorNow,
      handle: onWorking(deps, (x, it) => decide(deps, x, it)),
    },
  ];
}

async function judged({ database }: AuthoringDeps, working: Working) {
  const judgement = judge(working);
  const inForce = await currentRelease(database, working.procedureId);
  const changes = 'faults' in judgement || inForce === undefined ? undefined : releaseDiff(inForce, judgement.pack);
  return { judgement, changes };
}

async function showAsk(deps: AuthoringDeps, exchange: SignedIn, working: Working, faults: readonly FieldError[] = []) {
  const look = lookOf(deps, exchange, faults);
  const note = exchange.form.text('note');
  const shown = await judged(deps, working);
  return page(renderPage(<AskPage {...{ look, working, note }} {...shown} />), faults.length > 0 ? 422 : 200);
}

async function ask(deps: AuthoringDeps, exchange: SignedIn, working: Working): Promise<Answer> {
  const note = exchange.form.text('note').trim();
  const [sent] = [...exchange.form.single('note', 'version'), ...exchange.form.faults];
  if (sent !== undefined) return showAsk(deps, exchange, working, [{ field: 'note', message: sent.message }]);
  const fault = wordsFault(note, 'Scrivi in una frase che cosa cambia e perché.');
  if (fault !== undefined) return showAsk(deps, exchange, working, [{ field: 'note', message: fault }]);
  const { procedureId } = working;
  const asked = { procedureId, version: Number(exchange.form.text('version')) || 0, note };
  const edit = { accountId: exchange.visitor.accountId, now: exchange.arrivedAt };
  const outcome = await askPublication(deps.database, asked, edit);
  if ('refused' in outcome) return showAsk(deps, exchange, working, [{ field: 'note', message: outcome.refused }]);
  return seeOther(paths.procedure(procedureId), 'La richiesta c’è: adesso decide un’altra persona.');
}

async function showDecide(
  deps: AuthoringDeps,
  exchange: SignedIn,
  working: Working,
  faults: readonly FieldError[] = [],
) {
  const request = (await requestsOf(deps.database, working.procedureId)).find(({ outcome }) => outcome === null);
  if (request === undefined)
    return seeOther(paths.procedure(working.procedureId), 'Non c’è nessuna richiesta su cui decidere.');
  const why = whyNotDecider(request, working, exchange.visitor.accountId);
  const look = lookOf(deps, exchange, faults);
  const reason = exchange.form.text('reason');
  const shown = { look, working, request, reason, barred: why && NOT_DECIDER[why], ...(await judged(deps, working)) };
  return page(renderPage(<DecidePage {...shown} />), faults.length > 0 ? 422 : 200);
}

async function decide(deps: AuthoringDeps, exchange: SignedIn, working: Working): Promise<Answer> {
  const { form, visitor, arrivedAt } = exchange;
  const read = readDecision(form);
  if ('field' in read) return showDecide(deps, exchange, working, [read]);
  const { procedureId } = working;
  const decision = { ...read, procedureId, reason: read.publish ? '' : read.reason, name: visitor.name };
  const outcome = await decidePublication(deps.database, decision, { accountId: visitor.accountId, now: arrivedAt });
  if ('refused' in outcome) {
    return showDecide(deps, exchange, working, [{ field: 'decision', message: outcome.refused }]);
  }
  return read.publish
    ? seeOther(paths.told(procedureId), 'Pubblicata: è in vigore da adesso. Chi sta compilando viene avvisato.')
    : seeOther(paths.procedure(procedureId), 'Rifiutata: chi ha chiesto riceve il motivo.');
}
