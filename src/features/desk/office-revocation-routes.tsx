import { checkFiscalCode } from '../../kernel/fiscal-code.ts';
import type { AnswerWithCookies, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookUpState, revokeEnablement, stateShown } from '../enablement/index.ts';
import { BOUND, type Fault, onePerField } from './decision.ts';
import type { DeskRoutesDeps } from './deps.ts';
import { lookedUp, looking, seekerIn } from './seeker-store.ts';
import { typedRevocation } from './state-routes.tsx';
import { NO_REVOCATION, readRevocation, type TypedRevocation } from './typed-state.ts';
import { OfficeRevocationPage, OfficeSearchPage } from './views/office-revocation-pages.tsx';

const NOBODY =
  'Nel tuo ufficio non risulta nessuna abilitazione con questo codice fiscale. Puoi decidere solo per chi ha il domicilio nella tua provincia, o vi è stato identificato.';
const OWN = 'Questo codice fiscale è il tuo: nessuno decide per sé stesso. Rivolgiti a un collega.';
const TOO_MANY = 'Oggi hai già fatto il massimo di ricerche permesse in un giorno. Riprova domani.';

const NOT_FOUND = { nobody: NOBODY, 'too-many': TOO_MANY, own: OWN, bound: BOUND } as const;

/** An office ends an enablement by an act of its own: the person is not there, so the act is named. */
export function officeRevocationRoutes(deps: DeskRoutesDeps): Route[] {
  const search = { path: '/ufficio/revoche', policy: { who: 'officer' } } as const;
  const one = { path: '/ufficio/revoche/:id', policy: { who: 'officer', object: 'looked-up-account' } } as const;
  return [
    { method: 'GET', ...search, handle: signedIn(async (exchange) => searchPage(deps, exchange, '')) },
    { method: 'POST', ...search, handle: signedIn((exchange) => lookUp(deps, exchange)) },
    { method: 'GET', ...one, handle: signedIn((exchange) => decisionPage(deps, exchange, NO_REVOCATION, [])) },
    { method: 'POST', ...one, handle: signedIn((exchange) => revoke(deps, exchange)) },
  ];
}

function searchPage({ frame }: DeskRoutesDeps, exchange: SignedIn, fiscalCode: string, message?: string) {
  const errors = message === undefined ? [] : [{ field: 'fiscalCode', message }];
  const officeName = seekerIn(exchange, 'officer').office.name;
  const props = { frame, ...looking(exchange, 'office'), officeName, fiscalCode, errors, notice: exchange.notice };
  return page(renderPage(<OfficeSearchPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function lookUp(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const typed = form.text('fiscalCode').slice(0, 100);
  const [doubled] = form.single('fiscalCode');
  const read = checkFiscalCode(typed);
  if (doubled !== undefined) return searchPage(deps, exchange, typed, doubled.message);
  if (!read.ok) return searchPage(deps, exchange, typed, read.faults[0]?.message ?? 'Scrivi il codice fiscale.');
  const sought = { fiscalCode: read.code.value, reason: 'decision', note: '' } as const;
  const found = await lookUpState(deps.database, seekerIn(exchange, 'officer'), sought, arrivedAt);
  if (found.kind === 'found') return seeOther(`/ufficio/revoche/${found.id}`);
  return searchPage(deps, exchange, typed, NOT_FOUND[found.kind]);
}

async function decisionPage(
  deps: DeskRoutesDeps,
  exchange: SignedIn,
  typed: TypedRevocation,
  errors: readonly Fault[],
): Promise<AnswerWithCookies> {
  const found = await lookedUp(deps.database, exchange, 'officer');
  const shown = found && (await stateShown(deps.database, found.accountId, exchange.arrivedAt));
  if (!found || !shown) return absent();
  const { frame } = deps;
  const { person, state } = shown;
  const props = { frame, ...looking(exchange, 'office'), lookupId: found.id, person, state, typed, errors };
  return page(renderPage(<OfficeRevocationPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function revoke(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const found = await lookedUp(deps.database, exchange, 'officer');
  if (found === undefined) return absent();
  const typed = typedRevocation(form);
  const read = readRevocation(typed, 'officer');
  const faults = onePerField([...form.single(...Object.keys(typed)), ...('faults' in read ? read.faults : [])]);
  if ('faults' in read || faults.length > 0) return decisionPage(deps, exchange, typed, faults);
  const { accountId, name, role, office } = seekerIn(exchange, 'officer');
  const revoker = { by: 'office', actor: { accountId, name }, role, office, ...read } as const;
  const done = await deps.database.transaction((tx) => revokeEnablement(tx, found.accountId, revoker, arrivedAt));
  if (done !== true && done.kind === 'bound') {
    return decisionPage(deps, exchange, typed, [{ field: 'reason', message: BOUND }]);
  }
  return seeOther(
    '/ufficio/revoche',
    done === true
      ? 'L’abilitazione è revocata. La persona riceve una mail con il motivo.'
      : 'Non c’è più niente da revocare.',
  );
}
