import type { Exchange, FieldError } from '../../platform/http/index.ts';
import { visitorOf } from '../../ui/index.ts';
import type { DigitalIdentityDeps } from './deps.ts';
import type { Look } from './views/look.ts';

/** What a page shows besides its own matter. */
export function lookOf({ frame }: DigitalIdentityDeps, exchange: Exchange, errors: readonly FieldError[] = []): Look {
  const { csrf, notice, requestId } = exchange;
  return { frame, visitor: visitorOf(exchange, 'person'), csrf, notice, errors, requestId };
}
