import type { Db } from '../../platform/db/database.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, actorOf, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { verifyPersonalCode } from '../enablement/index.ts';
import { notify } from '../notifications/index.ts';
import { releaseByDigest } from '../procedures/index.ts';
import { editionStatus, filingForPerson } from './archive-store.ts';
import { recordAttempt } from './attempt-store.ts';
import { isId, validityOf } from './confirm.ts';
import type { FilingDeps } from './deps.ts';
import { type FilingFacts, filingFacts } from './facts-store.ts';
import { type Falling, fallingWords } from './falling.ts';
import { fallingOf } from './falling-store.ts';
import { isRefusal, type Refusal } from './filing.ts';
import { withdrawnByDelegateLetter, withdrawnLetter } from './letters.ts';
import type { FilingRecord } from './record.ts';
import type { RegisterNumber } from './register-number.ts';
import { windowOf } from './taking-back-store.ts';
import { isWeak, type Validity } from './validity.ts';
import type { CodeTrouble } from './views/code-trouble.tsx';
import { type About, paths } from './views/look.ts';
import { RefusedPage } from './views/refused-page.tsx';
import { WithdrawPage } from './views/withdraw-page.tsx';
import { type TakingBack, type WithdrawalDecision, withdraw } from './withdrawal.ts';
import { sameIds, saveWithdrawal } from './withdrawal-store.ts';

const ownApplication = { who: 'applicant', object: 'own-application', acting: true } as const;
const BUSY = 'In questo momento confermano in molti: la domanda è ancora valida. Riprova tra qualche secondo.';
const OTHERS =
  'Intanto è cambiato che cosa cade insieme a questa domanda, che è ancora valida: rileggi qui sotto e conferma di nuovo.';
const WITHDRAWN = 'La domanda è ritirata. Ti abbiamo scritto una e-mail con il numero di protocollo del ritiro.';

/** A withdrawal under way. */
interface Case {
  readonly exchange: SignedIn;
  readonly filing: FilingRecord;
  readonly facts: FilingFacts;
  readonly window: TakingBack['window'];
  /** In the window for revocations: nothing can be filed again. */
  readonly afterClosing: boolean;
  /** What else has no effect any more. */
  readonly falling: readonly Falling[];
  readonly about: About;
}

/** Withdrawing the valid filing of an application, with the personal code, inside the window. */
export function withdrawalRoutes(deps: FilingDeps): Route[] {
  const path = '/istanze/:application/ritiro';
  return [
    { method: 'GET', path, policy: ownApplication, handle: signedIn((exchange) => ask(deps, exchange)) },
    {
      method: 'POST',
      path,
      policy: ownApplication,
      held: true,
      handle: signedIn((exchange) => confirm(deps, exchange)),
    },
  ];
}

/** The last filing of the application in the address: the only one there can be something to withdraw of. */
async function read({ database }: FilingDeps, exchange: SignedIn): Promise<Case | undefined> {
  const applicationId = exchange.params['application'] ?? '';
  const status = isId(applicationId) ? await editionStatus(database, applicationId) : null;
  const filing = status && (await filingForPerson(database, status.filingId, exchange.visitor.accountId));
  if (!filing) return undefined;
  const { accountId } = exchange.visitor;
  const ids = { accountId, applicationId, filingId: filing.id };
  const facts = await filingFacts(database, ids, exchange.visitor);
  if (facts === undefined) return undefined;
  const release = await releaseByDigest(database, filing.releaseDigest);
  const { window, afterClosing } = await windowOf(database, filing, release, exchange.arrivedAt);
  const falling = await fallingOf(database, accountId, filing.id);
  const about = { applicationId, title: filing.subject, closesAt: window?.closesAt, correcting: false };
  return { exchange, filing, facts, window, afterClosing, falling, about };
}

async function ask(deps: FilingDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const here = await read(deps, exchange);
  if (here === undefined) return absent();
  const decision = decide(here);
  return isRefusal(decision) ? refused(deps, here, decision) : show(deps, here);
}

async function confirm(deps: FilingDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const here = await read(deps, exchange);
  if (here === undefined) return absent();
  const { filing } = here;
  const shown = exchange.form.text('filing');
  if (filing.id === shown && filing.state === 'withdrawn')
    return seeOther(paths.confirmation(filing.applicationId, shown));
  const decision = filing.id === shown ? decide(here) : ({ refusal: 'nothing-to-file' } as const);
  if (isRefusal(decision)) {
    await attempt(deps, here, decision.refusal);
    return refused(deps, here, decision);
  }
  const told = exchange.form
    .text('falling')
    .split(' ')
    .filter((id) => id !== '');
  if (!sameIds(here.falling, told)) return seeOther(paths.withdrawal(filing.applicationId), OTHERS);
  return sign(deps, here, decision);
}

async function sign(deps: FilingDeps, here: Case, decision: WithdrawalDecision): Promise<AnswerWithCookies> {
  const { exchange, filing, facts } = here;
  const code = exchange.form.text('code').trim();
  if (code === '') return show(deps, here, { outcome: 'blank' });
  const typed = { code, attempt: exchange.form.text('attempt') };
  const tried = await verifyPersonalCode(deps, actorOf(exchange.visitor).actor, typed, deps.now());
  if (tried.outcome === 'busy') return seeOther(paths.withdrawal(filing.applicationId), BUSY);
  if (tried.outcome !== 'right') {
    await attempt(deps, here, `code-${tried.outcome}`);
    return show(deps, here, tried);
  }
  const { applicationId, id: filingId } = filing;
  const { identification, delegate } = facts;
  if (identification === null) return refused(deps, here, { refusal: 'not-enabled' });
  const validity = validityOf(exchange, { identification, delegate }, deps.now());
  const outcome = await register(deps, here, decision, validity);
  if (outcome === 'changed') return seeOther(paths.withdrawal(applicationId), OTHERS);
  if (outcome === 'stopped') return refused(deps, here, { refusal: 'delegation-over' });
  return seeOther(paths.confirmation(applicationId, filingId), WITHDRAWN);
}

async function register({ database }: FilingDeps, here: Case, decision: WithdrawalDecision, validity: Validity) {
  const { filing, window } = here;
  const tell = async (tx: Db, number: RegisterNumber) => {
    const by = validity.delegate;
    const again = here.afterClosing ? undefined : (window?.closesAt ?? decision.arrivedAt);
    const words = withdrawnLetter(filing, number, decision.arrivedAt, again, by, fallingWords(here.falling));
    await notify(tx, { ...words, accountId: filing.accountId, key: `withdrawn ${filing.id}` });
    if (by === undefined) return;
    const told = withdrawnByDelegateLetter(filing, number, by);
    await notify(tx, { ...told, accountId: by.accountId, key: `withdrawn ${filing.id} delegate` });
  };
  return saveWithdrawal(database, { ...decision, validity }, tell);
}

function decide({ exchange, filing, facts, window, afterClosing, falling }: Case): WithdrawalDecision | Refusal {
  const enabled = exchange.visitor.enablement === 'active';
  const { applicant, delegate } = facts;
  const weak = isWeak(exchange.visitor.entry);
  const { arrivedAt } = exchange;
  return withdraw({ filing, applicant, delegate, window, afterClosing, falling, enabled, weak, arrivedAt });
}

function show(
  { frame }: FilingDeps,
  { exchange, filing, about, afterClosing, falling }: Case,
  trouble?: CodeTrouble,
): AnswerWithCookies {
  const props = {
    frame,
    visitor: visitorOf(exchange),
    now: exchange.arrivedAt,
    about,
    filing,
    afterClosing,
    falling,
    trouble,
  };
  return page(renderPage(<WithdrawPage {...props} notice={exchange.notice} />), trouble === undefined ? 200 : 422);
}

function refused({ frame }: FilingDeps, { exchange, about }: Case, refusal: Refusal): AnswerWithCookies {
  const { requestId } = exchange;
  const props = { frame, visitor: visitorOf(exchange), now: exchange.arrivedAt, about, refusal, requestId };
  return page(renderPage(<RefusedPage act="withdrawal" {...props} />), 422);
}

function attempt({ database }: FilingDeps, { exchange, filing, window }: Case, outcome: string): Promise<void> {
  return recordAttempt(database, {
    accountId: exchange.visitor.accountId,
    applicationId: filing.applicationId,
    filingId: filing.id,
    act: 'withdrawal',
    outcome,
    arrivedAt: exchange.arrivedAt,
    closesAt: window?.closesAt ?? null,
    requestId: exchange.requestId,
  });
}
