import {
  type Answer,
  type AnswerWithCookies,
  type EntryMethod,
  isRecent,
  page,
  type Route,
  type SignedIn,
  seeOther,
  signedIn,
  type Visitor,
  withCookies,
} from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { busyPage, lookOf } from './answers-routes.tsx';
import type { AccountDeps, Entrance } from './deps.ts';
import { checkOwnPassword } from './own-password.ts';
import { parkedPath } from './parked-store.ts';
import { notePassword, raiseSession, sessionCookie } from './session-store.ts';
import { askedPath, CONFIRM_PATH, PROFILE_PATH, resumedPath, SECOND_FACTOR_PATH } from './standing.ts';
import { ConfirmPage, NoSecondFactorPage, OnlyDigitalPage } from './views/confirm-page.tsx';

/** Who has been inside for a while proves again who they are, before a change somebody else could do harm with. */
export function confirmRoutes(deps: AccountDeps): Route[] {
  const policy = { who: 'signed-in', object: 'own-account' } as const;
  return [
    { method: 'GET', path: CONFIRM_PATH, policy, handle: signedIn((exchange) => show(deps, exchange)) },
    { method: 'POST', path: CONFIRM_PATH, policy, handle: signedIn((exchange) => confirm(deps, exchange)) },
  ];
}

/** What is asked for: where to go afterwards, the level that is needed, and whether a recent proof will do. */
function wishOf({ form, query }: SignedIn) {
  const text = (name: string) => (form.has(name) ? form.text(name) : query[name]);
  return {
    asked: askedPath(text('dopo')) ?? PROFILE_PATH,
    level: ([3, 2, 1] as const).find((level) => String(level) === text('livello')) ?? 1,
    again: text('subito') === '1',
  };
}

async function show(deps: AccountDeps, exchange: SignedIn, error?: string): Promise<Answer> {
  const { visitor, arrivedAt } = exchange;
  const { asked, level, again } = wishOf(exchange);
  if (visitor.entry.level >= level && !again && isRecent(visitor, arrivedAt))
    return seeOther(await resumed(deps, exchange, asked), exchange.notice);
  const look = lookOf(deps, exchange, error === undefined ? [] : [{ field: 'password', message: error }]);
  const ways = waysFor(deps, exchange);
  const method = methodOf(visitor);
  const ours = method === 'password' || method === 'passkey';
  if (ours && level === 3) return page(renderPage(<OnlyDigitalPage look={look} ways={ways} />));
  if (method === 'passkey') return seeOther(secondStep(asked));
  if (method === 'password' && level === 2 && !visitor.secondFactor) {
    return page(renderPage(<NoSecondFactorPage look={look} asked={asked} ways={ways} />));
  }
  const props = { look, asked, level, again, ways, password: method === 'password' };
  return page(renderPage(<ConfirmPage {...props} />), error === undefined ? 200 : 422);
}

/** How they prove it again: as they came in, and with the password when the passkey they came in with is gone. */
function methodOf({ entry, secondFactor }: Visitor): EntryMethod {
  return entry.method === 'passkey' && !secondFactor ? 'password' : entry.method;
}

/** The identity they came in with, or any one when two factors are asked of a password. */
function waysFor({ entrances }: AccountDeps, exchange: SignedIn): { label: string; href: string }[] {
  const { provider } = exchange.visitor.entry;
  const method = methodOf(exchange.visitor);
  const { asked, level } = wishOf(exchange);
  const ours = method === 'password' || method === 'passkey';
  const others = entrances().filter(({ kind }) => kind !== 'passkey');
  const wanted = others.filter(({ kind }) => (ours ? level > 1 : kind === method));
  const query = new URLSearchParams({ conferma: '1', dopo: asked, ...(level > 1 ? { livello: String(level) } : {}) });
  const withQuery = (href: string) => `${href}${href.includes('?') ? '&' : '?'}${query}`;
  return wanted.flatMap(({ label, href, providers = [] }: Entrance) => {
    const same = providers.find(({ id }) => id === provider);
    return same === undefined
      ? [{ label, href: withQuery(href) }]
      : [{ label: `${label}: ${same.name}`, href: withQuery(same.href) }];
  });
}

async function confirm(deps: AccountDeps, exchange: SignedIn): Promise<AnswerWithCookies> {
  const { visitor, form, arrivedAt } = exchange;
  const { asked } = wishOf(exchange);
  if (methodOf(visitor) !== 'password') return show(deps, exchange);
  const [twice] = form.single('password');
  if (twice !== undefined) return show(deps, exchange, twice.message);
  const right = await checkOwnPassword(deps, exchange);
  if (right === 'busy') return busyPage(deps, exchange, CONFIRM_PATH);
  if (right !== 'right') return show(deps, exchange, right);
  if (visitor.secondFactor) {
    await notePassword(deps.database, visitor.sessionId, arrivedAt);
    return seeOther(secondStep(asked));
  }
  const entry = { method: 'password', level: 1 } as const;
  const token = await deps.database.transaction((tx) => raiseSession(tx, visitor.sessionId, entry, arrivedAt));
  const next = await resumed(deps, exchange, asked);
  return withCookies(seeOther(next, next === asked ? undefined : NOT_YET), sessionCookie(token));
}

const NOT_YET = 'Confermato. Quello che avevi chiesto non è ancora fatto: premi di nuovo il pulsante.';

/** The second factor is asked where it is at the login; `conferma=1` asks it of who has given it already. */
function secondStep(asked: string): string {
  return `${SECOND_FACTOR_PATH}?${new URLSearchParams({ conferma: '1', dopo: asked })}`;
}

/** Who was sent here in the middle of a form finds there what they had written. */
async function resumed(deps: AccountDeps, exchange: SignedIn, asked: string): Promise<string> {
  const { visitor, arrivedAt } = exchange;
  const parked = await parkedPath(deps.database, exchange.cookie('parked') ?? '', visitor.accountId, arrivedAt);
  return parked === asked ? resumedPath(asked) : asked;
}
