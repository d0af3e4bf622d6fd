import type { AnswerWithCookies, Policy, Route, SignedIn } from '../../platform/http/index.ts';
import { page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { codeProblem } from './code-words.ts';
import type { Fault } from './data-form.ts';
import type { EnablementRoutesDeps } from './deps.ts';
import { afterMove, pendingStep } from './enablement.ts';
import { type Looker, lookerIn, OWN } from './looker-store.ts';
import { verifyPersonalCode } from './personal-code-store.ts';
import { typedCode } from './posted-data.ts';
import { revokeEnablement } from './revocation-store.ts';
import { RevocationPage } from './views/revocation-page.tsx';

const RECENT: Policy = { ...OWN, recent: true };

/** The person gives the enablement back: with the personal code or, without it, after proving again who they are. */
export function revocationRoutes(deps: EnablementRoutesDeps): Route[] {
  const withCode = { policy: OWN, path: '/profilo/revoca' };
  const without = { policy: RECENT, path: '/profilo/revoca/senza-codice' };
  const standing = (handle: (exchange: SignedIn, looker: Looker) => Promise<AnswerWithCookies>) =>
    signedIn(async (exchange) => {
      const looker = await lookerIn(deps.database, exchange);
      return afterMove(looker.state, 'revoke') === undefined
        ? seeOther(pendingStep(looker.state))
        : handle(exchange, looker);
    });
  return [
    {
      method: 'GET',
      ...withCode,
      // Who has no code yet, or has none any more, cannot be asked for it.
      handle: standing(async (_exchange, looker) =>
        looker.state === 'active' ? revocationPage(deps, looker, true) : seeOther(without.path),
      ),
    },
    { method: 'POST', ...withCode, handle: standing((exchange, looker) => revokeWithCode(deps, exchange, looker)) },
    { method: 'GET', ...without, handle: standing(async (_exchange, looker) => revocationPage(deps, looker, false)) },
    { method: 'POST', ...without, handle: standing((exchange, looker) => revoke(deps, exchange, looker)) },
  ];
}

function revocationPage({ frame }: EnablementRoutesDeps, { visitor }: Looker, withCode: boolean, errors: Fault[] = []) {
  const props = { frame, visitor, withCode, errors };
  return page(renderPage(<RevocationPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function revokeWithCode(
  deps: EnablementRoutesDeps,
  exchange: SignedIn,
  looker: Looker,
): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const typed = form.text('code').trim();
  const problem =
    typed === ''
      ? 'Scrivi il codice personale per confermare la revoca.'
      : codeProblem(await verifyPersonalCode(deps, looker.account.id, typedCode(form, typed), arrivedAt), 'own');
  if (problem !== undefined) return revocationPage(deps, looker, true, [{ field: 'code', message: problem }]);
  return revoke(deps, exchange, looker);
}

async function revoke({ database }: EnablementRoutesDeps, { arrivedAt }: SignedIn, { account, state }: Looker) {
  const done = await database.transaction((tx) => revokeEnablement(tx, account.id, { by: 'self' }, arrivedAt));
  if (done === true) return seeOther('/profilo', 'L’abilitazione è revocata.');
  return seeOther(done.kind === 'wrong-step' ? done.resume : pendingStep(state));
}
