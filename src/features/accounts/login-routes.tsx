import { normalizeFiscalCode } from '../../kernel/fiscal-code.ts';
import { newToken, tokenDigest } from '../../platform/hashing-tokens.ts';
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
import { lookOf, waitWords } from './answers-routes.tsx';
import { comeIn, standingOf } from './coming-in-routes.tsx';
import { type Candidate, candidateFor, type LoginName, renewHash } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import { isWarned, passwordEnd } from './password-expiry.ts';
import { normalizePassword } from './password-policy.ts';
import { askedPath, EXPIRY_PATH, whereTheyStand } from './standing.ts';
import {
  ANY_PASSWORD_FROM_NETWORK,
  networkOf,
  PASSWORD_FROM_ANYWHERE,
  PASSWORD_FROM_KNOWN_DEVICE,
  PASSWORD_FROM_NETWORK,
} from './throttle.ts';
import { type Counted, forgetTries, giveBack, takeTurns } from './throttle-store.ts';
import { LoginPage } from './views/login-page.tsx';

const WRONG = 'Il nome utente o la password non sono giusti. Controlla le maiuscole e riprova.';
const BUSY =
  'In questo momento moltissime persone stanno entrando insieme. Aspetta dieci secondi, scrivi di nuovo la password e riprova: non hai perso niente.';

/** The way in: user name or fiscal code, and password. */
export function loginRoutes(deps: AccountDeps): Route[] {
  return [
    { method: 'GET', path: '/accesso', policy: { who: 'anyone' }, handle: (exchange) => showLogin(deps, exchange) },
    { method: 'POST', path: '/accesso', policy: { who: 'anyone' }, handle: (exchange) => logIn(deps, exchange) },
  ];
}

/** "Accedi" leads where they stand: to the form only who is not yet in. */
async function showLogin(deps: AccountDeps, exchange: Exchange): Promise<Answer> {
  const asked = askedPath(exchange.query['dopo']);
  if (exchange.visitor !== null) return seeOther(whereTheyStand(standingOf(exchange.visitor), asked), exchange.notice);
  return page(renderPage(<LoginPage look={lookOf(deps, exchange)} asked={asked} />));
}

interface Attempt {
  readonly name: LoginName;
  readonly password: string;
  readonly device: string;
  readonly candidate: Candidate | undefined;
  readonly counted: readonly Counted[];
}

async function logIn(deps: AccountDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const missing = missingFields(exchange);
  if (missing.length > 0) return loginPage(deps, exchange, { status: 422, errors: missing });
  const attempt = await attemptOf(deps, exchange);
  const { candidate, counted, password } = attempt;
  const turn = await takeTurns(deps.database, deps.secret, counted, exchange.arrivedAt);
  if (!turn.allowed) {
    const wait = waitWords(
      'Troppi tentativi sbagliati. Per sicurezza facciamo una pausa',
      turn.until,
      exchange.arrivedAt,
    );
    return loginPage(deps, exchange, {
      status: 429,
      wait: `${wait} Se non ricordi la password puoi recuperarla subito.`,
    });
  }
  const right = await deps.hasher.verifySecret(candidate?.passwordHash, password);
  if (right === 'busy') {
    await giveBack(deps.database, deps.secret, counted);
    return loginPage(deps, exchange, { status: 503, wait: BUSY });
  }
  if (!right || candidate === undefined) {
    return loginPage(deps, exchange, { status: 422, errors: [{ field: 'username', message: WRONG }] });
  }
  await forgetTries(deps.database, deps.secret, counted);
  if (candidate.expiresAt !== null && candidate.expiresAt <= exchange.arrivedAt) {
    const message = 'La password temporanea è scaduta. Scegli «Ho dimenticato la password» per averne una nuova.';
    return loginPage(deps, exchange, { status: 422, errors: [{ field: 'password', message }] });
  }
  await renewOldHash(deps, candidate, attempt.password);
  const device = { token: attempt.device, known: candidate.knownDevice, others: candidate.devices };
  const first = (asked: string | undefined) => warnedFirst(deps, candidate, exchange.arrivedAt, asked);
  return comeIn(deps, exchange, candidate.accountId, { method: 'password', level: 1 }, { device, first });
}

function missingFields({ form }: Exchange): FieldError[] {
  const twice = form.single('username', 'password');
  if (twice.length > 0) return twice;
  return [
    ...(form.text('username').trim() === ''
      ? [{ field: 'username', message: 'Scrivi il nome utente o il codice fiscale.' }]
      : []),
    ...(form.text('password') === '' ? [{ field: 'password', message: 'Scrivi la password.' }] : []),
  ];
}

async function attemptOf(deps: AccountDeps, exchange: Exchange): Promise<Attempt> {
  const typed = exchange.form.text('username').trim().slice(0, 200);
  const name = { username: typed.toLowerCase(), fiscalCode: normalizeFiscalCode(typed) };
  const device = exchange.cookie('device') ?? newToken();
  const candidate = await candidateFor(deps.database, name, tokenDigest(device));
  const network = networkOf(exchange.ip);
  // Counted by what was typed, whether or not it names anybody: a pause says nothing about who exists.
  const counted: Counted[] = candidate?.knownDevice
    ? [{ limit: PASSWORD_FROM_KNOWN_DEVICE, name: 'password-device', of: [candidate.accountId, device] }]
    : [
        { limit: PASSWORD_FROM_NETWORK, name: 'password-network', of: [name.username, network] },
        { limit: PASSWORD_FROM_ANYWHERE, name: 'password-anywhere', of: [name.username] },
        { limit: ANY_PASSWORD_FROM_NETWORK, name: 'passwords-network', of: [network] },
      ];
  return { name, password: normalizePassword(exchange.form.text('password')), device, candidate, counted };
}

/** The warning that the password ends comes before what was asked for. */
function warnedFirst({ aging }: AccountDeps, { changedAt }: Candidate, now: Date, asked: string | undefined) {
  if (aging === null || !isWarned(passwordEnd(changedAt, aging.expiry), now)) return asked;
  return asked === undefined ? EXPIRY_PATH : `${EXPIRY_PATH}?dopo=${encodeURIComponent(asked)}`;
}

async function renewOldHash(deps: AccountDeps, candidate: Candidate, password: string): Promise<void> {
  if (!deps.hasher.needsRehash(candidate.passwordHash)) return;
  const hash = await deps.hasher.hashSecret(password);
  if (hash !== 'busy') await renewHash(deps.database, candidate.accountId, candidate.passwordHash, hash);
}

interface Shown {
  readonly status: number;
  readonly errors?: readonly FieldError[];
  readonly wait?: string;
}

/** The form again, with the name kept and the password never sent back. */
function loginPage(deps: AccountDeps, exchange: Exchange, { status, errors = [], wait }: Shown): Answer {
  const look = lookOf(deps, exchange, errors);
  const username = exchange.form.text('username').slice(0, 200);
  const asked = askedPath(exchange.form.text('dopo'));
  return page(renderPage(<LoginPage {...{ look, username, asked, wait }} />), status);
}
