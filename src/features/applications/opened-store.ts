import {
  type ApplicantFacts,
  answersAskAboutApplicant,
  type Context,
  withApplicant,
} from '../../engines/procedure/index.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { SignedIn, Visitor } from '../../platform/http/index.ts';
import { personWindow, pointsOrSchoolsAsk, releaseByDigest, withSchools } from '../procedures/index.ts';
import type { Application } from './application.ts';
import { isEditable, standingOf } from './application.ts';
import type { ApplicationDeps } from './deps.ts';
import { contextFor } from './lookups.ts';
import { draftToMove, moveTo } from './move-store.ts';
import type { Opened } from './opened.ts';
import { applicationForPerson } from './store.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}

/** The visitor's own application named in the address; undefined when there is none, or it is somebody else's. */
export async function openApplication(deps: ApplicationDeps, exchange: SignedIn): Promise<Opened | undefined> {
  const id = exchange.params['application'] ?? '';
  if (!isId(id)) return undefined;
  const [draft, latest] = await Promise.all([
    applicationForPerson(deps.database, id, exchange.visitor.accountId),
    deps.latestFiling(deps.database, id),
  ]);
  if (draft === undefined) return undefined;
  const standing = standingOf(draft.edition, latest);
  const behind = isEditable(standing) && draft.currentDigest !== draft.releaseDigest;
  if (behind && (await catchUp(deps, draft, exchange.arrivedAt))) return openApplication(deps, exchange);
  const published = await releaseByDigest(deps.database, draft.releaseDigest);
  if (published === undefined) throw new Error(`application ${id} names release ${draft.releaseDigest}: not published`);
  const asks = answersAskAboutApplicant(published.definition) || pointsOrSchoolsAsk(published);
  const applicant = asks ? await applicantOf(deps, exchange.visitor) : undefined;
  const application = { ...draft, answers: withApplicant(draft.answers, applicant) };
  const release = await withSchools(deps.database, published, application.answers, exchange.arrivedAt);
  const who = { applicant, answers: application.answers };
  const window = personWindow(release, application.windowActs, exchange.arrivedAt, who);
  return {
    application,
    release,
    window,
    applicant,
    latest,
    standing,
    writable: isEditable(standing) && window?.phase === 'open',
  };
}

/** Carries what is being written over to the release in force, if that may be filed now; false when nothing was moved. */
async function catchUp(
  deps: ApplicationDeps,
  { id, currentDigest, windowActs, answers }: Application,
  at: Date,
): Promise<boolean> {
  const release = await releaseByDigest(deps.database, currentDigest);
  if (release === undefined || personWindow(release, windowActs, at, { answers })?.phase !== 'open') return false;
  const draft = await draftToMove(deps.database, deps, release, id);
  return draft !== undefined && (await moveTo(deps.database, release, [draft], at)).has(id);
}

/** What is known of who applies, by whoever is at the browser. */
export async function applicantOf(
  { database, applicantFacts }: Pick<ApplicationDeps, 'database' | 'applicantFacts'>,
  { accountId, entry }: Pick<Visitor, 'accountId' | 'entry'>,
): Promise<ApplicantFacts> {
  return { ...(await applicantFacts(database, accountId)), entry: entry.method };
}

/** What the engine asks while it judges this application on the day the request arrived. */
export async function contextOf(
  deps: Pick<ApplicationDeps, 'lookups'>,
  opened: Opened,
  at: Date,
  profile = false,
): Promise<Context> {
  const { definition } = opened.release;
  const known = profile ? { profile: await deps.lookups.profile(opened.application.accountId) } : {};
  const { applicant, application } = opened;
  return contextFor(deps.lookups, definition, application.answers, { today: romeDate(at), applicant, ...known });
}
