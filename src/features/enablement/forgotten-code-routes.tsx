import { formatRome, romeDate } from '../../kernel/rome-time.ts';
import type { AnswerWithCookies, Policy, Route, SignedIn } from '../../platform/http/index.ts';
import { page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { masked, verifiedAddressesOf } from '../addresses/index.ts';
import { acceptableHash, newCodeFaults } from './chosen-code-store.ts';
import { normalizeRecoveryCode, recoveryProof } from './code-recovery.ts';
import {
  askRecovery,
  type RecoveryOutcome,
  recoveryUntil,
  saveRecoveredCode,
  tryRecovery,
} from './code-recovery-store.ts';
import type { Fault } from './data-form.ts';
import type { EnablementRoutesDeps } from './deps.ts';
import { identifies } from './digital-identity.ts';
import { pendingStep } from './enablement.ts';
import { saveDraft } from './enablement-store.ts';
import { isExpired } from './identity-document.ts';
import { type Looker, lookerIn, OWN } from './looker-store.ts';
import { codeStanding } from './personal-code-store.ts';
import { typedCode } from './posted-data.ts';
import { signsFrom } from './recovered-code.ts';
import { tooManyMailsWords } from './request-words.ts';
import { ForgottenCodePage } from './views/forgotten-code-page.tsx';
import { RecoveryPage } from './views/recovery-page.tsx';
import { RegenerationPage } from './views/regeneration-page.tsx';

const RECENT: Policy = { ...OWN, recent: true };
const BASE = '/profilo/codice-personale';

/** Whoever has forgotten the personal code: one page that says what to do, and the two ways that lead to another code. */
export function forgottenCodeRoutes(deps: EnablementRoutesDeps): Route[] {
  const recover = { policy: RECENT, path: `${BASE}/recupero` };
  const send = { policy: RECENT, path: `${BASE}/recupero/invio` };
  const regenerate = { policy: RECENT, path: `${BASE}/rigenerazione` };
  const active = (
    handle: (deps: EnablementRoutesDeps, exchange: SignedIn, looker: Looker) => Promise<AnswerWithCookies>,
  ) =>
    signedIn(async (exchange) => {
      const looker = await lookerIn(deps.database, exchange);
      return looker.state === 'active' ? handle(deps, exchange, looker) : seeOther(pendingStep(looker.state));
    });
  return [
    { method: 'GET', policy: OWN, path: `${BASE}/dimenticato`, handle: active(showWays) },
    { method: 'GET', ...recover, handle: active(showRecovery) },
    { method: 'POST', ...recover, handle: active(recoverCode) },
    { method: 'POST', ...send, handle: active(sendCode) },
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', ...send, handle: async () => seeOther(recover.path) },
    { method: 'GET', ...regenerate, handle: active(showRegeneration) },
    { method: 'POST', ...regenerate, handle: active(beginRegeneration) },
  ];
}

async function showWays({ database, frame }: EnablementRoutesDeps, { arrivedAt }: SignedIn, looker: Looker) {
  const standing = await codeStanding(database, looker.account.id, arrivedAt);
  const suspended = standing?.outcome === 'suspended';
  const props = { frame, visitor: looker.visitor, suspended, digital: identifies(looker.entry) };
  return page(renderPage(<ForgottenCodePage {...props} />));
}

function askerIn({ visitor }: SignedIn) {
  return { accountId: visitor.accountId, sessionId: visitor.sessionId };
}

async function showRecovery(deps: EnablementRoutesDeps, exchange: SignedIn, looker: Looker) {
  return recoveryPage(deps, exchange, looker, []);
}

async function recoveryPage(deps: EnablementRoutesDeps, exchange: SignedIn, looker: Looker, errors: readonly Fault[]) {
  const { database, frame } = deps;
  const mailed = (await recoveryUntil(database, askerIn(exchange), exchange.arrivedAt)) !== undefined;
  const addresses = (await verifiedAddressesOf(database, looker.account.id)).map(({ address }) => masked(address));
  const shown = errors.filter(({ field }) => mailed || field !== 'recoveryCode');
  const over = shown.length < errors.length ? OVER : exchange.notice;
  const proof = recoveryProof(exchange.visitor.entry);
  const props = { frame, visitor: looker.visitor, proof, mailed, addresses, errors: shown, notice: over };
  return page(renderPage(<RecoveryPage {...props} />), errors.length > 0 ? 422 : 200);
}

const OVER =
  'Il codice di recupero non vale più: è scaduto, o è stato scritto sbagliato troppe volte. Chiedine un altro.';

async function sendCode(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const asked = await askRecovery(deps, askerIn(exchange), exchange.arrivedAt);
  if (asked.kind === 'wrong-step') return seeOther(asked.resume);
  if (asked.kind === 'stopped') return seeOther(`${BASE}/recupero`, STOPPED);
  return asked.kind === 'mailed'
    ? seeOther(`${BASE}/recupero`, 'Abbiamo mandato il codice di recupero. Scrivilo qui sotto.')
    : seeOther(`${BASE}/recupero`, tooManyMailsWords(asked.from, 'di recupero'));
}

async function recoverCode(deps: EnablementRoutesDeps, exchange: SignedIn, looker: Looker): Promise<AnswerWithCookies> {
  const { form, arrivedAt, visitor } = exchange;
  const asker = askerIn(exchange);
  const proof = recoveryProof(visitor.entry);
  const mailed = form.text('recoveryCode').trim();
  const wrong = newCodeFaults(form, looker, normalizeRecoveryCode(mailed));
  const missing =
    proof === 'mail' && mailed === '' ? [{ field: 'recoveryCode', message: 'Scrivi il codice di recupero.' }] : [];
  if (wrong.length + missing.length > 0) return recoveryPage(deps, exchange, looker, [...missing, ...wrong]);
  if (proof === 'mail') {
    const message = recoveryProblem(await tryRecovery(deps, asker, typedCode(form, mailed), arrivedAt));
    if (message !== undefined) return recoveryPage(deps, exchange, looker, [{ field: 'recoveryCode', message }]);
  }
  const hash = await acceptableHash(deps, asker.accountId, form.text('newCode'));
  if (typeof hash !== 'string') return recoveryPage(deps, exchange, looker, [hash]);
  const saved = await saveRecoveredCode(deps, asker, { hash, proof, mailed }, arrivedAt);
  if (saved === 'over') return recoveryPage(deps, exchange, looker, [{ field: 'recoveryCode', message: OVER }]);
  if (saved !== true) return seeOther(saved.resume);
  return seeOther(
    '/profilo',
    proof === 'mail' ? savedByMail(arrivedAt) : 'Il nuovo codice personale è salvato e vale da subito.',
  );
}

const STOPPED =
  'Il codice personale è stato fermato con il collegamento di una mail: per mail non si recupera più. Scegli un’altra strada.';

function savedByMail(now: Date): string {
  return `Il nuovo codice personale è salvato. Per sicurezza firma da ${formatRome(signsFrom(now))}; prima, soltanto l’inoltro di una domanda che scade prima. Lo abbiamo scritto a tutti i tuoi indirizzi.`;
}

function recoveryProblem(outcome: RecoveryOutcome): string | undefined {
  if (outcome === 'right') return undefined;
  if (outcome === 'over') return OVER;
  const tries = outcome.left === 1 ? 'Hai ancora un tentativo' : `Hai ancora ${outcome.left} tentativi`;
  return `Il codice di recupero non è giusto. ${tries}, poi devi chiederne un altro.`;
}

async function showRegeneration({ frame }: EnablementRoutesDeps, _exchange: SignedIn, { visitor }: Looker) {
  return page(renderPage(<RegenerationPage frame={frame} visitor={visitor} />));
}

/** What was declared goes through the hands of the person again, with the contact data of today. */
async function beginRegeneration(deps: EnablementRoutesDeps, { arrivedAt }: SignedIn, looker: Looker) {
  const { account, enablement } = looker;
  if (enablement === undefined) return seeOther(pendingStep(looker.state));
  const { document, privacyNotice } = enablement.request.declaration;
  await saveDraft(deps.database, account.id, { contact: enablement.contact, document, privacyNotice }, arrivedAt);
  return isExpired(document, romeDate(arrivedAt))
    ? seeOther('/abilitazione/dati', 'Il documento che avevi dichiarato è scaduto: scrivi quello nuovo.')
    : seeOther('/abilitazione/riepilogo');
}
