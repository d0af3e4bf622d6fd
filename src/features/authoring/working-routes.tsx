import type { AnswerWithCookies, Exchange, FieldError, SignedIn } from '../../platform/http/index.ts';
import { absent, signedIn } from '../../platform/http/index.ts';
import { visitorOf } from '../../ui/index.ts';
import type { AuthoringDeps } from './deps.ts';
import type { Look } from './views/look.ts';
import type { Working } from './working.ts';
import { workingOf } from './working-store.ts';

export const editor = { who: 'editor' } as const;
/** What changes rules for everybody asks again who is there. */
export const editorNow = { who: 'editor', recent: true } as const;

type Handler = (exchange: Exchange) => Promise<AnswerWithCookies>;

/** What a page shows besides its own matter. */
export function lookOf(deps: AuthoringDeps, exchange: SignedIn, errors: readonly FieldError[] = []): Look {
  return { frame: deps.frame, visitor: visitorOf(exchange, 'ministry'), notice: exchange.notice, errors };
}

/** Opens the working copy named in the address. */
export function onWorking(
  deps: AuthoringDeps,
  handle: (exchange: SignedIn, working: Working) => Promise<AnswerWithCookies>,
): Handler {
  return signedIn(async (exchange) => {
    const working = await workingOf(deps.database, exchange.params['procedure'] ?? '');
    return working === undefined ? absent() : handle(exchange, working);
  });
}
