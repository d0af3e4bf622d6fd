import { romeDate } from '../../kernel/rome-time.ts';
import { readableSecret } from '../../platform/hashing-tokens.ts';
import {
  type Answer,
  type AnswerWithCookies,
  type Exchange,
  type FieldError,
  type Form,
  json,
  page,
  type Route,
  seeOther,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { sendMail } from '../notifications/index.ts';
import type { BirthPlace } from './account.ts';
import { busyPage, HOUR_MS, lookOf, waitWords } from './answers-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { welcomeLetter } from './mails.ts';
import { PERSON_FIELDS, PERSON_POSTED, personTypedIn, placesOf } from './person-posted-routes.ts';
import { type RegistrationReading, type RegistrationTyped, readRegistration } from './registration.ts';
import {
  registrationByHandle,
  registrationByLink,
  saveConfirmation,
  saveRegistration,
  sendAgain,
} from './registration-store.ts';
import { MAILS_FROM_NETWORK, MAILS_TO_PERSON, networkOf } from './throttle.ts';
import { type Counted, takeTurns } from './throttle-store.ts';
import type { PlaceSearch } from './views/person-fields.tsx';
import {
  ConfirmAddressPage,
  ConfirmedPage,
  DeadLinkPage,
  RegistrationSentPage,
} from './views/registration-outcome-pages.tsx';
import { RegistrationPage } from './views/registration-page.tsx';
import { RegistrationSummaryPage } from './views/registration-summary-page.tsx';

const FOUND = 20;
const ANYONE = { who: 'anyone' } as const;

/** Registration: form, last look, mail, link, account. */
export function registrationRoutes(deps: AccountDeps): Route[] {
  return [
    { method: 'GET', path: '/registrazione', policy: ANYONE, handle: (exchange) => showForm(deps, exchange) },
    { method: 'POST', path: '/registrazione', policy: ANYONE, handle: (exchange) => readForm(deps, exchange) },
    {
      method: 'GET',
      path: '/registrazione/luoghi',
      policy: ANYONE,
      handle: (exchange) => suggestPlaces(deps, exchange),
    },
    { method: 'POST', path: '/registrazione/conferma', policy: ANYONE, handle: (exchange) => request(deps, exchange) },
    { method: 'GET', path: '/registrazione/inviata', policy: ANYONE, handle: (exchange) => showSent(deps, exchange) },
    { method: 'POST', path: '/registrazione/inviata', policy: ANYONE, handle: (exchange) => mailAgain(deps, exchange) },
    {
      method: 'GET',
      path: '/registrazione/conferma/:token',
      policy: ANYONE,
      handle: (exchange) => showLink(deps, exchange),
    },
    {
      method: 'POST',
      path: '/registrazione/conferma/:token',
      policy: ANYONE,
      handle: (exchange) => confirm(deps, exchange),
    },
  ];
}

const TEXTS = ['email', 'emailAgain'] as const;
const BOXES = ['terms', 'privacy'] as const;
const POSTED = [...PERSON_POSTED, ...TEXTS, ...BOXES];

function typedIn(form: Form): RegistrationTyped {
  return {
    ...personTypedIn(form),
    email: form.text('email'),
    emailAgain: form.text('emailAgain'),
    terms: form.checked('terms'),
    privacy: form.checked('privacy'),
  };
}

async function showForm(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  if (exchange.visitor !== null) return seeOther('/accesso');
  return formPage(deps, exchange, { query: '' });
}

interface Judged {
  readonly reading: RegistrationReading;
  readonly errors: readonly FieldError[];
  readonly chosen: BirthPlace | undefined;
}

/** Judges the whole form, with what is wrong with the sending itself (a field sent twice, a text without end). */
async function judge(deps: AccountDeps, exchange: Exchange): Promise<Judged> {
  const { form } = exchange;
  const typed = typedIn(form);
  const places = await placesOf(deps.birthPlaces, typed);
  const reading = readRegistration(typed, places, romeDate(exchange.arrivedAt));
  const sending = [...form.single(...POSTED), ...form.faults].map(atField);
  const known = reading.ok ? [] : reading.errors.filter(({ field }) => !sending.some((fault) => fault.field === field));
  return { reading, errors: [...sending, ...known], chosen: places.chosen };
}

/** Parts of a field are shown with the field; anything nobody asked for, at the first. */
function atField({ field, message }: FieldError): FieldError {
  const [owner = ''] = field.split('.');
  return { field: [...PERSON_FIELDS, ...TEXTS, ...BOXES].includes(owner) ? owner : 'fiscalCode', message };
}

async function readForm(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const { form } = exchange;
  // Enter in any box presses the first button of the form, which is the search: without a text to search it is not meant.
  if (form.text('search') === 'birthPlace' && form.text('birthPlace.query').trim() !== '') {
    return searchPlaces(deps, exchange);
  }
  const { reading, errors, chosen } = await judge(deps, exchange);
  if (!reading.ok || errors.length > 0) {
    return formPage(deps, exchange, { query: form.text('birthPlace.query'), chosen }, errors);
  }
  const carried = Object.fromEntries(
    POSTED.filter((field) => form.has(field)).map((field) => [field, form.text(field)]),
  );
  return page(
    renderPage(<RegistrationSummaryPage {...{ look: lookOf(deps, exchange), person: reading.person, carried }} />),
  );
}

/** The search button, where no script turns the box into suggestions. */
async function searchPlaces(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const query = exchange.form.text('birthPlace.query').slice(0, 100);
  const { found, total } = await deps.birthPlaces.search(query, FOUND);
  const chosen = await deps.birthPlaces.byCode(exchange.form.text('birthPlace'));
  return formPage(deps, exchange, { query, found, total, chosen });
}

async function suggestPlaces(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const { found, total } = await deps.birthPlaces.search(exchange.query['q'] ?? '', FOUND);
  return json({ results: found.map(({ code, name, where }) => ({ value: code, label: `${name} (${where})` })), total });
}

function formPage(
  deps: AccountDeps,
  exchange: Exchange,
  place: PlaceSearch,
  errors: readonly FieldError[] = [],
): Answer {
  const look = lookOf(deps, exchange, errors);
  const html = renderPage(<RegistrationPage {...{ look, typed: typedIn(exchange.form), place }} />);
  return page(html, errors.length > 0 ? 422 : 200);
}

/** The last look is confirmed. Whether the fiscal code has an account is left to the job that writes the mail. */
async function request(deps: AccountDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const { form, arrivedAt } = exchange;
  const { reading, errors, chosen } = await judge(deps, exchange);
  const place = { query: form.text('birthPlace.query'), chosen };
  if (form.text('action') === 'change') return formPage(deps, exchange, place);
  if (!reading.ok || errors.length > 0) return formPage(deps, exchange, place, errors);
  const turn = await takeTurns(deps.database, deps.secret, [fromNetwork(exchange)], arrivedAt);
  if (!turn.allowed) {
    const message = waitWords('Da questa rete sono arrivate molte richieste', turn.until, arrivedAt);
    return formPage(deps, exchange, place, [{ field: 'email', message }]);
  }
  const expiresAt = new Date(arrivedAt.getTime() + deps.linkHours * HOUR_MS);
  const handle = await saveRegistration(deps.database, deps.secret, reading.person, arrivedAt, expiresAt);
  const cookie = { name: 'pending', value: handle, maxAgeSeconds: deps.linkHours * 3600 } as const;
  return withCookies(seeOther('/registrazione/inviata'), cookie);
}

function fromNetwork(exchange: Exchange): Counted {
  return { limit: MAILS_FROM_NETWORK, name: 'mails-network', of: [networkOf(exchange.ip)] };
}

async function showSent(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const found = await registrationByHandle(deps.database, exchange.cookie('pending') ?? '', exchange.arrivedAt);
  if (found === undefined) return seeOther('/registrazione');
  const { person, expiresAt } = found;
  const look = lookOf(deps, exchange);
  return page(renderPage(<RegistrationSentPage {...{ look, email: person.email, expiresAt }} />));
}

async function mailAgain(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const { database, secret } = deps;
  const found = await registrationByHandle(database, exchange.cookie('pending') ?? '', exchange.arrivedAt);
  if (found === undefined) return seeOther('/registrazione');
  const counted = [{ limit: MAILS_TO_PERSON, name: 'mail-again', of: [found.id] }, fromNetwork(exchange)];
  const turn = await takeTurns(database, secret, counted, exchange.arrivedAt);
  if (!turn.allowed) {
    return seeOther('/registrazione/inviata', waitWords('L’e-mail è appena partita', turn.until, exchange.arrivedAt));
  }
  await sendAgain(database, found.id);
  return seeOther('/registrazione/inviata', 'Ti abbiamo mandato di nuovo l’e-mail.');
}

async function showLink(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const token = exchange.params['token'] ?? '';
  const found = await registrationByLink(deps.database, token, exchange.arrivedAt);
  const look = lookOf(deps, exchange);
  if (found === undefined || found.confirmedAt !== null) return page(renderPage(<DeadLinkPage look={look} />), 410);
  return page(renderPage(<ConfirmAddressPage {...{ look, token, email: found.person.email }} />));
}

async function confirm(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const { arrivedAt } = exchange;
  const token = exchange.params['token'] ?? '';
  const look = lookOf(deps, exchange);
  const found = await registrationByLink(deps.database, token, arrivedAt);
  if (found === undefined || found.confirmedAt !== null) return page(renderPage(<DeadLinkPage look={look} />), 410);
  const password = readableSecret(4);
  const hash = await deps.hasher.hashSecret(password);
  if (hash === 'busy') return busyPage(deps, exchange, `/registrazione/conferma/${token}`);
  const passwordExpiresAt = new Date(arrivedAt.getTime() + deps.linkHours * HOUR_MS);
  const account = await saveConfirmation(deps.database, { token, hash, passwordExpiresAt }, arrivedAt, (tx, created) =>
    sendMail(tx, {
      to: created.email,
      key: `welcome:${created.id}`,
      ...welcomeLetter(created.name, created.username, password, passwordExpiresAt),
    }),
  );
  if (account === undefined) return page(renderPage(<DeadLinkPage look={look} />), 410);
  return page(renderPage(<ConfirmedPage {...{ look, email: account.email }} />));
}
