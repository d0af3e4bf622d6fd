import type { AnswerWithCookies, FieldError, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { currentRelease, type Release } from '../procedures/index.ts';
import type { AdmissionDeps } from './deps.ts';
import type { Run } from './run.ts';
import { type Act, isCloseTo, runById } from './run-store.ts';
import type { Look } from './views/look.ts';
import { NotYoursPage } from './views/not-yours-page.tsx';

export const editor = { who: 'editor' } as const;
/** What families are told asks again who is there. */
export const editorNow = { who: 'editor', recent: true } as const;

/** Opens the procedure named in the address: one in which schools choose, and in which the visitor has no part. */
export function onProcedure(
  deps: AdmissionDeps,
  handle: (exchange: SignedIn, release: Release) => Promise<AnswerWithCookies>,
): Route['handle'] {
  return signedIn(async (exchange) => {
    const release = await currentRelease(deps.database, exchange.params['procedure'] ?? '');
    if (release?.definition.school_parts === undefined) return absent();
    const close = await isCloseTo(deps.database, release.procedureId, actOf(exchange));
    return close ? page(renderPage(<NotYoursPage look={lookOf(deps, exchange)} />), 403) : handle(exchange, release);
  });
}

/** Opens the run named in the address. */
export function onRun(
  deps: AdmissionDeps,
  handle: (exchange: SignedIn, about: { readonly release: Release; readonly run: Run }) => Promise<AnswerWithCookies>,
): Route['handle'] {
  return onProcedure(deps, async (exchange, release) => {
    const run = await runById(deps.database, release.procedureId, exchange.params['run'] ?? '');
    return run === undefined ? absent() : handle(exchange, { release, run });
  });
}

/** What every page shows besides its own matter. */
export function lookOf({ frame }: AdmissionDeps, exchange: SignedIn, errors: readonly FieldError[] = []): Look {
  return { frame, visitor: visitorOf(exchange, 'ministry'), notice: exchange.notice, errors };
}

export function actOf({ visitor, arrivedAt }: SignedIn): Act {
  return { accountId: visitor.accountId, now: arrivedAt };
}
