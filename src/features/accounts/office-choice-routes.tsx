import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf } from './answers-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { chooseOffice } from './office-choice-store.ts';
import { deskOf } from './standing.ts';
import { OfficeChoicePage } from './views/office-choice-page.tsx';

const PATH = '/lavoro';

/** For which school or office somebody works now, when they have a role at several. */
export function officeChoiceRoutes(deps: AccountDeps): Route[] {
  const own = { path: PATH, policy: { who: 'signed-in', object: 'own-account' } } as const;
  return [
    { method: 'GET', ...own, handle: signedIn(async (exchange) => choicePage(deps, exchange)) },
    { method: 'POST', ...own, handle: signedIn((exchange) => choose(deps, exchange)) },
  ];
}

function choicePage(deps: AccountDeps, exchange: SignedIn, message?: string): AnswerWithCookies {
  const { memberships, workingFor } = exchange.visitor;
  if (memberships.length === 0) return seeOther('/area');
  const errors = message === undefined ? [] : [{ field: 'body', message }];
  const props = { look: lookOf(deps, exchange, errors), memberships, chosen: workingFor ?? '' };
  return page(renderPage(<OfficeChoicePage {...props} />), message === undefined ? 200 : 422);
}

async function choose(deps: AccountDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form } = exchange;
  const [doubled] = form.single('body');
  if (doubled !== undefined) return choicePage(deps, exchange, doubled.message);
  const membership = visitor.memberships.find(({ body }) => body === form.text('body'));
  if (membership === undefined || !(await chooseOffice(deps.database, visitor, membership.body))) {
    return choicePage(deps, exchange, 'Scegli per quale scuola o ufficio lavori adesso.');
  }
  return seeOther(deskOf(membership.role), `Ora lavori per ${membership.bodyName}.`);
}
