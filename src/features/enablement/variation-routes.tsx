import { romeDate } from '../../kernel/rome-time.ts';
import type { AnswerWithCookies, FieldError, Policy, Route, SignedIn } from '../../platform/http/index.ts';
import { page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import {
  accountByFiscalCode,
  birthPlacesOf,
  type Identity,
  type Limit,
  PERSON_FIELDS,
  PERSON_POSTED,
  type PersonTyped,
  type PlaceSearch,
  personTypedIn,
  placesOf,
  readPerson,
  takeTurns,
} from '../accounts/index.ts';
import type { DeclaredData } from './declared-data.ts';
import type { EnablementRoutesDeps } from './deps.ts';
import { pendingStep } from './enablement.ts';
import { draftOf, dropDraft, saveDraft } from './enablement-store.ts';
import { type Looker, lookerIn, OWN } from './looker-store.ts';
import { pendingVariation } from './pending-variation.ts';
import { mayWithdraw, withdrawVariation } from './set-aside-store.ts';
import { identityOf, sameIdentity, type VariationReason, variationReason } from './variation.ts';
import { VariationPage } from './views/variation-page.tsx';

const PATH = '/profilo/dati-anagrafici';
const GIVE_UP = `${PATH}/rinuncia`;
const RECENT: Policy = { ...OWN, recent: true };

/** Somebody is not called any more as the portal knows them: asked for here, decided at a desk. */
export function variationRoutes(deps: EnablementRoutesDeps): Route[] {
  return [
    { method: 'GET', path: PATH, policy: RECENT, handle: signedIn((exchange) => show(deps, exchange)) },
    { method: 'POST', path: PATH, policy: RECENT, handle: signedIn((exchange) => take(deps, exchange)) },
    { method: 'POST', path: GIVE_UP, policy: RECENT, handle: signedIn((exchange) => giveUp(deps, exchange)) },
    // After a new login the browser comes back with GET to where it had posted.
    { method: 'GET', path: GIVE_UP, policy: OWN, handle: async () => seeOther(PATH) },
  ];
}

interface Case {
  readonly looker: Looker;
  readonly draft: DeclaredData | undefined;
  /** What was sent can be taken back whole. */
  readonly withdrawable: boolean;
  /** What is declared beside who they are; nothing for who has not begun. */
  readonly declared: DeclaredData | undefined;
}

async function caseOf({ database }: EnablementRoutesDeps, exchange: SignedIn): Promise<Case> {
  const looker = await lookerIn(database, exchange);
  const draft = await draftOf(database, looker.account.id);
  const { enablement } = looker;
  const last = enablement && { ...enablement.request.declaration, contact: enablement.contact };
  const withdrawable = await mayWithdraw(database, looker.account.id);
  return { looker, draft, withdrawable, declared: draft ?? last };
}

async function show(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const here = await caseOf(deps, exchange);
  const { account, enablement } = here.looker;
  const { after, reason = '' } = pendingVariation(account, enablement, here.draft) ?? { after: account };
  const chosen = await birthPlacesOf(deps.registry).byCode(after.birthPlaceCode);
  return variationPage(deps, exchange, here, {
    typed: typedAgain(after, chosen !== undefined),
    reason,
    place: { query: '', chosen },
  });
}

/** The data as the form shows them; a place the registry does not know is written by hand. */
function typedAgain(person: Identity, knownPlace: boolean): PersonTyped {
  const { birthPlaceCode, birthPlace, ...rest } = person;
  const place = knownPlace
    ? { birthPlace: birthPlaceCode, birthPlaceOther: '' }
    : { birthPlace: '', birthPlaceOther: birthPlace };
  return { ...rest, ...place };
}

interface Typed {
  readonly typed: PersonTyped;
  readonly reason: string;
  readonly place: PlaceSearch;
}

function variationPage(
  { frame }: EnablementRoutesDeps,
  exchange: SignedIn,
  { looker, draft, withdrawable, declared }: Case,
  typed: Typed,
  errors: readonly FieldError[] = [],
): AnswerWithCookies {
  const { visitor, account, enablement, state } = looker;
  const pending = pendingVariation(account, enablement, draft);
  const sent = draft?.variation === undefined ? enablement?.request.number : undefined;
  const waiting = pending && { variation: pending, number: sent, withdrawable };
  const possible = declared !== undefined && state !== 'identified';
  const props = { frame, visitor, state, possible, waiting, ...typed, errors, notice: exchange.notice };
  return page(renderPage(<VariationPage {...props} />), errors.length > 0 ? 422 : 200);
}

async function take(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const here = await caseOf(deps, exchange);
  const { account, state } = here.looker;
  if (here.declared === undefined || state === 'identified') return seeOther(pendingStep(state));
  const places = birthPlacesOf(deps.registry);
  const typed = personTypedIn(form);
  const known = await placesOf(places, typed);
  const query = form.text('birthPlace.query').slice(0, 100);
  const shown = { typed, reason: form.text('reason').slice(0, 20), place: { query, chosen: known.chosen } };
  if (form.text('search') === 'birthPlace' && query.trim() !== '') {
    return variationPage(deps, exchange, here, {
      ...shown,
      place: { ...shown.place, ...(await places.search(query, 20)) },
    });
  }
  const read = judge(exchange, account, typed, known);
  if ('errors' in read) return variationPage(deps, exchange, here, shown, read.errors);
  const taken = state === 'active' ? await takenProblem(deps, account, read.after, arrivedAt) : undefined;
  if (taken !== undefined) return variationPage(deps, exchange, here, shown, [{ field: 'fiscalCode', message: taken }]);
  const { contact, document, privacyNotice } = here.declared;
  const variation = { reason: read.reason, before: identityOf(account), after: read.after };
  await saveDraft(deps.database, account.id, { contact, document, privacyNotice, variation }, arrivedAt);
  return seeOther('/abilitazione/dati', NEXT);
}

const NEXT =
  'I dati nuovi sono scritti, e non è ancora cambiato niente. Ora indica il documento che porterai allo sportello: deve avere già i dati nuovi.';

type Judged =
  | { readonly after: Identity; readonly reason: VariationReason }
  | { readonly errors: readonly FieldError[] };

/** What was typed, or everything that is wrong with it in the order of the page. */
function judge(
  { form, arrivedAt }: SignedIn,
  account: Identity,
  typed: PersonTyped,
  places: Parameters<typeof readPerson>[1],
): Judged {
  const reason = variationReason(form.text('reason'));
  const wrong: Parameters<typeof readPerson>[3] = new Map();
  const after = readPerson(typed, places, romeDate(arrivedAt), wrong);
  const sending = [...form.single('reason', ...PERSON_POSTED), ...form.faults].map(atField);
  const missing = reason === undefined ? [{ field: 'reason', message: 'Scegli perché i dati cambiano.' }] : [];
  const long = typed.birthPlaceOther.length > LONGEST_PLACE ? [{ field: 'birthPlaceOther', message: TOO_LONG }] : [];
  const all = [...sending, ...long, ...missing, ...[...wrong].map(([field, message]) => ({ field, message }))];
  const errors = ['reason', ...PERSON_FIELDS].flatMap((name) => all.filter(({ field }) => field === name).slice(0, 1));
  if (after === undefined || reason === undefined || errors.length > 0) return { errors };
  return sameIdentity(identityOf(account), after)
    ? { errors: [{ field: 'surname', message: SAME }] }
    : { after, reason };
}

const LONGEST_PLACE = 100;
const TOO_LONG = 'Scrivi il nome del luogo di nascita in meno di 100 caratteri.';
const SAME = 'Sono gli stessi dati che abbiamo già: scrivi quello che è cambiato.';

/** Parts of a field are shown with the field; anything nobody asked for, at the first. */
function atField({ field, message }: FieldError): FieldError {
  const [owner = ''] = field.split('.');
  return { field: PERSON_FIELDS.includes(owner) ? owner : 'reason', message };
}

/** Only who has been identified is told that a code has an account, and not often: nobody can try codes out here. */
const CODES_TRIED: Limit = { pauses: [0, 0, 3600, 86_400], forgetAfterSeconds: 86_400 };

async function takenProblem(
  { database, secret }: EnablementRoutesDeps,
  account: Identity & { readonly id: string },
  after: Identity,
  now: Date,
): Promise<string | undefined> {
  if (after.fiscalCode === account.fiscalCode) return undefined;
  const counted = [{ limit: CODES_TRIED, name: 'variation-code', of: [account.id] }];
  if (!(await takeTurns(database, secret, counted, now)).allowed) return TOO_OFTEN;
  return (await accountByFiscalCode(database, after.fiscalCode)) === undefined ? undefined : TAKEN;
}

const TOO_OFTEN =
  'Oggi hai già scritto diversi codici fiscali. Riprova domani, o va’ in una scuola con il tesserino: lo controllano lì.';
const TAKEN =
  'Questo codice fiscale ha già un’utenza. Se è tua, entra con quella, chiudila dal suo profilo e torna qui. Se non l’hai aperta tu, va’ in una scuola o in un ufficio con il documento e il tesserino: lo sportello può liberare il codice.';

const WITHDRAWN =
  'La richiesta è ritirata: i tuoi dati restano quelli di prima, e il codice personale di prima vale di nuovo.';

/** Nothing has been decided: what was asked for goes, and the data stay as they are. */
async function giveUp(deps: EnablementRoutesDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { looker, draft, withdrawable, declared } = await caseOf(deps, exchange);
  const { account, enablement, state } = looker;
  if (declared === undefined || pendingVariation(account, enablement, draft) === undefined) return seeOther('/profilo');
  if (state === 'active') {
    await dropDraft(deps.database, account.id);
    return seeOther('/profilo', 'I tuoi dati restano quelli di prima, e il codice personale vale come sempre.');
  }
  if (withdrawable) {
    const back = await deps.database.transaction((tx) => withdrawVariation(tx, account.id, exchange.arrivedAt));
    return back ? seeOther('/profilo', WITHDRAWN) : seeOther(PATH);
  }
  const { contact, document, privacyNotice } = declared;
  await saveDraft(deps.database, account.id, { contact, document, privacyNotice }, exchange.arrivedAt);
  return seeOther(
    '/abilitazione/dati',
    'I dati anagrafici restano quelli di prima. Controlla il documento e conferma di nuovo la richiesta.',
  );
}
