import {
  asksAboutApplicant,
  type Context,
  type Gap,
  type ParallelApplication,
  withApplicant,
} from '../../engines/procedure/index.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Database } from '../../platform/db/database.ts';
import {
  type Application,
  contextFor,
  draftForFiling,
  draftGaps,
  type Lookups,
  parallelsOf,
} from '../applications/index.ts';
import {
  type FilingWindow,
  personWindow,
  pointsOrSchoolsAsk,
  type Release,
  releaseByDigest,
  withSchools,
} from '../procedures/index.ts';
import { applicantFacts } from './applicant-store.ts';
import { factsKept } from './facts-kept.ts';
import { subjectKey, type Twin, twinOf } from './twin-store.ts';

/** A draft with everything a filing is decided on, as the page of the summary judged it. */
export interface FilingDraft {
  readonly application: Application;
  readonly release: Release;
  /** At the instant of arrival. */
  readonly window: FilingWindow | undefined;
  readonly context: Context;
  /** The person's other applications of the same group. */
  readonly parallels: readonly ParallelApplication[];
  /** What it is to be the only valid filing for, and the one there is already. */
  readonly subjectKey: string | undefined;
  readonly twin: Twin | undefined;
  /** What is missing or wrong, what was typed and could not be read included. */
  missing(): readonly Gap[];
}

/** The draft of this account's own application; undefined when there is none, or it is somebody else's. */
export async function openDraft(
  deps: { readonly database: Database; readonly lookups: Lookups },
  ids: { readonly accountId: string; readonly applicationId: string; readonly entry: string },
  at: Date,
): Promise<FilingDraft | undefined> {
  const { database, lookups } = deps;
  const [found, profile] = await Promise.all([
    draftForFiling(database, ids.applicationId, ids.accountId),
    lookups.profile(ids.accountId),
  ]);
  if (found === undefined) return undefined;
  const { application: draft } = found;
  const published = await releaseByDigest(database, draft.releaseDigest);
  if (published === undefined) throw new Error(`draft ${draft.id} names a release that was never published`);
  const asks = asksAboutApplicant(published.definition) || pointsOrSchoolsAsk(published);
  const applicant = asks ? { ...(await applicantFacts(database, ids.accountId)), entry: ids.entry } : undefined;
  const release = await withSchools(database, published, withApplicant(draft.answers, applicant), at);
  const answers = withApplicant(draft.answers, applicant && factsKept(release, applicant));
  const application = { ...draft, answers };
  const { definition } = release;
  const subject = subjectKey(definition, answers, ids.accountId);
  const [context, parallels, twin] = await Promise.all([
    contextFor(lookups, definition, answers, { today: romeDate(at), profile, applicant }),
    applicant === undefined ? [] : parallelsOf(database, ids.accountId, definition, applicant),
    subject === undefined ? undefined : twinOf(database, subject, application),
  ]);
  return {
    application,
    release,
    window: personWindow(release, application.windowActs, at, { applicant, answers }),
    context,
    parallels,
    subjectKey: subject,
    twin,
    missing: () => draftGaps(definition, application, context),
  };
}
