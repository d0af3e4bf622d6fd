import type { Exchange, FieldError } from '../../platform/http/index.ts';
import { type Area, visitorOf } from '../../ui/index.ts';
import type { SsoDeps } from './deps.ts';
import type { Look } from './views/look.ts';

/** What a page shows besides its own matter, from the request it answers. */
export function lookOf(deps: SsoDeps, exchange: Exchange, errors: readonly FieldError[] = [], area?: Area): Look {
  const { csrf, notice } = exchange;
  const { visitor } = exchange;
  const [membership] = visitor?.memberships ?? [];
  const own = membership === undefined || visitor?.enablement === 'active' ? 'person' : AREAS[membership.role];
  return { frame: deps.frame, visitor: visitorOf(exchange, area ?? own), csrf, notice, errors };
}

const AREAS = { clerk: 'desk', officer: 'office', administrator: 'administrator', editor: 'ministry' } as const;
