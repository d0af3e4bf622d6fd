import { applicationsOf, type Lookups, namesOf } from '../features/applications/index.ts';
import type { DossierDeps, NamedFiling } from '../features/dossier/index.ts';
import { filingsOf, writeNumber } from '../features/filings/index.ts';
import { releaseByDigest } from '../features/procedures/index.ts';
import type { Database } from '../platform/db/database.ts';
import type { Frame } from '../ui/index.ts';

/** What the dossier tells of filings and applications, which stand above it. */
export function dossierDeps(database: Database, frame: Frame, lookups: Lookups): DossierDeps {
  return {
    database,
    frame,
    names: () => namesOf(lookups),
    filings: async (db, accountId) => {
      const filings = await filingsOf(db, accountId);
      return new Map(
        filings.map((filing): [string, NamedFiling] => [
          filing.id,
          {
            title: filing.subject,
            number: writeNumber(filing),
            filedAt: filing.filedAt,
            withdrawn: filing.state === 'withdrawn',
            href: `/istanze/${filing.applicationId}/ricevuta/${filing.id}`,
          },
        ]),
      );
    },
    applications: async (db, accountId) => {
      const applications = await applicationsOf(db, accountId);
      const releases = await Promise.all(applications.map(({ releaseDigest }) => releaseByDigest(db, releaseDigest)));
      return new Map(applications.map(({ id }, index) => [id, releases[index]?.definition.title ?? '']));
    },
  };
}
