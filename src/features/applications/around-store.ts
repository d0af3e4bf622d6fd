import type { ApplicantFacts, Definition, ParallelApplication } from '../../engines/procedure/index.ts';
import { asksAboutApplicant, eligibilityOf, missingPrerequisites } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';
import type { SignedIn } from '../../platform/http/index.ts';
import { releaseByDigest } from '../procedures/index.ts';
import { type Around, NOTHING_AROUND } from './around.ts';
import type { ApplicationDeps } from './deps.ts';
import type { Opened } from './opened.ts';
import { applicantOf } from './opened-store.ts';
import { applicationsOf } from './store.ts';

/** What stands around an application, for the pages that say whether it may be filed. */
export async function aroundOf(deps: ApplicationDeps, exchange: SignedIn, opened: Opened): Promise<Around> {
  const { definition } = opened.release;
  if (!asksAboutApplicant(definition)) return NOTHING_AROUND;
  const applicant = opened.applicant ?? (await applicantOf(deps, exchange.visitor));
  return {
    verdicts: eligibilityOf(definition, applicant, opened.application.answers),
    missing: missingPrerequisites(definition, applicant),
    parallels: await parallelsOf(deps.database, opened.application.accountId, definition, applicant),
  };
}

/** The other applications a person has in the group of this procedure, filed or not. */
export async function parallelsOf(
  db: Db,
  accountId: string,
  { id, parallel }: Definition,
  { filed }: Pick<ApplicantFacts, 'filed'>,
): Promise<readonly ParallelApplication[]> {
  if (parallel === undefined) return [];
  const others = (await applicationsOf(db, accountId)).filter(({ procedureId }) => procedureId !== id);
  const found = await Promise.all(
    others.map(async ({ procedureId, releaseDigest }) => {
      const definition = (await releaseByDigest(db, releaseDigest))?.definition;
      if (definition?.parallel?.group !== parallel.group) return [];
      return [
        { procedureId, title: definition.title, parallel: definition.parallel, filed: filed.includes(procedureId) },
      ];
    }),
  );
  return found.flat();
}
