import { romeDate } from '../../kernel/rome-time.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { isRecent, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { codeProblem } from './code-words.ts';
import type { Declaration, DeclaredData } from './declared-data.ts';
import type { EnablementRoutesDeps } from './deps.ts';
import { identifies } from './digital-identity.ts';
import { awaitsTemporaryCode, mayDeclare, pendingStep } from './enablement.ts';
import { draftOf } from './enablement-store.ts';
import { documentDateFaults } from './identity-document.ts';
import { type Looker, lookerIn, OWN } from './looker-store.ts';
import { newTemporaryCode } from './new-code-store.ts';
import { verifyTemporaryCode } from './personal-code-store.ts';
import { typedCode } from './posted-data.ts';
import { saveCodeConfirmed, saveNewTemporaryCode, saveRequest, type TooManyMails } from './request-store.ts';
import { BUSY, tooManyMailsWords } from './request-words.ts';
import { identityOf } from './variation.ts';
import { SummaryPage } from './views/summary-page.tsx';
import { TemporaryCodePage } from './views/temporary-code-page.tsx';

/** From the last look at the data to the temporary code typed back. */
export function requestRoutes(deps: EnablementRoutesDeps): Route[] {
  const own = { policy: OWN };
  const summary = { ...own, path: '/abilitazione/riepilogo' };
  const code = { ...own, path: '/abilitazione/codice-temporaneo' };
  return [
    { method: 'GET', ...summary, handle: signedIn((exchange) => showSummary(deps, exchange)) },
    { method: 'POST', ...summary, handle: signedIn((exchange) => makeRequest(deps, exchange)) },
    { method: 'GET', ...code, handle: signedIn((exchange) => showCode(deps, exchange)) },
    { method: 'POST', ...code, handle: signedIn((exchange) => takeCode(deps, exchange)) },
    { method: 'POST', ...own, path: `${code.path}/invio`, handle: signedIn((exchange) => mailAgain(deps, exchange)) },
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', ...own, path: `${code.path}/invio`, handle: async () => seeOther('/abilitazione') },
  ];
}

async function showSummary(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const looker = await lookerIn(deps.database, exchange);
  const data = await draftOf(deps.database, looker.account.id);
  return data === undefined || !mayDeclare(looker.state, true)
    ? seeOther(pendingStep(looker.state))
    : summaryPage(deps, looker, data);
}

function summaryPage(
  { frame }: EnablementRoutesDeps,
  { account, state, visitor, entry }: Looker,
  data: DeclaredData,
  trouble?: string,
) {
  const props = {
    frame,
    visitor,
    person: account,
    data,
    trouble,
    digital: identifies(entry) && data.variation === undefined,
    regenerates: state === 'active',
  };
  return page(renderPage(<SummaryPage {...props} />), trouble === undefined ? 200 : 503);
}

async function makeRequest(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { database } = deps;
  const now = exchange.arrivedAt;
  const looker = await lookerIn(database, exchange);
  const { account, state } = looker;
  const data = await draftOf(database, account.id);
  if (data === undefined || !mayDeclare(state, true)) return seeOther(pendingStep(state));
  // The code of today ends with this act: whoever does it has proved a moment ago who they are.
  if (state === 'active' && !isRecent(exchange.visitor, now)) return seeOther(CONFIRM_FIRST);
  const [fault] = documentDateFaults(data.document, account.birthDate, romeDate(now));
  if (fault !== undefined) return seeOther('/abilitazione/dati', `I dati vanno rivisti. ${fault.message}`);
  const code = await newTemporaryCode(deps, account.id);
  if (code === 'busy') return summaryPage(deps, looker, data, BUSY);
  // Nobody but a desk, with the documents, says that somebody is not called any more as before.
  const varies = data.variation !== undefined;
  const entry = !varies && identifies(looker.entry) ? looker.entry : undefined;
  const saved = await saveRequest(
    database,
    account.id,
    { declaration: declarationOf(looker, data), code, varies, entry },
    now,
  );
  if (!('kind' in saved)) return seeOther(`/abilitazione/codice-${entry === undefined ? 'temporaneo' : 'personale'}`);
  return saved.kind === 'wrong-step' ? seeOther(saved.resume) : summaryPage(deps, looker, data, mailsWords(saved));
}

const CONFIRM_FIRST = `/accesso/conferma?dopo=${encodeURIComponent('/abilitazione/riepilogo')}`;

function mailsWords({ from }: TooManyMails): string {
  return tooManyMailsWords(from);
}

/** The person as the registry of accounts knows them now, or as they ask to be known, beside what they declare. */
function declarationOf({ account }: Looker, data: DeclaredData): Declaration {
  const { email, username } = account;
  const { variation } = data;
  const { fiscalCode, surname, name, birthDate, sex, birthPlace } = variation?.after ?? account;
  const varied = variation && { variation: { ...variation, before: identityOf(account) } };
  return { ...data, ...varied, person: { fiscalCode, surname, name, birthDate, sex, birthPlace, email, username } };
}

async function showCode(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const looker = await lookerIn(deps.database, exchange);
  return looker.state === 'requested' ? codePage(deps, looker, exchange.notice) : seeOther(pendingStep(looker.state));
}

function codePage({ frame }: EnablementRoutesDeps, looker: Looker, notice?: string, problem?: string) {
  const { visitor, enablement, enabledBefore } = looker;
  if (enablement === undefined) return seeOther(pendingStep(looker.state));
  const digital = identifies(looker.entry) && enablement.request.declaration.variation === undefined;
  const errors = problem === undefined ? [] : [{ field: 'temporaryCode', message: problem }];
  const props = { frame, visitor, request: enablement.request, digital, enabledBefore, errors, notice };
  return page(renderPage(<TemporaryCodePage {...props} />), problem === undefined ? 200 : 422);
}

async function takeCode(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { arrivedAt, form } = exchange;
  const looker = await lookerIn(deps.database, exchange);
  if (looker.state !== 'requested') return seeOther(pendingStep(looker.state));
  const typed = form.text('temporaryCode').trim();
  if (typed === '') return codePage(deps, looker, undefined, 'Scrivi il codice temporaneo che hai ricevuto per mail.');
  const problem = codeProblem(
    await verifyTemporaryCode(deps, looker.account.id, typedCode(form, typed), arrivedAt),
    'temporary',
  );
  if (problem !== undefined) return codePage(deps, looker, undefined, problem);
  const saved = await saveCodeConfirmed(deps.database, looker.account.id, arrivedAt);
  return seeOther(saved === true ? '/abilitazione/attesa' : saved.resume);
}

async function mailAgain(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const looker = await lookerIn(deps.database, exchange);
  const back = pendingStep(looker.state);
  if (!awaitsTemporaryCode(looker.state)) return seeOther(back);
  const code = await newTemporaryCode(deps, looker.account.id);
  if (code === 'busy') return seeOther(back, BUSY);
  const saved = await saveNewTemporaryCode(deps.database, looker.account.id, code, exchange.arrivedAt);
  if (saved.kind === 'wrong-step') return seeOther(saved.resume);
  return saved.kind === 'mailed'
    ? seeOther(
        back,
        `Abbiamo mandato un nuovo codice temporaneo a ${looker.account.email}. Quello di prima non vale più.`,
      )
    : seeOther(back, tooManyMailsWords(saved.from));
}
