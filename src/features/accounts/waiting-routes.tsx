import { randomInt } from 'node:crypto';
import { remaining } from '../../kernel/rome-time.ts';
import { type Answer, type Exchange, page } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import { lookOf } from './answers-routes.tsx';
import type { AccountDeps } from './deps.ts';
import { sealedLogin, type TypedLogin } from './login-attempt-routes.ts';
import type { Look } from './views/look.ts';
import { WaitingPage } from './views/waiting-page.tsx';

/** Spread, so that those sent away together do not come back together. */
const AGAIN_SECONDS = 4;
const AGAIN_SPREAD = 5;

type Waiting = (deps: AccountDeps, exchange: Exchange, typed: TypedLogin) => Answer;

/**
 * No room to check a password now: the page keeps what was typed, sealed, and sends it again by itself. It is drawn once
 * and filled in for each, because it is answered when there is least time for it.
 */
export function waitingPages(action: string): Waiting {
  const drawn = new Map<boolean, Filler>();
  return (deps, exchange, typed) => {
    const look = lookOf(deps, exchange);
    const now = exchange.arrivedAt.getTime();
    const milliseconds = now - (typed.waitingSince?.getTime() ?? now);
    const waited = milliseconds < 1000 ? undefined : remaining(milliseconds);
    const again = AGAIN_SECONDS + randomInt(AGAIN_SPREAD);
    const sealed = sealedLogin(deps, exchange, typed);
    if (look.visitor !== null || look.notice !== undefined) {
      return page(renderPage(<WaitingPage {...{ look, action, sealed, waited, again }} />), 503);
    }
    const fill = drawn.get(waited === undefined) ?? drawBlank(look, action, waited !== undefined);
    drawn.set(waited === undefined, fill);
    return page(fill([look.csrf, sealed, waited ?? '', String(again)]), 503);
  };
}

/** The page with these in their places: token, sealed login, how long, seconds. None of them holds a mark of HTML. */
type Filler = (values: readonly string[]) => string;

const BLANKS = ['blank-token', 'blank-sealed', 'blank-waited', '77777777'];

function drawBlank(look: Look, action: string, hasWaited: boolean): Filler {
  const [csrf = '', sealed = '', waited, again] = BLANKS;
  const blank = { look: { ...look, csrf }, action, sealed, again: Number(again) };
  const html = renderPage(<WaitingPage {...blank} waited={hasWaited ? waited : undefined} />);
  const parts = html.split(new RegExp(`(${BLANKS.join('|')})`));
  const places = parts.map((part) => BLANKS.indexOf(part));
  return (values) => parts.map((part, at) => values[places[at] ?? -1] ?? part).join('');
}
