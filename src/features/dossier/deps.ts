import type { Context } from '../../engines/procedure/index.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Frame } from '../../ui/index.ts';

/** A filing as the dossier names it. */
export interface NamedFiling {
  readonly title: string;
  /** As the receipt prints it. */
  readonly number: string;
  readonly filedAt: Date;
  readonly withdrawn: boolean;
  readonly href: string;
}

/** What the pages of the dossier are made with. Filings and applications stand above it: they come in as functions. */
export interface DossierDeps {
  readonly database: Database;
  readonly frame: Frame;
  /** The person's filings, by id. */
  filings(db: Db, accountId: string): Promise<ReadonlyMap<string, NamedFiling>>;
  /** The titles of the person's applications, by id. */
  applications(db: Db, accountId: string): Promise<ReadonlyMap<string, string>>;
  /** The names behind the codes of the registry. */
  names(): Promise<Pick<Context, 'teachingClass' | 'country'>>;
}
