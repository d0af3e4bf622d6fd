import { availableParallelism } from 'node:os';

import type { HashingPlace } from '../../platform/hashing.ts';
import {
  type Answer,
  type AnswerWithCookies,
  type Exchange,
  type FieldError,
  page,
  type Route,
  seeOther,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { notify } from '../notifications/index.ts';
import { lookOf, waitWords } from './answers-routes.tsx';
import { comeIn, standingOf } from './coming-in-routes.tsx';
import { noteLength, renewHash } from './credential-store.ts';
import type { AccountDeps, Entrance } from './deps.ts';
import { waitsFirst } from './entry-store.ts';
import { ANYWHERE, attemptOf, type TypedLogin, typedLogin } from './login-attempt-routes.ts';
import { type Candidate, createDoor } from './login-store.ts';
import { stoppedLetter } from './mails.ts';
import { isWarned, passwordEnd } from './password-expiry.ts';
import { standsAlone } from './password-policy.ts';
import { askedPath, EXPIRY_PATH, whereTheyStand } from './standing.ts';
import { ANY_PASSWORD_FROM_NETWORK, HARD_STOP } from './throttle.ts';
import { type Counted, keysOf, settleTries, type Turn, takeTurns } from './throttle-store.ts';
import { LoginPage } from './views/login-page.tsx';
import { waitingPages } from './waiting-routes.tsx';

const LOGIN_PATH = '/accesso';
const STAFF_LOGIN_PATH = '/accesso/personale';
const WRONG = 'Il nome utente o la password non sono giusti. Controlla le maiuscole e riprova.';
const STOPPED =
  'Da questo dispositivo l’accesso con la password è fermo: ci sono stati cento tentativi sbagliati da dispositivi mai usati prima. Dai dispositivi da cui sei già entrato accedi come sempre. Per entrare da qui scegli una nuova password con «Ho dimenticato la password»: il blocco finisce subito.';
const OVER = 'La password temporanea è scaduta. Scegli «Ho dimenticato la password» per averne una nuova.';
const STAFF_STOPPED =
  'Da questo dispositivo l’accesso con la password è fermo: ci sono stati cento tentativi sbagliati da dispositivi mai usati prima. Dai dispositivi da cui sei già entrato accedi come sempre; per entrare da qui chiedi a chi gestisce le utenze del tuo ufficio.';
const ONLY_DIGITAL =
  'Hai scelto di entrare solo con la tua identità digitale: la password è spenta. Entra con SPID o CIE.';

/** The way in: user name or fiscal code, and password. Where the public has no password, staff have a door of their own. */
export function loginRoutes(deps: AccountDeps): Route[] {
  const policy = { who: 'anyone' } as const;
  const path = deps.localCredentials ? LOGIN_PATH : STAFF_LOGIN_PATH;
  const { database, secret, mayUsePassword, hasher } = deps;
  const door = createDoor({ database, secret, mayUsePassword, isBusy: () => hasher.waiting() >= READY });
  const entry = { door, wait: waitingPages(path) };
  const show = { method: 'GET', policy, handle: (exchange: Exchange) => showLogin(deps, exchange) } as const;
  return [
    { ...show, path: LOGIN_PATH },
    ...(deps.localCredentials ? [] : [{ ...show, path }]),
    { method: 'POST', path, policy, handle: (exchange) => logIn(deps, entry, exchange) },
  ];
}

type Door = ReturnType<typeof createDoor>;

interface Entry {
  readonly door: Door;
  readonly wait: ReturnType<typeof waitingPages>;
}

/** With so many waiting to be hashed nobody is kept waiting by looking up several together. */
const READY = 2 * availableParallelism();

/** The form where there is one: for everybody, or at the door of the staff alone. */
function formAt({ localCredentials }: AccountDeps, { path }: Exchange): string | undefined {
  if (localCredentials) return LOGIN_PATH;
  return path.split('?')[0] === STAFF_LOGIN_PATH ? STAFF_LOGIN_PATH : undefined;
}

/** A passkey is as much ours as a password: where the public has none, it opens the door of the staff. */
function entrancesAt({ localCredentials, entrances }: AccountDeps, form: string | undefined): readonly Entrance[] {
  if (localCredentials) return entrances();
  return entrances().filter(({ kind }) => (kind === 'passkey') === (form === STAFF_LOGIN_PATH));
}

/** "Accedi" leads where they stand: to the form only who is not yet in. */
async function showLogin(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const asked = askedPath(exchange.query['dopo']);
  if (exchange.visitor !== null) {
    const { database, before } = deps;
    const waits = before !== undefined && (await waitsFirst(database, before, exchange.visitor.accountId));
    return seeOther(whereTheyStand(standingOf(exchange.visitor), waits ? before.path : asked), exchange.notice);
  }
  const form = formAt(deps, exchange);
  const entrances = entrancesAt(deps, form);
  return page(renderPage(<LoginPage look={lookOf(deps, exchange)} {...{ asked, form, entrances }} />));
}

/** No room, no work: who cannot have a place is told so before anything is asked of the database. */
async function logIn(deps: AccountDeps, { door, wait }: Entry, exchange: Exchange): Promise<AnswerWithCookies> {
  const typed = typedLogin(deps, exchange);
  const missing = missingFields(exchange, typed);
  if (missing.length > 0) return loginPage(deps, exchange, typed, { status: 422, errors: missing });
  const place = deps.hasher.reserve(typed.waitingSince === undefined ? 'new' : 'waited');
  if (place === undefined) return wait(deps, exchange, typed);
  try {
    return await tryPassword(deps, exchange, typed, { door, place });
  } finally {
    place.release();
  }
}

async function tryPassword(
  deps: AccountDeps,
  exchange: Exchange,
  typed: TypedLogin,
  { door, place }: { readonly door: Door; readonly place: HashingPlace },
): Promise<AnswerWithCookies> {
  const attempt = attemptOf(exchange, typed);
  const now = exchange.arrivedAt;
  const { candidate, counted, turn } = await door(attempt.knock);
  if (turn === 'repeated') return wrongPage(deps, exchange, typed);
  if (!turn.allowed) return pausedPage(deps, exchange, typed, turn);
  const right = await place.verify(candidate?.passwordHash, attempt.password);
  const tries = turn.tries.get(ANYWHERE) ?? 0;
  if (!right || candidate === undefined) {
    await takeTurns(deps.database, deps.secret, [attempt.knock.again], now);
    if (tries === HARD_STOP && candidate !== undefined) await tellOfStop(deps, candidate.accountId, now);
    return wrongPage(deps, exchange, typed);
  }
  const message = notThisWay(deps, candidate, now);
  if (message !== undefined) {
    await settleTries(deps.database, deps.secret, settledBy(counted));
    return loginPage(deps, exchange, typed, { status: 422, errors: [{ field: 'password', message }] });
  }
  const hash = await renewOldHash(deps, candidate, attempt.password);
  if (candidate.standsAlone === null)
    await noteLength(deps.database, candidate.accountId, hash, standsAlone(attempt.password));
  const { knownDevice: known, devices: others } = candidate;
  return comeIn(
    deps,
    exchange,
    candidate.accountId,
    { method: 'password', level: 1 },
    {
      device: { token: attempt.device, known, others, failures: Math.max(0, tries - 1) },
      first: (asked) => warnedFirst(deps, candidate, now, asked),
      asked: typed.asked,
      password: { hash, settled: keysOf(deps.secret, settledBy(counted)) },
      tooLate: () => wrongPage(deps, exchange, typed),
    },
  );
}

/** Why the right password opens nothing. */
function notThisWay(deps: AccountDeps, { expiresAt, mayUsePassword }: Candidate, now: Date): string | undefined {
  if (expiresAt !== null && expiresAt <= now) return OVER;
  if (mayUsePassword) return undefined;
  return deps.localCredentials ? ONLY_DIGITAL : WRONG;
}

function missingFields({ form }: Exchange, { username, password }: TypedLogin): FieldError[] {
  const twice = form.single('username', 'password');
  if (twice.length > 0) return twice;
  return [
    ...(username === '' ? [{ field: 'username', message: 'Scrivi il nome utente o il codice fiscale.' }] : []),
    ...(password === '' ? [{ field: 'password', message: 'Scrivi la password.' }] : []),
  ];
}

/** Of the whole network only this try is taken back, or one good account would pay for guessing at all others. */
function settledBy(counted: readonly Counted[]) {
  const forget = counted.filter(({ limit }) => limit !== ANY_PASSWORD_FROM_NETWORK);
  return { forget, giveBack: counted.filter((one) => !forget.includes(one)) };
}

async function tellOfStop({ database, localCredentials }: AccountDeps, accountId: string, now: Date): Promise<void> {
  const key = `password-stopped:${accountId}:${now.getTime()}`;
  await database.transaction((tx) =>
    notify(tx, { accountId, kind: 'account.password-stopped', key, ...stoppedLetter(localCredentials, now) }),
  );
}

/** The warning that the password ends comes before what was asked for. */
function warnedFirst({ aging }: AccountDeps, { changedAt }: Candidate, now: Date, asked: string | undefined) {
  if (aging === null || !isWarned(passwordEnd(changedAt, aging.expiry), now)) return asked;
  return asked === undefined ? EXPIRY_PATH : `${EXPIRY_PATH}?dopo=${encodeURIComponent(asked)}`;
}

/** The hash the account has from now on. */
async function renewOldHash(deps: AccountDeps, candidate: Candidate, password: string): Promise<string> {
  const { accountId, passwordHash: old } = candidate;
  if (!deps.hasher.needsRehash(old)) return old;
  const hash = await deps.hasher.hashSecret(password);
  return hash !== 'busy' && (await renewHash(deps.database, accountId, old, hash)) ? hash : old;
}

interface Shown {
  readonly status: number;
  readonly errors?: readonly FieldError[];
  readonly wait?: string;
}

/** The form again, with the name kept and the password never sent back. */
function loginPage(deps: AccountDeps, exchange: Exchange, typed: TypedLogin, shown: Shown): Answer {
  const { status, errors = [], wait } = shown;
  const look = lookOf(deps, exchange, errors);
  const { username, asked } = typed;
  const form = formAt(deps, exchange);
  const entrances = entrancesAt(deps, form);
  return page(renderPage(<LoginPage {...{ look, username, asked, wait, form, entrances }} />), status);
}

function wrongPage(deps: AccountDeps, exchange: Exchange, typed: TypedLogin): Answer {
  return loginPage(deps, exchange, typed, { status: 422, errors: [{ field: 'username', message: WRONG }] });
}

/** A pause of minutes, or the stop that only the owner lifts: the same for names nobody has. */
function pausedPage(deps: AccountDeps, exchange: Exchange, typed: TypedLogin, { until, name }: Refused): Answer {
  const now = exchange.arrivedAt;
  const { localCredentials } = deps;
  const stopped = localCredentials ? STOPPED : STAFF_STOPPED;
  const forgotten = localCredentials ? ' Se non ricordi la password puoi recuperarla subito.' : '';
  const pause = waitWords('Troppi tentativi sbagliati. Per sicurezza facciamo una pausa', until, now);
  const wait = name === ANYWHERE ? stopped : `${pause}${forgotten}`;
  return loginPage(deps, exchange, typed, { status: 429, wait });
}

type Refused = Extract<Turn, { allowed: false }>;
