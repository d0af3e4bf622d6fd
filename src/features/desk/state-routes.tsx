import type { AnswerWithCookies, Form, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { fixAddress, readTyped } from '../addresses/index.ts';
import { areBound, lookUpState, revokeEnablement, stateShown } from '../enablement/index.ts';
import { BOUND, type Fault, OWN_REQUEST, onePerField } from './decision.ts';
import type { DeskRoutesDeps } from './deps.ts';
import { lookedUp, looking, seekerIn } from './seeker-store.ts';
import {
  NO_LOOKUP,
  NO_REVOCATION,
  readLookup,
  readRevocation,
  type TypedLookup,
  type TypedRevocation,
} from './typed-state.ts';
import { LookupPage } from './views/lookup-page.tsx';
import { StatePage } from './views/state-page.tsx';

const NOBODY =
  'Non c’è nessuna utenza con questo codice fiscale. Controlla di averlo scritto giusto; se è giusto, la persona deve registrarsi, o entrare con SPID o CIE.';
const TOO_MANY =
  'Oggi hai già guardato lo stato del massimo di persone permesso in un giorno, e la scuola ha ricevuto un avviso. Le identificazioni continuano come sempre.';

/** Help for who stands at the desk and cannot go on: their state, and what the desk may do with them present. */
export function stateRoutes(deps: DeskRoutesDeps): Route[] {
  const search = { path: '/sportello/stato', policy: { who: 'clerk' } } as const;
  const policy = { who: 'clerk', object: 'looked-up-account' } as const;
  const one = { path: '/sportello/stato/:id', policy };
  const address = { path: '/sportello/stato/:id/indirizzo', policy };
  const revocation = { path: '/sportello/stato/:id/revoca', policy };
  return [
    { method: 'GET', ...search, handle: signedIn(async (exchange) => lookupPage(deps, exchange, NO_LOOKUP, [])) },
    { method: 'POST', ...search, handle: signedIn((exchange) => lookUp(deps, exchange)) },
    { method: 'GET', ...one, handle: signedIn((exchange) => statePage(deps, exchange, NO_REVOCATION, [])) },
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', ...revocation, handle: signedIn((exchange) => statePage(deps, exchange, NO_REVOCATION, [])) },
    { method: 'GET', ...address, handle: signedIn((exchange) => statePage(deps, exchange, NO_REVOCATION, [])) },
    { method: 'POST', ...address, handle: signedIn((exchange) => fix(deps, exchange)) },
    { method: 'POST', ...revocation, handle: signedIn((exchange) => revoke(deps, exchange)) },
  ];
}

function lookupPage({ frame }: DeskRoutesDeps, exchange: SignedIn, typed: TypedLookup, errors: readonly Fault[]) {
  const notice = exchange.notice === undefined ? undefined : ({ kind: 'success', text: exchange.notice } as const);
  const officeName = seekerIn(exchange, 'clerk').office.name;
  const props = { frame, ...looking(exchange, 'desk'), officeName, typed, errors, notice };
  return page(renderPage(<LookupPage {...props} />), errors.length > 0 ? 422 : 200);
}

/** By form and not by address: a fiscal code is written in no history and no log. */
async function lookUp(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const typed = typedLookup(form);
  const read = readLookup(typed);
  const doubled = form.single('fiscalCode', 'reason', 'note', 'present');
  const faults = onePerField([...doubled, ...('faults' in read ? read.faults : [])]);
  if ('faults' in read || faults.length > 0) return lookupPage(deps, exchange, typed, faults);
  const refuse = (message: string) => lookupPage(deps, exchange, typed, [{ field: 'fiscalCode', message }]);
  const found = await lookUpState(deps.database, seekerIn(exchange, 'clerk'), read, arrivedAt);
  switch (found.kind) {
    case 'found':
      return seeOther(`/sportello/stato/${found.id}`);
    case 'own':
      return refuse(OWN_REQUEST);
    case 'bound':
      return refuse(BOUND);
    case 'nobody':
      return refuse(NOBODY);
    case 'too-many':
      return refuse(TOO_MANY);
  }
}

function typedLookup(form: Form): TypedLookup {
  return {
    fiscalCode: form.text('fiscalCode').slice(0, 100),
    reason: form.text('reason').slice(0, 20),
    note: form.text('note'),
    present: form.checked('present'),
  };
}

export async function statePage(
  deps: DeskRoutesDeps,
  exchange: SignedIn,
  typed: TypedRevocation,
  errors: readonly Fault[],
): Promise<AnswerWithCookies> {
  const found = await lookedUp(deps.database, exchange, 'clerk');
  const shown = found && (await stateShown(deps.database, found.accountId, exchange.arrivedAt));
  if (!found || !shown) return absent();
  const { frame } = deps;
  const props = {
    frame,
    ...looking(exchange, 'desk'),
    lookupId: found.id,
    shown,
    typed,
    errors,
    notice: exchange.notice,
  };
  return page(renderPage(<StatePage {...props} />), errors.length > 0 ? 422 : 200);
}

/** The new address counts once the person has used the link mailed there; those from before are told. */
async function fix(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const found = await lookedUp(deps.database, exchange, 'clerk');
  if (found === undefined) return absent();
  const typed = { email: form.text('email'), emailAgain: form.text('emailAgain'), kind: 'private' };
  const shown = { ...NO_REVOCATION, email: typed.email.slice(0, 300), emailAgain: typed.emailAgain.slice(0, 300) };
  const read = readTyped(typed);
  const faults = onePerField([...form.single('email', 'emailAgain'), ...(read.ok ? [] : read.faults)]);
  if (!read.ok || faults.length > 0) return statePage(deps, exchange, shown, faults);
  const { accountId: clerkId, name, office } = seekerIn(exchange, 'clerk');
  if (await areBound(deps.database, clerkId, found.accountId, arrivedAt)) {
    return statePage(deps, exchange, shown, [{ field: 'email', message: BOUND }]);
  }
  const clerk = { accountId: clerkId, name, office };
  const { address, kind } = read;
  const wish = { accountId: found.accountId, clerk, address, kind };
  const fixed = await deps.database.transaction((tx) => fixAddress(tx, wish, arrivedAt));
  if (fixed.kind === 'asked') return seeOther(`/sportello/stato/${found.id}`, FIXED);
  return statePage(deps, exchange, shown, [{ field: 'email', message: NOT_FIXED[fixed.kind] }]);
}

const FIXED =
  'L’indirizzo è scritto. La persona apre la mail che le abbiamo mandato lì e conferma con il suo codice fiscale: da quel momento scriviamo al nuovo indirizzo. Quelli di prima ricevono un avviso.';
const NOT_FIXED = {
  pending: 'Questo indirizzo aspetta già la conferma: la persona deve aprire la mail che le abbiamo mandato lì.',
  known: 'La persona ha già questo indirizzo, ed è confermato.',
  'too-many': 'La persona ha già il massimo di indirizzi: ne deve togliere uno dal suo profilo.',
  'too-often': 'Oggi per questa persona sono stati scritti troppi indirizzi. Riprovate domani.',
  own: 'Nessuno corregge il proprio indirizzo da qui: usa il tuo profilo.',
} as const;

async function revoke(deps: DeskRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const found = await lookedUp(deps.database, exchange, 'clerk');
  if (found === undefined) return absent();
  const typed = typedRevocation(form);
  const read = readRevocation(typed, 'clerk');
  const faults = onePerField([...form.single(...Object.keys(typed)), ...('faults' in read ? read.faults : [])]);
  if ('faults' in read || faults.length > 0) return statePage(deps, exchange, typed, faults);
  const { accountId, name, role, office } = seekerIn(exchange, 'clerk');
  const revoker = { by: 'office', actor: { accountId, name }, role, office, ...read } as const;
  const done = await deps.database.transaction((tx) => revokeEnablement(tx, found.accountId, revoker, arrivedAt));
  if (done !== true && done.kind === 'bound') {
    return statePage(deps, exchange, typed, [{ field: 'reason', message: BOUND }]);
  }
  return done === true
    ? seeOther('/sportello/stato', 'L’abilitazione è revocata. La persona riceve una mail.')
    : seeOther(`/sportello/stato/${found.id}`, 'Qui non c’è più niente da revocare.');
}

export function typedRevocation(form: Form): TypedRevocation {
  return {
    reason: form.text('reason').slice(0, 20),
    act: form.text('act'),
    documentKind: form.text('documentKind').slice(0, 40),
    documentNumber: form.text('documentNumber').slice(0, 100),
    note: form.text('note'),
  };
}
