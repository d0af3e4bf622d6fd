import { applicationTitle } from '../../engines/procedure/index.ts';
import { seal, unseal } from '../../platform/hashing-tokens.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, actorOf, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { moveSince } from '../applications/index.ts';
import { type CodeOutcome, verifyPersonalCode } from '../enablement/index.ts';
import { recordAttempt } from './attempt-store.ts';
import { type Confirmation, decide, isId, officeFor, readConfirmation, validityOf } from './confirm.ts';
import type { FilingDeps } from './deps.ts';
import { type FilingDraft, openDraft } from './draft-store.ts';
import { type FilingFacts, filingFacts } from './facts-store.ts';
import { type AcceptedFiling, type FilingDecision, isRefusal, type Refusal } from './filing.ts';
import type { FilingRegistrar } from './filing-registrar-store.ts';
import { type Pending, readPending } from './pending.ts';
import type { CodeTrouble } from './views/code-trouble.tsx';
import { ConfirmPage } from './views/confirm-page.tsx';
import { type About, type Look, paths } from './views/look.ts';
import { RefusedPage } from './views/refused-page.tsx';
import { WaitingPage } from './views/waiting-page.tsx';

const ownApplication = { who: 'applicant', object: 'own-application', acting: true } as const;
const UNREADABLE = 'La conferma non è arrivata intera: rileggi le risposte e conferma di nuovo. Niente è perduto.';
const SEALED = 'pending filing';

/** One confirmation under way, with what has been read about it. */
interface Case {
  readonly exchange: SignedIn;
  readonly confirmation: Confirmation;
  readonly draft: FilingDraft;
  readonly facts: FilingFacts;
}

type Registered = Awaited<ReturnType<FilingRegistrar['register']>>;

/** Filing itself. Every step may be repeated: a filing that is there is answered with its own receipt. */
export function filingRoutes(deps: FilingDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/istanze/:application/inoltro',
      policy: ownApplication,
      handle: signedIn(async (exchange) => {
        const { draft, facts } = await read(deps, exchange, NO_FILING);
        if (draft === undefined || facts === undefined) return absent();
        const { id, edition } = draft.application;
        const filed = facts.lastFilingId !== null && facts.lastFiledEdition >= edition;
        return seeOther(filed ? paths.confirmation(id, facts.lastFilingId ?? '') : paths.summary(id));
      }),
    },
    {
      method: 'POST',
      path: '/istanze/:application/inoltro',
      policy: ownApplication,
      held: true,
      handle: signedIn((exchange) => confirm(deps, exchange)),
    },
  ];
}

const NO_FILING = '00000000-0000-4000-8000-000000000000';

async function read(deps: FilingDeps, exchange: SignedIn, filingId: string, at = exchange.arrivedAt) {
  const applicationId = exchange.params['application'] ?? '';
  if (!isId(applicationId)) return { draft: undefined, facts: undefined };
  const { accountId } = exchange.visitor;
  const [draft, facts] = await Promise.all([
    openDraft(deps, { accountId, applicationId, entry: exchange.visitor.entry.method }, at),
    filingFacts(deps.database, { accountId, applicationId, filingId }, exchange.visitor),
  ]);
  return { draft, facts };
}

async function confirm(deps: FilingDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const applicationId = exchange.params['application'] ?? '';
  const confirmation = readConfirmation(exchange, openPending(deps, exchange));
  const { draft, facts } = await read(deps, exchange, confirmation?.filingId ?? NO_FILING, confirmation?.arrivedAt);
  if (draft === undefined || facts === undefined) return absent();
  if (confirmation === undefined) return seeOther(paths.summary(applicationId), UNREADABLE);
  if (facts.known) return seeOther(paths.confirmation(applicationId, confirmation.filingId));
  const here = { exchange, confirmation, draft, facts };
  const decision = decide(deps, exchange, confirmation, { draft, facts, office: await officeFor(deps, draft) });
  if (isRefusal(decision)) return refuse(deps, here, decision);
  return signAndRegister(deps, here, decision);
}

async function refuse(deps: FilingDeps, here: Case, refusal: Refusal): Promise<AnswerWithCookies> {
  const { exchange, draft, facts } = here;
  await attempt(deps, here, refusal.refusal);
  if (refusal.refusal === 'nothing-to-file' && facts.lastFilingId !== null) {
    return seeOther(paths.confirmation(draft.application.id, facts.lastFilingId));
  }
  const told = refusal.refusal === 'changed' ? await explained(deps, here) : refusal;
  const props = { ...lookOf(deps, exchange), about: aboutOf(here), refusal: told, requestId: exchange.requestId };
  return page(renderPage(<RefusedPage act="filing" {...props} />), 422);
}

/** Whether rules published meanwhile are what changed the draft since it was shown. */
async function explained({ database }: FilingDeps, { draft, confirmation }: Case): Promise<Refusal> {
  const rules = await moveSince(database, draft.application.id, confirmation.version);
  return rules === undefined ? { refusal: 'changed' } : { refusal: 'changed', rules };
}

/** The code is compared once for each act: a retry after it was found right does not ask for it again. */
async function signAndRegister(deps: FilingDeps, here: Case, decision: FilingDecision): Promise<AnswerWithCookies> {
  const { exchange, confirmation, facts } = here;
  let codeVerifiedAt = confirmation.codeVerifiedAt;
  if (codeVerifiedAt === undefined) {
    const tried = await tryCode(deps, here);
    if (tried.outcome === 'busy') return wait(deps, here, 'busy');
    if (tried.outcome !== 'right') return askAgain(deps, here, tried);
    codeVerifiedAt = deps.now();
  }
  const { identification, delegate } = facts;
  if (identification === null) throw new Error('a decision to file needs an identification');
  const validity = validityOf(exchange, { identification, delegate }, codeVerifiedAt);
  const registered = await register(deps, here, { ...decision, validity });
  if (isRefusal(registered)) return refuse(deps, here, registered);
  switch (registered.outcome) {
    case 'filed':
    case 'known':
      return seeOther(paths.confirmation(decision.applicationId, registered.filingId));
    case 'in-doubt':
      // The commit may have been made: the page that waits asks with the same id, which is safe either way.
      return wait(deps, here, 'database', codeVerifiedAt);
    case 'stopped':
      return refuse(deps, here, { refusal: 'delegation-over' });
    default:
      return refuse(deps, here, { refusal: 'changed' });
  }
}

/**
 * Writes the filing down. If something the decision rested on has changed since (another filing of the person's, made or
 * withdrawn), it is read and decided again: what comes out is a filing by the facts of its own transaction, or a refusal.
 */
async function register(
  deps: FilingDeps,
  here: Case,
  filing: AcceptedFiling,
  tries = 3,
): Promise<Registered | Refusal> {
  const registered = await deps.registrar.register(filing);
  if (registered.outcome !== 'unsettled' || tries === 0) return registered;
  const { exchange, confirmation } = here;
  const { draft, facts } = await read(deps, exchange, confirmation.filingId, confirmation.arrivedAt);
  if (draft === undefined || facts === undefined) return { refusal: 'changed' };
  const decision = decide(deps, exchange, confirmation, { draft, facts, office: await officeFor(deps, draft) });
  if (isRefusal(decision)) return decision;
  return register(deps, here, { ...decision, validity: filing.validity }, tries - 1);
}

async function tryCode(
  deps: FilingDeps,
  { exchange, confirmation, draft }: Case,
): Promise<CodeOutcome | { outcome: 'blank' }> {
  if (confirmation.code === '') return { outcome: 'blank' };
  const { actor, under } = actorOf(exchange.visitor);
  const { code, attempt, filingId } = confirmation;
  const data = { ...under, application: draft.application.id, filing: filingId };
  const term = draft.window && { closesAt: draft.window.closesAt, data };
  return verifyPersonalCode(deps, actor, { code, attempt, term }, deps.now());
}

async function askAgain(deps: FilingDeps, here: Case, trouble: CodeTrouble): Promise<AnswerWithCookies> {
  const { exchange, confirmation } = here;
  if (trouble.outcome !== 'blank') await attempt(deps, here, `code-${trouble.outcome}`);
  const { filingId, version } = confirmation;
  const props = { ...lookOf(deps, exchange), about: aboutOf(here), filingId, version, trouble };
  return page(renderPage(<ConfirmPage {...props} />), 422);
}

function wait(deps: FilingDeps, here: Case, why: 'busy' | 'database', codeVerifiedAt?: Date): AnswerWithCookies {
  const { exchange, confirmation, draft } = here;
  const { filingId, version, arrivedAt, code, attempt } = confirmation;
  const pending: Pending = {
    applicationId: draft.application.id,
    filingId,
    version,
    arrivedAt: arrivedAt.toISOString(),
    ...(codeVerifiedAt === undefined ? { code, attempt } : { codeVerifiedAt: codeVerifiedAt.toISOString() }),
  };
  const sealed = seal(deps.secret, SEALED, actorOf(exchange.visitor).actor, JSON.stringify(pending)).toString(
    'base64url',
  );
  const action = paths.filing(draft.application.id);
  const props = { ...lookOf(deps, exchange), about: aboutOf(here), why, action, pending: sealed, arrivedAt };
  return page(renderPage(<WaitingPage {...props} />), 503);
}

function openPending(deps: FilingDeps, exchange: SignedIn): Pending | undefined {
  const { form, params, arrivedAt } = exchange;
  const sealed = Buffer.from(form.text('pending'), 'base64url');
  const text = sealed.length === 0 ? undefined : unseal(deps.secret, SEALED, actorOf(exchange.visitor).actor, sealed);
  return readPending(text, params['application'] ?? '', arrivedAt);
}

function attempt(deps: FilingDeps, { exchange, confirmation, draft }: Case, outcome: string): Promise<void> {
  return recordAttempt(deps.database, {
    accountId: exchange.visitor.accountId,
    applicationId: draft.application.id,
    filingId: confirmation.filingId,
    act: 'filing',
    outcome,
    arrivedAt: confirmation.arrivedAt,
    closesAt: draft.window?.closesAt ?? null,
    requestId: exchange.requestId,
  });
}

function lookOf({ frame }: FilingDeps, exchange: SignedIn): Look {
  return { frame, visitor: visitorOf(exchange), now: exchange.arrivedAt };
}

function aboutOf({ draft, facts }: Case): About {
  return {
    applicationId: draft.application.id,
    title: applicationTitle(draft.release.definition, draft.application.answers),
    closesAt: draft.window?.closesAt,
    correcting: facts.lastFiledEdition > 0 && facts.lastFiledEdition < draft.application.edition,
  };
}
