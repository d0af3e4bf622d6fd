import type { Context, Gap } from '../../engines/procedure/index.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { Database } from '../../platform/db/database.ts';
import { type Application, contextFor, draftForFiling, draftGaps, type Lookups } from '../applications/index.ts';
import { type FilingWindow, filingWindow, type Release, releaseByDigest } from '../procedures/index.ts';

/** A draft with everything a filing is decided on, as the page of the summary judged it. */
export interface FilingDraft {
  readonly application: Application;
  readonly release: Release;
  /** At the instant of arrival. */
  readonly window: FilingWindow | undefined;
  readonly context: Context;
  /** What is missing or wrong, what was typed and could not be read included. */
  missing(): readonly Gap[];
}

/** The draft of this account's own application; undefined when there is none, or it is somebody else's. */
export async function openDraft(
  deps: { readonly database: Database; readonly lookups: Lookups },
  ids: { readonly accountId: string; readonly applicationId: string },
  at: Date,
): Promise<FilingDraft | undefined> {
  const { database, lookups } = deps;
  const [found, profile] = await Promise.all([
    draftForFiling(database, ids.applicationId, ids.accountId),
    lookups.profile(ids.accountId),
  ]);
  if (found === undefined) return undefined;
  const { application } = found;
  const release = await releaseByDigest(database, application.releaseDigest);
  if (release === undefined) throw new Error(`draft ${application.id} names a release that was never published`);
  const { definition } = release;
  const context = await contextFor(lookups, definition, application.answers, { today: romeDate(at), profile });
  return {
    application,
    release,
    window: filingWindow(release, application.windowActs, at),
    context,
    missing: () => draftGaps(definition, application, context),
  };
}
