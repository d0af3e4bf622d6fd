import type { AnswerWithCookies, FieldError, Membership, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, membershipFor, page, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import type { Contest } from './contest.ts';
import { contestForOffice, isCloseTo } from './contest-store.ts';
import type { TrialDeps } from './deps.ts';
import type { OfficeAct } from './forming-store.ts';
import type { Look } from './views/look.ts';
import { NotYoursPage } from './views/not-yours-page.tsx';

export type OfficeExchange = SignedIn & { readonly office: Membership };

export const officer = { who: 'officer' } as const;
export const ofContest = { who: 'officer', object: 'office-contest' } as const;
/** What becomes public, or cannot be taken back, asks again who is there. */
export const ofContestNow = { who: 'officer', object: 'office-contest', recent: true } as const;

/** Adds the office the visitor works for; the route's policy has refused who has none. */
export function forOffice(handle: (exchange: OfficeExchange) => Promise<AnswerWithCookies>): Route['handle'] {
  return signedIn(async (exchange) => {
    const office = membershipFor(exchange.visitor, 'officer');
    return office === undefined ? absent() : handle({ ...exchange, office });
  });
}

/** Opens the competition named in the address: of this office, and of nobody the visitor is close to. */
export function onContest(
  deps: TrialDeps,
  handle: (exchange: OfficeExchange, contest: Contest) => Promise<AnswerWithCookies>,
): Route['handle'] {
  return forOffice(async (exchange) => {
    const contest = await contestForOffice(deps.database, exchange.params['contest'] ?? '', exchange.office.body);
    if (contest === undefined) return absent();
    const close = await isCloseTo(deps.database, contest.id, exchange.visitor.accountId, exchange.arrivedAt);
    return close ? page(renderPage(<NotYoursPage look={lookOf(deps, exchange)} />), 403) : handle(exchange, contest);
  });
}

/** What every page of the office shows besides its own matter. */
export function lookOf({ frame }: TrialDeps, exchange: SignedIn, errors: readonly FieldError[] = []): Look {
  return { frame, visitor: visitorOf(exchange, 'office'), notice: exchange.notice, errors };
}

export function actOf({ office, visitor, arrivedAt }: OfficeExchange): OfficeAct {
  return { officeCode: office.body, officeName: office.bodyName, accountId: visitor.accountId, now: arrivedAt };
}
