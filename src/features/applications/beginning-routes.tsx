import { uuidv7 } from 'uuidv7';
import { asksAboutApplicant, eligibilityOf, refusing, withNorm } from '../../engines/procedure/index.ts';
import type { AnswerWithCookies, Exchange, Route, SignedIn } from '../../platform/http/index.ts';
import { absent, page, seeOther, signedIn } from '../../platform/http/index.ts';
import { renderPage, visitorOf } from '../../ui/index.ts';
import { currentRelease, personWindow, type Release, windowActs } from '../procedures/index.ts';
import { actOf } from './act-routes.ts';
import { begunFrom } from './begun.ts';
import type { ApplicationDeps } from './deps.ts';
import type { Earlier } from './earlier.ts';
import { beginningFrom, earlierFiling } from './earlier-store.ts';
import { paths } from './opened.ts';
import { applicantOf } from './opened-store.ts';
import { applicationBegun, startApplication, type ToBegin } from './store.ts';
import { BeginningPage, EMPTY } from './views/beginning-page.tsx';
import { NotEligiblePage } from './views/not-eligible-page.tsx';

const PROCEDURE = '/procedure/:procedure/istanze';
const policy = { who: 'drafter', acting: true } as const;

/** Beginning an application: empty, or from what was filed for the procedure of the cycle before. */
export function beginningRoutes(deps: ApplicationDeps): Route[] {
  return [
    { method: 'POST', path: PROCEDURE, policy, handle: onProcedure(deps, begin) },
    { method: 'GET', path: PROCEDURE, policy, handle: backToProcedure },
    { method: 'GET', path: `${PROCEDURE}/inizio`, policy, handle: onProcedure(deps, choose) },
  ];
}

/** After a login the browser comes back with GET to where it had asked to begin. */
async function backToProcedure(exchange: Exchange): Promise<AnswerWithCookies> {
  return seeOther(procedurePath(exchange.params['procedure'] ?? ''));
}

/** A procedure in which the visitor may begin now; `begun` when they have already, and there may be one only. */
interface Open {
  readonly release: Release;
  readonly begun: boolean;
}

type Begin = (deps: ApplicationDeps, exchange: SignedIn, open: Open) => Promise<AnswerWithCookies>;

/** Whoever may not begin is told why, before anything else. */
function onProcedure(deps: ApplicationDeps, handle: Begin) {
  return signedIn(async (exchange) => {
    const release = await currentRelease(deps.database, exchange.params['procedure'] ?? '');
    if (release === undefined) return absent();
    const { definition, procedureId } = release;
    const applicant = asksAboutApplicant(definition) ? await applicantOf(deps, exchange.visitor) : undefined;
    const acts = await windowActs(deps.database, procedureId);
    const window = personWindow(release, acts, exchange.arrivedAt, { applicant });
    if (window?.phase !== 'open') {
      return seeOther(procedurePath(procedureId), withNorm(NOT_NOW, window?.norm));
    }
    const verdicts = eligibilityOf(definition, applicant ?? {});
    const begun =
      definition.several === undefined &&
      (await applicationBegun(deps.database, exchange.visitor.accountId, procedureId));
    if (refusing(verdicts).length > 0 && !begun) {
      const props = { frame: deps.frame, visitor: visitorOf(exchange), definition, verdicts };
      return page(renderPage(<NotEligiblePage {...props} />), 422);
    }
    return handle(deps, exchange, { release, begun });
  });
}

/** Begins as the person chose. Who has a filing to begin from, and has not chosen, is asked; a choice that no longer stands is asked again. */
async function begin(deps: ApplicationDeps, exchange: SignedIn, { release, begun }: Open): Promise<AnswerWithCookies> {
  const chosen = exchange.form.text('inizio');
  const earlier = begun ? undefined : await earlierFiling(deps, exchange.visitor, release);
  if (begun || chosen === EMPTY || (chosen === '' && earlier === undefined)) return begunAt(deps, exchange, release);
  if (earlier === undefined) return seeOther(procedurePath(release.procedureId), GONE);
  if (chosen !== earlier.filing.filingId) {
    return seeOther(`${procedurePath(release.procedureId)}/istanze/inizio`, chosen === '' ? undefined : GONE);
  }
  return begunAt(deps, exchange, release, earlier);
}

const NOT_NOW = 'In questo momento la domanda non si può presentare.';
const GONE = 'Non abbiamo aperto nessuna domanda: quella da cui volevi cominciare non si può più riprendere.';

async function begunAt(
  deps: ApplicationDeps,
  exchange: SignedIn,
  release: Release,
  earlier?: Earlier,
): Promise<AnswerWithCookies> {
  const { procedureId, digest, definition } = release;
  const several = definition.several !== undefined;
  const empty: ToBegin = { id: uuidv7(), procedureId, releaseDigest: digest, several };
  const beginning = earlier && (await beginningFrom(deps, earlier, release, exchange.arrivedAt));
  const asked: ToBegin =
    earlier === undefined || beginning === undefined
      ? empty
      : { ...empty, answers: beginning.answers, from: begunFrom(earlier, beginning) };
  return seeOther(paths.application(await startApplication(deps.database, asked, actOf(exchange))));
}

async function choose(deps: ApplicationDeps, exchange: SignedIn, { release, begun }: Open): Promise<AnswerWithCookies> {
  const earlier = begun ? undefined : await earlierFiling(deps, exchange.visitor, release);
  if (earlier === undefined) return seeOther(procedurePath(release.procedureId));
  const beginning = await beginningFrom(deps, earlier, release, exchange.arrivedAt);
  const { frame } = deps;
  const about = { frame, visitor: visitorOf(exchange), notice: exchange.notice, release, earlier, beginning };
  return page(renderPage(<BeginningPage {...about} />));
}

function procedurePath(procedureId: string): string {
  return `/procedure/${encodeURIComponent(procedureId)}`;
}
