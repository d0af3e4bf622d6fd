import { checkFiscalCode } from '../../kernel/fiscal-code.ts';
import { tokenDigest } from '../../platform/hashing-tokens.ts';
import { type Answer, type Exchange, page, type Route } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf, waitWords } from './answers-routes.tsx';
import { isKnownDevice } from './credential-store.ts';
import type { AccountDeps } from './deps.ts';
import { askForMail, RECOVERY_MAIL, USERNAME_MAIL } from './recovery-store.ts';
import { MAILS_FROM_NETWORK, MAILS_TO_PERSON, networkOf } from './throttle.ts';
import { type Counted, takeTurns } from './throttle-store.ts';
import { type Forgotten, RecoveryPage, RecoverySentPage } from './views/recovery-pages.tsx';

const TASKS: Readonly<Record<Forgotten, string>> = { password: RECOVERY_MAIL, username: USERNAME_MAIL };

/** What to do when the password or the user name is forgotten; says nothing about who has an account. */
export function recoveryRoutes(deps: AccountDeps): Route[] {
  return [...routesFor(deps, '/accesso/recupero', 'password'), ...routesFor(deps, '/accesso/nome-utente', 'username')];
}

function routesFor(deps: AccountDeps, path: string, forgotten: Forgotten): Route[] {
  return [
    {
      method: 'GET',
      path,
      policy: { who: 'anyone' },
      handle: async (exchange) =>
        page(renderPage(<RecoveryPage look={lookOf(deps, exchange)} forgotten={forgotten} />)),
    },
    { method: 'POST', path, policy: { who: 'anyone' }, handle: (exchange) => ask(deps, exchange, forgotten) },
  ];
}

/** From a browser its owner has entered with there is a budget of its own: strangers cannot use it up. */
function countedFor(task: string, fiscalCode: string, device: string | undefined): Counted {
  return device === undefined
    ? { limit: MAILS_TO_PERSON, name: task, of: [fiscalCode] }
    : { limit: MAILS_TO_PERSON, name: `${task}-device`, of: [fiscalCode, device] };
}

async function ask(deps: AccountDeps, exchange: Exchange, forgotten: Forgotten): Promise<Answer> {
  const { form, arrivedAt, ip } = exchange;
  const typed = form.text('fiscalCode').slice(0, 200);
  const refused = (message: string, status: number) => {
    const look = lookOf(deps, exchange, [{ field: 'fiscalCode', message }]);
    return page(renderPage(<RecoveryPage {...{ look, forgotten, typed }} />), status);
  };
  const [twice] = form.single('fiscalCode');
  if (twice !== undefined) return refused(twice.message, 422);
  const checked = checkFiscalCode(typed);
  if (!checked.ok) return refused(checked.faults.map((fault) => fault.message).join(' '), 422);
  const network = { limit: MAILS_FROM_NETWORK, name: 'mails-network', of: [networkOf(ip)] };
  const fromHere = await takeTurns(deps.database, deps.secret, [network], arrivedAt);
  if (!fromHere.allowed) {
    return refused(waitWords('Da questa rete sono arrivate molte richieste', fromHere.until, arrivedAt), 429);
  }
  // Counted by what was typed, whether or not it names anybody: a pause says nothing about who exists.
  const known = await isKnownDevice(deps.database, checked.code.value, tokenDigest(exchange.cookie('device') ?? ''));
  const person = countedFor(TASKS[forgotten], checked.code.value, known ? exchange.cookie('device') : undefined);
  const turn = await takeTurns(deps.database, deps.secret, [person], arrivedAt);
  if (turn.allowed) await askForMail(deps.database, TASKS[forgotten], checked.code.value);
  const wait = turn.allowed ? undefined : waitWords('L’e-mail è già partita da poco', turn.until, arrivedAt);
  const props = { look: lookOf(deps, exchange), forgotten, fiscalCode: checked.code.value, wait };
  return page(renderPage(<RecoverySentPage {...props} />));
}
