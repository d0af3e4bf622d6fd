import { remaining } from '../../kernel/rome-time.ts';
import { type Answer, type Exchange, type FieldError, page, type Role } from '../../platform/http/index.ts';
import { type Area, renderPage, visitorOf } from '../../ui/index.ts';
import type { AccountDeps } from './deps.ts';
import { BusyPage } from './views/busy-page.tsx';
import type { Look } from './views/look.ts';

export const HOUR_MS = 3_600_000;

/** What a page shows besides its own matter, from the request it answers. */
export function lookOf(deps: AccountDeps, exchange: Exchange, errors: readonly FieldError[] = []): Look {
  const { csrf, notice } = exchange;
  return { frame: deps.frame, visitor: visitorOf(exchange, areaOf(exchange)), csrf, notice, errors };
}

const AREAS: Readonly<Record<Role, Area>> = {
  clerk: 'desk',
  officer: 'office',
  administrator: 'administrator',
  editor: 'ministry',
};

/** The sections on top are those of the desk for who works there and is no applicant. */
export function areaOf({ visitor }: Exchange): Area {
  const [membership] = visitor?.memberships ?? [];
  return membership === undefined || visitor?.enablement === 'active' ? 'person' : AREAS[membership.role];
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
