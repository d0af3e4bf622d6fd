import { tokenDigest } from '../../platform/hashing-tokens.ts';
import {
  type Answer,
  type AnswerWithCookies,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf } from './answers-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { endOwnSession, forgetDevice, knownDevicesOf, openSessionsOf } from './devices-store.ts';
import { endSessionsOf } from './session-store.ts';
import { DEVICES_PATH } from './standing.ts';
import { DevicesPage } from './views/devices-page.tsx';

/** Where one is signed in and from which browsers one has been, with the way to end it. */
export function devicesRoutes(deps: AccountDeps): Route[] {
  const policy = { who: 'signed-in', object: 'own-account' } as const;
  return [
    { method: 'GET', path: DEVICES_PATH, policy, handle: signedIn((exchange) => show(deps, exchange)) },
    {
      method: 'POST',
      path: DEVICES_PATH,
      policy: { ...policy, recent: true },
      handle: signedIn((exchange) => change(deps, exchange)),
    },
  ];
}

async function show(deps: AccountDeps, exchange: SignedIn): Promise<Answer> {
  const { visitor, arrivedAt } = exchange;
  const [sessions, devices] = await Promise.all([
    openSessionsOf(deps.database, visitor, deps.limits, arrivedAt),
    knownDevicesOf(deps.database, visitor.accountId, tokenDigest(exchange.cookie('device') ?? '')),
  ]);
  const props = { look: lookOf(deps, exchange), sessions, devices, current: visitor.sessionId };
  return page(renderPage(<DevicesPage {...props} />));
}

const GONE = 'Era già stato tolto.';

async function change(deps: AccountDeps, { visitor, form }: SignedIn): Promise<AnswerWithCookies> {
  const { accountId, sessionId } = visitor;
  const { database } = deps;
  if (form.has('altre')) {
    await database.transaction((tx) => endSessionsOf(tx, accountId, sessionId, 'ended-by-owner'));
    return seeOther(DEVICES_PATH, 'Le altre sessioni sono terminate: resta solo questa.');
  }
  if (form.has('sessione')) {
    if (form.text('sessione') === sessionId) return seeOther('/uscita');
    const id = idIn(form.text('sessione'));
    const ended = id !== undefined && (await endOwnSession(database, accountId, id));
    return seeOther(DEVICES_PATH, ended ? 'La sessione è terminata.' : GONE);
  }
  const id = idIn(form.text('dispositivo'));
  const forgotten = id !== undefined && (await forgetDevice(database, accountId, id));
  return seeOther(DEVICES_PATH, forgotten ? 'Il dispositivo è dimenticato.' : GONE);
}

function idIn(text: string): string | undefined {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined;
}
