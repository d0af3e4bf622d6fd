import { remaining } from '../../kernel/rome-time.ts';
import { type Answer, type Exchange, type FieldError, page } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import type { AccountDeps } from './deps.ts';
import { BusyPage } from './views/busy-page.tsx';
import type { Look } from './views/look.ts';

export const HOUR_MS = 3_600_000;

/** What a page shows besides its own matter, from the request it answers. */
export function lookOf(deps: AccountDeps, exchange: Exchange, errors: readonly FieldError[] = []): Look {
  const { csrf, notice } = exchange;
  return { frame: deps.frame, visitor: visitorOf(exchange), csrf, notice, errors };
}

/** "Hai sbagliato più volte: riprova tra 30 secondi." */
export function waitWords(why: string, until: Date, now: Date): string {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  return `${why}: riprova tra ${remaining(seconds * 1000)}.`;
}

/** No room to hash a secret now. */
export function busyPage(deps: AccountDeps, exchange: Exchange, action: string): Answer {
  return page(renderPage(<BusyPage look={lookOf(deps, exchange)} action={action} />), 503);
}
