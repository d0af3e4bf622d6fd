import { z } from 'zod';
import { declaredIn } from '../../engines/procedure/index.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Task } from '../../platform/jobs/index.ts';
import { keepDeclared } from '../dossier/index.ts';
import { releaseByDigest } from '../procedures/index.ts';
import { filedApplication, filingById } from './archive-store.ts';

const payloadSchema = z.object({ filing: z.uuid() });

/** Puts the titles and services of a filing into the applicant's dossier, as they stand in the very bytes filed. */
export function dossierKeeper(database: Database): Task {
  return async (payload) => {
    const { filing: filingId } = payloadSchema.parse(payload);
    const [filing, filed] = await Promise.all([filingById(database, filingId), filedApplication(database, filingId)]);
    const release = filing && (await releaseByDigest(database, filing.releaseDigest));
    if (filing === undefined || filed === undefined || release === undefined)
      throw new Error(`filing ${filingId} lacks its text or its release`);
    const { applicationId, accountId, filedAt } = filing;
    const declared = declaredIn(release.definition, filed.answers);
    await keepDeclared(database, { filingId, applicationId, accountId, filedAt, declared });
  };
}
