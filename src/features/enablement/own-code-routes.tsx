import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { acceptableHash, newCodeFaults } from './chosen-code-store.ts';
import { codeProblem } from './code-words.ts';
import type { Fault } from './data-form.ts';
import type { EnablementRoutesDeps } from './deps.ts';
import { pendingStep } from './enablement.ts';
import { checksOf } from './identity-check-store.ts';
import { type Looker, lookerIn, OWN } from './looker-store.ts';
import { saveChangedCode, saveOwnCode } from './own-code-store.ts';
import { normalizePersonalCode } from './personal-code.ts';
import { codeStanding, verifyPersonalCode, verifyTemporaryCode } from './personal-code-store.ts';
import { typedCode } from './posted-data.ts';
import { normalizeTemporaryCode } from './temporary-code.ts';
import { ChangeCodePage } from './views/change-code-page.tsx';
import { OwnCodePage } from './views/own-code-page.tsx';

/** The person's own code: chosen and changed. */
export function ownCodeRoutes(deps: EnablementRoutesDeps): Route[] {
  const choose = { policy: OWN, path: '/abilitazione/codice-personale' };
  const change = { policy: OWN, path: '/profilo/codice-personale' };
  return [
    { method: 'GET', ...choose, handle: signedIn((exchange) => showChoice(deps, exchange)) },
    { method: 'POST', ...choose, handle: signedIn((exchange) => takeChoice(deps, exchange)) },
    { method: 'GET', ...change, handle: signedIn((exchange) => showChange(deps, exchange)) },
    { method: 'POST', ...change, handle: signedIn((exchange) => takeChange(deps, exchange)) },
  ];
}

async function showChoice(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const looker = await lookerIn(deps.database, exchange);
  return looker.state === 'identified'
    ? choicePage(deps, looker, [], exchange.notice)
    : seeOther(pendingStep(looker.state));
}

async function choicePage(deps: EnablementRoutesDeps, looker: Looker, errors: readonly Fault[], notice?: string) {
  const [last] = await checksOf(deps.database, looker.account.id);
  const { enabledBefore } = looker;
  const check = last?.requestNumber === looker.enablement?.request.number ? last : undefined;
  const props = { frame: deps.frame, visitor: looker.visitor, check, enabledBefore, errors, notice };
  return page(renderPage(<OwnCodePage {...props} />), errors.length > 0 ? 422 : 200);
}

async function takeChoice(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { arrivedAt, form } = exchange;
  const looker = await lookerIn(deps.database, exchange);
  const { account, state } = looker;
  if (state !== 'identified') return seeOther(pendingStep(state));
  const typed = form.text('temporaryCode').trim();
  const wrong = newCodeFaults(form, looker, normalizeTemporaryCode(typed));
  const missing = typed === '' ? [{ field: 'temporaryCode', message: 'Scrivi il codice temporaneo.' }] : [];
  if (wrong.length + missing.length > 0) return choicePage(deps, looker, [...missing, ...wrong]);
  const problem = codeProblem(
    await verifyTemporaryCode(deps, account.id, typedCode(form, typed), arrivedAt),
    'temporary',
  );
  if (problem !== undefined) return choicePage(deps, looker, [{ field: 'temporaryCode', message: problem }]);
  const hash = await acceptableHash(deps, account.id, form.text('newCode'));
  if (typeof hash !== 'string') return choicePage(deps, looker, [hash]);
  const saved = await saveOwnCode(deps.database, account.id, hash, arrivedAt);
  if (saved !== true) return seeOther(saved.resume);
  return seeOther(
    '/area',
    'Il codice personale è salvato e l’abilitazione è completa: ora puoi presentare le domande.',
  );
}

async function showChange(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const looker = await lookerIn(deps.database, exchange);
  return looker.state === 'active'
    ? changePage(deps, looker, [], exchange.arrivedAt)
    : seeOther(pendingStep(looker.state));
}

async function changePage(deps: EnablementRoutesDeps, looker: Looker, errors: readonly Fault[], now: Date) {
  const standing = await codeStanding(deps.database, looker.account.id, now);
  const suspended = standing?.outcome === 'suspended';
  const props = { frame: deps.frame, visitor: looker.visitor, suspended, errors: suspended ? [] : errors };
  return page(renderPage(<ChangeCodePage {...props} />), errors.length > 0 ? 422 : 200);
}

async function takeChange(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { arrivedAt, form } = exchange;
  const looker = await lookerIn(deps.database, exchange);
  const { account, state } = looker;
  if (state !== 'active') return seeOther(pendingStep(state));
  const old = form.text('oldCode').trim();
  const wrong = newCodeFaults(form, looker, normalizePersonalCode(old));
  const missing = old === '' ? [{ field: 'oldCode', message: 'Scrivi il codice personale di adesso.' }] : [];
  if (wrong.length + missing.length > 0) return changePage(deps, looker, [...missing, ...wrong], arrivedAt);
  const tried = await verifyPersonalCode(deps, account.id, typedCode(form, old), arrivedAt);
  const problem = tried.outcome === 'early' ? undefined : codeProblem(tried, 'own');
  if (problem !== undefined) return changePage(deps, looker, [{ field: 'oldCode', message: problem }], arrivedAt);
  const hash = await acceptableHash(deps, account.id, form.text('newCode'));
  if (typeof hash !== 'string') return changePage(deps, looker, [hash], arrivedAt);
  const saved = await saveChangedCode(deps.database, account.id, hash, arrivedAt);
  return saved === true ? seeOther('/profilo', 'Il codice personale è cambiato.') : seeOther(saved.resume);
}
