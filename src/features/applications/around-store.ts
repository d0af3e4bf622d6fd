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
  const twin = await deps.twinFor(deps.database, definition, opened.application);
  if (!asksAboutApplicant(definition)) return { ...NOTHING_AROUND, twin };
  const applicant = opened.applicant ?? (await applicantOf(deps, exchange.visitor));
  return {
    verdicts: eligibilityOf(definition, applicant, opened.application.answers),
    missing: missingPrerequisites(definition, applicant),
    parallels: await parallelsOf(deps.database, opened.application.accountId, definition, applicant),
    twin,
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
  // Of a procedure with several applications one line is enough: which are filed is known of the procedure.
  return found
    .flat()
    .filter(({ procedureId }, index, all) => all.findIndex((each) => each.procedureId === procedureId) === index);
}
