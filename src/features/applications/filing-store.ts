import type { Db } from '../../platform/db/database.ts';
import type { Application } from './application.ts';
import { APPLICATION_COLUMNS, type ApplicationRow, fromRow } from './store.ts';

/** An attached file as a filing records it. */
export interface AttachedFile {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly sha256: string;
}

/** Everything of a draft that a filing is made from. */
export interface DraftForFiling {
  readonly application: Application;
  /** Every file ever attached; those that count are the ones the answers name. */
  readonly attachments: readonly AttachedFile[];
}

/** The draft to file, if the application is this account's: one query, with the acts that moved the window. */
export async function draftForFiling(
  db: Db,
  applicationId: string,
  accountId: string,
): Promise<DraftForFiling | undefined> {
  const [row] = await db.prepared<ApplicationRow & { attachments: AttachedFile[] }>(
    'draft-for-filing',
    `select ${APPLICATION_COLUMNS},
       (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'filename', t.filename, 'size', t.size,
            'sha256', t.sha256) order by t.added_at), '[]')
          from attachments t where t.application_id = a.id) as attachments
       from applications a join drafts d on d.application_id = a.id
      where a.id = $1 and a.account_id = $2`,
    [applicationId, accountId],
  );
  if (row === undefined) return undefined;
  const { attachments, ...application } = row;
  return { application: fromRow(application), attachments };
}
