import { checkFiscalCode } from '../../kernel/fiscal-code.ts';
import { fromRome, romeDate, toRome } from '../../kernel/rome-time.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, membershipFor, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import {
  type CheckResult,
  type IdentityCheck,
  isExpired,
  lookUpRequest,
  outcomesOf,
  pendingRequest,
  saveIdentityCheck,
} from '../enablement/index.ts';
import {
  BOUND,
  type Fault,
  faultsOf,
  NOTHING_TYPED,
  OWN_REQUEST,
  readDecision,
  type TypedDecision,
} from './decision.ts';
import type { DeskRoutesDeps } from './deps.ts';
import { officeRevocationRoutes } from './office-revocation-routes.tsx';
import { proxyRoutes } from './proxy-routes.tsx';
import { releaseRoutes } from './release-routes.tsx';
import { clerkIn, idIn, looking } from './seeker-store.ts';
import { stateRoutes } from './state-routes.tsx';
import { CasePage } from './views/case-page.tsx';
import { DeskPage, type DeskPageProps } from './views/desk-page.tsx';

/** The desk of a school or office: find the request of the person standing there, and decide. */
export function deskRoutes(deps: DeskRoutesDeps): Route[] {
  const desk = { path: '/sportello', policy: { who: 'clerk' } } as const;
  const oneCase = {
    path: '/sportello/richieste/:id',
    policy: { who: 'clerk', object: 'pending-identification' },
  } as const;
  return [
    { method: 'GET', ...desk, handle: signedIn((exchange) => showDesk(deps, exchange)) },
    { method: 'POST', ...desk, handle: signedIn((exchange) => search(deps, exchange)) },
    { method: 'GET', ...oneCase, handle: signedIn((exchange) => showCase(deps, exchange)) },
    { method: 'POST', ...oneCase, handle: signedIn((exchange) => decide(deps, exchange)) },
    ...proxyRoutes(deps),
    ...stateRoutes(deps),
    ...releaseRoutes(deps),
    ...officeRevocationRoutes(deps),
  ];
}

async function showDesk(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const notice = exchange.notice === undefined ? undefined : ({ kind: 'success', text: exchange.notice } as const);
  return deskPage(deps, exchange, { notice }, 200);
}

type Shown = Partial<Pick<DeskPageProps, 'fiscalCode' | 'errors' | 'notice'>>;

async function deskPage({ database, frame }: DeskRoutesDeps, exchange: SignedIn, shown: Shown, status: number) {
  const { fiscalCode = '', errors = [], notice } = shown;
  const today = fromRome(`${romeDate(exchange.arrivedAt)}T00:00:00`);
  const outcomes = await outcomesOf(database, exchange.visitor.accountId, today);
  const officeName = membershipFor(exchange.visitor, 'clerk')?.bodyName ?? '';
  const several = exchange.visitor.memberships.length > 1;
  const props = { frame, ...looking(exchange, 'desk'), officeName, several, fiscalCode, outcomes, errors, notice };
  return page(renderPage(<DeskPage {...props} />), status);
}

/** By form and not by address: a fiscal code is written in no history and no log. */
async function search(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { arrivedAt, form } = exchange;
  const typed = form.text('fiscalCode').slice(0, 100);
  const refuse = (message: string) =>
    deskPage(deps, exchange, { fiscalCode: typed, errors: [{ field: 'fiscalCode', message }] }, 422);
  const [doubled] = form.single('fiscalCode');
  if (doubled !== undefined) return refuse(doubled.message);
  if (typed.trim() === '') return refuse('Scrivi il codice fiscale della persona.');
  const read = checkFiscalCode(typed);
  if (!read.ok) return refuse(read.faults[0]?.message ?? '');
  const request = await lookUpRequest(
    deps.database,
    await clerkIn(deps.database, exchange),
    read.code.value,
    arrivedAt,
  );
  if (request === 'own') return refuse(OWN_REQUEST);
  if (request === 'bound') return refuse(BOUND);
  if (request === undefined) {
    return refuse('Non c’è nessuna richiesta in attesa con questo codice fiscale. Controlla di averlo scritto giusto.');
  }
  return seeOther(`/sportello/richieste/${request.id}`);
}

async function showCase(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  return casePage(deps, exchange, NOTHING_TYPED, []);
}

async function casePage(
  deps: DeskRoutesDeps,
  exchange: SignedIn,
  typed: TypedDecision,
  errors: readonly Fault[],
): Promise<AnswerWithCookies> {
  const clerk = await clerkIn(deps.database, exchange);
  const id = idIn(exchange);
  const request = id && (await pendingRequest(deps.database, clerk, id, exchange.arrivedAt));
  if (!request) return absent();
  const documentExpired = isExpired(request.declaration.document, romeDate(exchange.arrivedAt));
  const props = { frame: deps.frame, ...looking(exchange, 'desk'), request, documentExpired, typed, errors };
  return page(renderPage(<CasePage {...props} />), errors.length > 0 ? 422 : 200);
}

async function decide(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { arrivedAt, form } = exchange;
  const id = idIn(exchange);
  if (id === undefined) return absent();
  const typed = {
    decision: form.text('decision'),
    checks: form.texts('checks').slice(0, 20),
    reason: form.text('reason'),
    note: form.text('note'),
  };
  const read = readDecision(typed);
  const doubled = form.single('reason', 'note');
  if (doubled.length > 0) return casePage(deps, exchange, typed, doubled);
  if ('faults' in read) return casePage(deps, exchange, typed, read.faults);
  const result = await saveIdentityCheck(
    deps.database,
    await clerkIn(deps.database, exchange),
    id,
    read.judgement,
    arrivedAt,
  );
  return answerTo(deps, exchange, typed, result);
}

function answerTo(deps: DeskRoutesDeps, exchange: SignedIn, typed: TypedDecision, result: CheckResult) {
  const warn = (text: string) => deskPage(deps, exchange, { notice: { kind: 'warning', text } }, 409);
  switch (result.kind) {
    case 'absent':
      return absent();
    case 'saved':
      return seeOther('/sportello', savedWords(result.check));
    case 'settled':
      return result.own ? seeOther('/sportello', savedWords(result.check)) : warn(settledWords(result.check));
    case 'withdrawn':
      return warn(
        'La persona ha appena rifatto la richiesta con dati nuovi: questa non vale più e non è stato registrato niente. Chiedile il nuovo modulo.',
      );
    default:
      return casePage(deps, exchange, typed, faultsOf(result));
  }
}

function savedWords({ outcome, requestNumber }: IdentityCheck): string {
  return outcome === 'confirmed'
    ? `Identificazione confermata: richiesta n. ${requestNumber}. La persona riceve una mail. Conserva il modulo firmato e le copie.`
    : `Identificazione non confermata: richiesta n. ${requestNumber}. La persona riceve il motivo per mail.`;
}

function settledWords({ at, officeName, requestNumber }: IdentityCheck): string {
  const { hour, minute } = toRome(at);
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return `Un altro operatore (${officeName}) ha già deciso sulla richiesta n. ${requestNumber} alle ${clock}. La tua decisione non è stata registrata.`;
}
