import { asksAboutApplicant, type Context, type Gap, type ParallelApplication } from '../../engines/procedure/index.ts';
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
import { type FilingWindow, personWindow, type Release, releaseByDigest, withSchools } from '../procedures/index.ts';
import { applicantFacts } from './applicant-store.ts';
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
  const { application } = found;
  const published = await releaseByDigest(database, application.releaseDigest);
  if (published === undefined) throw new Error(`draft ${application.id} names a release that was never published`);
  const { answers } = application;
  const release = await withSchools(database, published, answers, at);
  const { definition } = release;
  const applicant = asksAboutApplicant(definition)
    ? { ...(await applicantFacts(database, ids.accountId)), entry: ids.entry }
    : undefined;
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
