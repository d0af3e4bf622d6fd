import {
  type Answer,
  type FieldError,
  file,
  isRecent,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
} from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { areaOf, CONFIRM_PATH } from '../accounts/index.ts';
import { codeProblem, verifyPersonalCode } from '../enablement/index.ts';
import { CLOSING_PATH } from './closing.ts';
import { askToClose, closingOf, draftsNeverFiled, undoClosing, validFilings } from './closing-store.ts';
import { askForCopy, copyBytes, copyOf } from './copy-store.ts';
import type { PersonalDataDeps } from './deps.ts';
import { heldAbout, readersOf } from './held-store.ts';
import { ClosingPage } from './views/closing-page.tsx';
import { DataPage } from './views/data-page.tsx';
import type { Look } from './views/look.ts';

const DATA = '/profilo/dati';
const FILE = `${DATA}/copia`;
const UNDO = `${CLOSING_PATH}/annullamento`;

/** What the portal holds about one, with who looked; a copy of it all; and closing the account. */
export function personalDataRoutes(deps: PersonalDataDeps): Route[] {
  const see = { who: 'signed-in', object: 'own-account' } as const;
  const fresh = { ...see, recent: true } as const;
  return [
    { method: 'GET', path: DATA, policy: see, handle: signedIn((exchange) => showData(deps, exchange)) },
    { method: 'POST', path: DATA, policy: fresh, handle: signedIn((exchange) => askCopy(deps, exchange)) },
    { method: 'GET', path: FILE, policy: see, handle: signedIn((exchange) => giveCopy(deps, exchange)) },
    { method: 'GET', path: CLOSING_PATH, policy: see, handle: signedIn((exchange) => showClosing(deps, exchange)) },
    { method: 'POST', path: CLOSING_PATH, policy: fresh, handle: signedIn((exchange) => takeClosing(deps, exchange)) },
    { method: 'GET', path: UNDO, policy: see, handle: signedIn(async () => seeOther(CLOSING_PATH)) },
    { method: 'POST', path: UNDO, policy: see, handle: signedIn((exchange) => takeUndo(deps, exchange)) },
  ];
}

function lookOf({ frame }: PersonalDataDeps, exchange: SignedIn, errors: readonly FieldError[] = []): Look {
  const { csrf, notice } = exchange;
  return { frame, visitor: visitorOf(exchange, areaOf(exchange)), csrf, notice, errors };
}

async function showData(deps: PersonalDataDeps, exchange: SignedIn): Promise<Answer> {
  const { accountId } = exchange.visitor;
  const { digitalOnly } = deps.frame.installation;
  const parts = await heldAbout(deps.database, accountId);
  const readers = await readersOf(deps.database, accountId);
  const copy = await copyOf(deps.database, accountId, exchange.arrivedAt);
  const held = parts.map(({ holdings, ...purpose }) => ({
    ...purpose,
    holdings: holdings
      .filter(({ local, rows }) => !(digitalOnly && local && rows.length === 0))
      .map(({ title, rows }) => ({ title, many: rows.length })),
  }));
  const props = { look: lookOf(deps, exchange), held, readers, copy };
  return page(renderPage(<DataPage {...props} />));
}

async function askCopy({ database }: PersonalDataDeps, { visitor, arrivedAt }: SignedIn): Promise<Answer> {
  await askForCopy(database, visitor.accountId, arrivedAt);
  return seeOther(DATA);
}

/** Asks for a fresh proof by itself, to lead back to the page: a form that ended in a file would seem to do nothing. */
async function giveCopy({ database }: PersonalDataDeps, { visitor, arrivedAt }: SignedIn): Promise<Answer> {
  if (!isRecent(visitor, arrivedAt)) return seeOther(`${CONFIRM_PATH}?dopo=${encodeURIComponent(DATA)}`);
  const bytes = await copyBytes(database, visitor.accountId, arrivedAt);
  if (bytes === undefined) return seeOther(DATA, 'La copia non è ancora pronta, o non c’è più: chiedine una nuova.');
  return file(bytes, 'application/zip', 'i-tuoi-dati.zip');
}

async function showClosing(
  deps: PersonalDataDeps,
  exchange: SignedIn,
  errors: readonly FieldError[] = [],
): Promise<Answer> {
  const { accountId, memberships, enablement } = exchange.visitor;
  const closing = await closingOf(deps.database, accountId);
  const filings = await validFilings(deps.database, accountId);
  const drafts = await draftsNeverFiled(deps.database, accountId);
  const look = lookOf(deps, exchange, errors);
  const asksCode = enablement === 'active';
  const props = { look, closing, filings, drafts, asksCode, hasRole: memberships.length > 0 };
  return page(renderPage(<ClosingPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function takeClosing(deps: PersonalDataDeps, exchange: SignedIn): Promise<Answer> {
  const { visitor, form, arrivedAt } = exchange;
  const { accountId, sessionId, memberships, enablement } = visitor;
  if (memberships.length > 0) return showClosing(deps, exchange);
  const errors: FieldError[] = form.single('understood', 'code');
  if (!form.checked('understood'))
    errors.push({ field: 'understood', message: 'Conferma di aver letto che cosa va via e che cosa resta.' });
  const code = form.text('code');
  if (enablement === 'active' && code === '') errors.push({ field: 'code', message: 'Scrivi il codice personale.' });
  if (errors.length > 0) return showClosing(deps, exchange, errors);
  if (enablement === 'active') {
    const message = codeProblem(await verifyPersonalCode(deps, accountId, code, arrivedAt), 'own');
    if (message !== undefined) return showClosing(deps, exchange, [{ field: 'code', message }]);
  }
  await askToClose(deps.database, accountId, sessionId, arrivedAt);
  return seeOther(CLOSING_PATH, 'La richiesta di chiusura è registrata.');
}

async function takeUndo({ database }: PersonalDataDeps, { visitor, arrivedAt }: SignedIn): Promise<Answer> {
  const undone = await undoClosing(database, visitor.accountId, arrivedAt);
  return undone ? seeOther('/profilo', 'La tua utenza resta aperta: tutto è come prima.') : seeOther(CLOSING_PATH);
}
