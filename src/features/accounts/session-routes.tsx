import {
  type AnswerWithCookies,
  type Exchange,
  json,
  ownPath,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
  type Visitor,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf } from './answers-routes.tsx';
import { standingOf } from './coming-in-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { endSession, stayConnected } from './session-store.ts';
import { whereTheyStand } from './standing.ts';
import { SignOutPage } from './views/sign-out-page.tsx';

/** Staying in, and going out. */
export function sessionRoutes(deps: AccountDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/sessione',
      policy: { who: 'pending', object: 'own-account', acting: true },
      handle: signedIn((exchange) => stay(deps, exchange)),
    },
    {
      // After a new login the browser comes back with GET to where it had posted.
      method: 'GET',
      path: '/sessione',
      policy: { who: 'pending', object: 'own-account', acting: true },
      handle: signedIn(async ({ visitor }) => seeOther(whereTheyStand(standingOf(visitor)))),
    },
    {
      method: 'GET',
      path: '/uscita',
      policy: { who: 'anyone' },
      handle: async (exchange) =>
        exchange.visitor === null
          ? seeOther('/')
          : page(renderPage(<SignOutPage look={lookOf(deps, exchange)} provider={partnerOf(exchange.visitor)} />)),
    },
    { method: 'POST', path: '/uscita', policy: { who: 'anyone' }, handle: (exchange) => leave(deps, exchange) },
  ];
}

/** "Resta collegato": data for the script of the page, or back to the page where there is none. */
async function stay(deps: AccountDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, arrivedAt, form } = exchange;
  const idleUntil = await stayConnected(deps.database, visitor.sessionId, arrivedAt, deps.limits);
  if (exchange.wantsJson) {
    return json({ idleUntil, idleSeconds: Math.floor((idleUntil.getTime() - arrivedAt.getTime()) / 1000) });
  }
  const back = form.text('torna');
  return seeOther(back === '' ? whereTheyStand(standingOf(visitor)) : ownPath(back), 'Resti collegato.');
}

async function leave(deps: AccountDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const token = exchange.cookie('session');
  if (token !== undefined) await endSession(deps.database, token);
  const left = withCookies(
    seeOther('/', 'Sei uscito. Quello che avevi salvato resta.'),
    { name: 'session', value: '', maxAgeSeconds: 0 },
    { name: 'parked', value: '', maxAgeSeconds: 0 },
    { name: 'pending', value: '', maxAgeSeconds: 0 },
  );
  return { ...left, forget: true };
}

/** Providers keep a session of their own at level 1 alone (SPID technical rules, "Single logout"). */
function partnerOf({ entry: { method, level } }: Visitor) {
  if (level > 1 || (method !== 'spid' && method !== 'cie')) return undefined;
  return { name: method.toUpperCase(), action: `/${method}/uscita` };
}
