import { remaining } from '../../kernel/rome-time.ts';
import {
  type Answer,
  ownPath,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
} from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { type AddressFault, readTyped, type TypedAddress } from './address.ts';
import { type Adding, MOST_ADDRESSES, type OwnAddress, type Removal, removal } from './address-book.ts';
import { bookOf, changesOf } from './book-store.ts';
import { bouncesOfAccount, bouncesOfBook, WARNING_PATH } from './bounce-store.ts';
import { chooseReference, removeAddress } from './change-store.ts';
import type { AddressDeps } from './deps.ts';
import { saveNewAddress, sendLink } from './link-store.ts';
import { AddressesPage } from './views/addresses-page.tsx';
import type { Look } from './views/look.ts';
import { NewAddressPage } from './views/new-address-page.tsx';
import { ChoosePage, RemovePage } from './views/sure-pages.tsx';
import { WarningPage } from './views/warning-page.tsx';

const LIST = '/profilo/indirizzi';
const NEW = `${LIST}/nuovo`;
const REFERENCE = `${LIST}/riferimento`;
const REMOVAL = `${LIST}/rimozione`;
const SHOWN_CHANGES = 20;

/** One's own addresses: seeing them, adding, choosing, taking away. Who changes them proves who they are first. */
export function ownAddressRoutes(deps: AddressDeps): Route[] {
  const own = { who: 'signed-in', object: 'own-account' } as const;
  const sensitive = { ...own, recent: true } as const;
  return [
    { method: 'GET', path: LIST, policy: own, handle: signedIn((exchange) => showList(deps, exchange)) },
    { method: 'GET', path: WARNING_PATH, policy: own, handle: signedIn((exchange) => warn(deps, exchange)) },
    { method: 'POST', path: LIST, policy: own, handle: signedIn((exchange) => mailAgain(deps, exchange)) },
    { method: 'GET', path: NEW, policy: sensitive, handle: signedIn(async (exchange) => newPage(deps, exchange)) },
    { method: 'POST', path: NEW, policy: sensitive, handle: signedIn((exchange) => add(deps, exchange)) },
    { method: 'GET', path: REFERENCE, policy: sensitive, handle: signedIn((exchange) => askChoice(deps, exchange)) },
    { method: 'POST', path: REFERENCE, policy: sensitive, handle: signedIn((exchange) => choose(deps, exchange)) },
    { method: 'GET', path: REMOVAL, policy: sensitive, handle: signedIn((exchange) => askRemoval(deps, exchange)) },
    { method: 'POST', path: REMOVAL, policy: sensitive, handle: signedIn((exchange) => remove(deps, exchange)) },
  ];
}

function lookOf({ frame }: AddressDeps, exchange: SignedIn, errors: readonly AddressFault[] = []): Look {
  return { frame, visitor: visitorOf(exchange), csrf: exchange.csrf, notice: exchange.notice, errors };
}

async function showList(deps: AddressDeps, exchange: SignedIn): Promise<Answer> {
  const { accountId } = exchange.visitor;
  const book = await bookOf(deps.database, accountId);
  const bounces = await bouncesOfBook(deps.database, book);
  const changes = await changesOf(deps.database, accountId);
  const shown = { book, bounces, changes: changes.slice(0, SHOWN_CHANGES), now: exchange.arrivedAt };
  return page(renderPage(<AddressesPage {...shown} look={lookOf(deps, exchange)} />));
}

async function warn(deps: AddressDeps, exchange: SignedIn): Promise<Answer> {
  // Without one: "Accedi" leads who is signed in to where they stand.
  const next = ownPath(exchange.query['dopo'] ?? '/accesso');
  const bounces = await bouncesOfAccount(deps.database, exchange.visitor.accountId);
  if (bounces.length === 0) return seeOther(next);
  return page(renderPage(<WarningPage {...{ look: lookOf(deps, exchange), bounces, next }} />));
}

function linkUntil({ linkHours }: AddressDeps, now: Date): Date {
  return new Date(now.getTime() + linkHours * 3_600_000);
}

/** The link once more, for an address that waits or whose mail came back. */
async function mailAgain(deps: AddressDeps, exchange: SignedIn): Promise<Answer> {
  const { arrivedAt, visitor, form } = exchange;
  const ids = { accountId: visitor.accountId, addressId: idOf(form.text('indirizzo')) };
  const sent = await sendLink(deps.database, ids, linkUntil(deps, arrivedAt), arrivedAt);
  if (sent.kind === 'absent') return seeOther(LIST, GONE);
  if (sent.kind === 'sent')
    return seeOther(LIST, 'Ti abbiamo mandato il collegamento. Guarda anche nella posta indesiderata.');
  const wait = remaining(Math.max(1_000, sent.until.getTime() - arrivedAt.getTime()));
  return seeOther(LIST, `L’e-mail è appena partita: puoi rimandarla tra ${wait}.`);
}

const GONE = 'Quell’indirizzo non c’è più.';
const NOTHING_TYPED: TypedAddress = { email: '', emailAgain: '', kind: 'private' };

function newPage(
  deps: AddressDeps,
  exchange: SignedIn,
  typed: TypedAddress = NOTHING_TYPED,
  errors: readonly AddressFault[] = [],
): Answer {
  const html = renderPage(<NewAddressPage look={lookOf(deps, exchange, errors)} typed={typed} />);
  return page(html, errors.length > 0 ? 422 : 200);
}

async function add(deps: AddressDeps, exchange: SignedIn): Promise<Answer> {
  const { form, arrivedAt, visitor } = exchange;
  const text = (name: string) => form.text(name).slice(0, 1_000);
  const typed = { email: text('email'), emailAgain: text('emailAgain'), kind: text('kind') };
  const doubled = form.single('email', 'emailAgain', 'kind') as AddressFault[];
  if (doubled.length > 0) return newPage(deps, exchange, typed, doubled);
  const reading = readTyped(typed);
  if (!reading.ok) return newPage(deps, exchange, typed, reading.faults);
  const wish = { accountId: visitor.accountId, ...reading, expiresAt: linkUntil(deps, arrivedAt) };
  const added = await saveNewAddress(deps.database, wish, arrivedAt);
  if (added.kind !== 'asked') return newPage(deps, exchange, typed, [{ field: 'email', message: REFUSED[added.kind] }]);
  return seeOther(LIST, `Abbiamo mandato un’e-mail a ${reading.address}: apri il collegamento che contiene.`);
}

const REFUSED: Readonly<Record<Exclude<Adding, 'new' | 'pending'>, string>> = {
  known: 'Questo indirizzo è già tra i tuoi.',
  'too-many': `Puoi avere al massimo ${MOST_ADDRESSES} indirizzi: prima togline uno.`,
  'too-often': 'Oggi hai già aggiunto molti indirizzi: riprova domani.',
};

/** The one that is asked about, if it is one of theirs. */
async function askedFor({ database }: AddressDeps, exchange: SignedIn, text: string | undefined) {
  const book = await bookOf(database, exchange.visitor.accountId);
  return { book, one: book.find(({ id }) => id === idOf(text ?? '')) };
}

async function askChoice(deps: AddressDeps, exchange: SignedIn): Promise<Answer> {
  const { book, one } = await askedFor(deps, exchange, exchange.query['indirizzo']);
  if (one === undefined || one.verifiedAt === null || one.reference) return seeOther(LIST);
  const former = book.find(({ reference }) => reference);
  return page(renderPage(<ChoosePage {...{ look: lookOf(deps, exchange), one, former }} />));
}

async function choose(deps: AddressDeps, { form, visitor, arrivedAt }: SignedIn): Promise<Answer> {
  const chosen = await chooseReference(deps.database, visitor.accountId, idOf(form.text('indirizzo')), arrivedAt);
  if (chosen === 'absent') return seeOther(LIST, GONE);
  return seeOther(LIST, 'D’ora in poi ti scriviamo al nuovo indirizzo. L’abbiamo detto anche a quello di prima.');
}

async function askRemoval(deps: AddressDeps, exchange: SignedIn): Promise<Answer> {
  const { book, one } = await askedFor(deps, exchange, exchange.query['indirizzo']);
  if (one === undefined) return seeOther(LIST);
  const decision = removal(book, one.id);
  if (decision !== 'allowed') return seeOther(LIST, KEPT[decision]);
  return page(renderPage(<RemovePage {...{ look: lookOf(deps, exchange), one }} />));
}

async function remove(deps: AddressDeps, { form, visitor, arrivedAt }: SignedIn): Promise<Answer> {
  const decision = await removeAddress(deps.database, visitor.accountId, idOf(form.text('indirizzo')), arrivedAt);
  return seeOther(LIST, decision === 'allowed' ? 'L’indirizzo è stato tolto.' : KEPT[decision]);
}

const KEPT: Readonly<Record<Exclude<Removal, 'allowed'>, string>> = {
  absent: GONE,
  last: 'È il tuo unico indirizzo confermato: prima aggiungine un altro, poi potrai togliere questo.',
  reference: 'È il tuo indirizzo di riferimento: prima scegline un altro, poi potrai togliere questo.',
};

/** An id in the only shape ours have; anything else names nothing. */
function idOf(text: string): OwnAddress['id'] {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : '00000000-0000-0000-0000-000000000000';
}
