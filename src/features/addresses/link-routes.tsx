import { normalizeFiscalCode } from '../../kernel/fiscal-code.ts';
import { type Answer, type Exchange, type FieldError, page, type Route } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import type { AddressDeps } from './deps.ts';
import { type LivingLink, linkOf, noteFailure, useLink } from './link-store.ts';
import { changeToUndo, undoChange } from './undo-store.ts';
import { DeadLinkPage, ProvedPage, ProvePage } from './views/link-pages.tsx';
import type { Look } from './views/look.ts';
import { DeadUndoPage, UndonePage, UndoPage } from './views/undo-pages.tsx';

const PROOF = '/indirizzi/conferma/:token';
const UNDO = '/indirizzi/annulla/:token';
const ANYONE = { who: 'anyone' } as const;

/** What the mailed links open. A button does the act, because programs that check mails open every link. */
export function addressLinkRoutes(deps: AddressDeps): Route[] {
  return [
    { method: 'GET', path: PROOF, policy: ANYONE, handle: (exchange) => showProof(deps, exchange) },
    { method: 'POST', path: PROOF, policy: ANYONE, handle: (exchange) => prove(deps, exchange) },
    { method: 'GET', path: UNDO, policy: ANYONE, handle: (exchange) => showUndo(deps, exchange) },
    { method: 'POST', path: UNDO, policy: ANYONE, handle: (exchange) => undo(deps, exchange) },
  ];
}

function lookOf({ frame }: AddressDeps, exchange: Exchange, errors: readonly FieldError[] = []): Look {
  return { frame, visitor: visitorOf(exchange), csrf: exchange.csrf, notice: exchange.notice, errors };
}

const tokenOf = ({ params }: Exchange) => params['token'] ?? '';

/** The link, unless it is over, or whoever is signed in is somebody else. */
async function ownLink({ database, secret }: AddressDeps, exchange: Exchange): Promise<LivingLink | undefined> {
  const link = await linkOf(database, secret, tokenOf(exchange), exchange.arrivedAt);
  const { visitor } = exchange;
  return visitor === null || visitor.accountId === link?.accountId ? link : undefined;
}

const deadLink = (deps: AddressDeps, exchange: Exchange) =>
  page(renderPage(<DeadLinkPage look={lookOf(deps, exchange)} />), 410);

async function showProof(deps: AddressDeps, exchange: Exchange): Promise<Answer> {
  const link = await ownLink(deps, exchange);
  return link === undefined ? deadLink(deps, exchange) : proofPage(deps, exchange, link);
}

function proofPage(deps: AddressDeps, exchange: Exchange, link: LivingLink, errors: readonly FieldError[] = []) {
  const look = lookOf(deps, exchange, errors);
  const props = { look, token: tokenOf(exchange), link, typed: exchange.form.text('fiscalCode').slice(0, 100) };
  return page(renderPage(<ProvePage {...props} />), errors.length > 0 ? 422 : 200);
}

/**
 * An address written wrong brings the link to a stranger, who must not come to be told everything: who is not signed in
 * writes the fiscal code of the person who asked.
 */
async function prove(deps: AddressDeps, exchange: Exchange): Promise<Answer> {
  const { form, arrivedAt } = exchange;
  const link = await ownLink(deps, exchange);
  if (link === undefined) return deadLink(deps, exchange);
  const [doubled] = form.single('fiscalCode');
  if (doubled !== undefined) return proofPage(deps, exchange, link, [doubled]);
  if (exchange.visitor === null) {
    const typed = normalizeFiscalCode(form.text('fiscalCode').slice(0, 100));
    const wrong = (message: string) => proofPage(deps, exchange, link, [{ field: 'fiscalCode', message }]);
    if (typed === '') return wrong('Scrivi il tuo codice fiscale.');
    const person = await deps.personOf(deps.database, link.accountId);
    if (person?.fiscalCode !== typed) {
      await noteFailure(deps.database, link);
      return wrong('Non è il codice fiscale di chi ha chiesto di usare questo indirizzo. Controllalo e riprova.');
    }
  }
  if (!(await useLink(deps.database, link, arrivedAt))) return deadLink(deps, exchange);
  return page(renderPage(<ProvedPage {...{ look: lookOf(deps, exchange), link }} />));
}

async function showUndo(deps: AddressDeps, exchange: Exchange): Promise<Answer> {
  const change = await changeToUndo(deps.database, deps.secret, tokenOf(exchange), exchange.arrivedAt);
  const look = lookOf(deps, exchange);
  if (change === undefined) return page(renderPage(<DeadUndoPage look={look} />), 410);
  return page(renderPage(<UndoPage {...{ look, token: tokenOf(exchange), change }} />));
}

async function undo(deps: AddressDeps, exchange: Exchange): Promise<Answer> {
  const { database, secret } = deps;
  const { arrivedAt } = exchange;
  const look = lookOf(deps, exchange);
  const change = await changeToUndo(database, secret, tokenOf(exchange), arrivedAt);
  const done =
    change !== undefined &&
    (await undoChange(database, change, arrivedAt, (tx) =>
      deps.endSessions(tx, change.accountId, null, 'address-undone'),
    ));
  if (!done) return page(renderPage(<DeadUndoPage look={look} />), 410);
  const own = exchange.visitor?.accountId === change.accountId;
  return page(renderPage(<UndonePage look={own ? { ...look, visitor: null } : look} />));
}
