import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Files, Working } from './working.ts';

export interface Edit {
  readonly accountId: string;
  readonly now: Date;
}

const COLUMNS = `w.procedure_id as "procedureId", w.version, w.files, w.edited_by as "editedBy",
  a.name || ' ' || a.surname as editor, w.edited_at as "editedAt"`;

export async function workingOf(db: Db, procedureId: string): Promise<Working | undefined> {
  const [row] = await db.query<Working>(
    `select ${COLUMNS} from procedure_workings w join accounts a on a.id = w.edited_by where w.procedure_id = $1`,
    [procedureId],
  );
  return row;
}

/** As `workingOf`, and nobody edits it until the transaction ends. */
export async function lockedWorking(tx: Db, procedureId: string): Promise<Working | undefined> {
  await tx.query('select from procedure_workings where procedure_id = $1 for update', [procedureId]);
  return workingOf(tx, procedureId);
}

export async function allWorkings(db: Db): Promise<readonly Omit<Working, 'files'>[]> {
  return db.query(
    `select w.procedure_id as "procedureId", w.version, w.edited_by as "editedBy", a.name || ' ' || a.surname as editor,
       w.edited_at as "editedAt" from procedure_workings w join accounts a on a.id = w.edited_by order by 1`,
  );
}

/** Who edited when, and which files, newest first. */
export interface EditRecord {
  readonly version: number;
  readonly paths: readonly string[];
  readonly editor: string;
  readonly editedAt: Date;
}

export async function editsOf(db: Db, procedureId: string): Promise<readonly EditRecord[]> {
  return db.query<EditRecord>(
    `select e.version, array(select jsonb_object_keys(e.files)) as paths, a.name || ' ' || a.surname as editor,
       e.edited_at as "editedAt"
       from procedure_edits e join accounts a on a.id = e.edited_by
      where e.procedure_id = $1 order by e.version desc limit 20`,
    [procedureId],
  );
}

/** Begins a working copy; false when there is one already. */
export async function beginWorking(
  database: Database,
  procedureId: string,
  files: Files,
  edit: Edit,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const rows = await tx.query(
      `insert into procedure_workings (procedure_id, version, files, edited_by, edited_at) values ($1, 1, $2, $3, $4)
       on conflict do nothing returning version`,
      [procedureId, JSON.stringify(files), edit.accountId, edit.now],
    );
    if (rows.length > 0) await noteEdit(tx, procedureId, { version: 1, files }, edit);
    return rows.length > 0;
  });
}

/**
 * Writes files of a working copy (null: takes one away), if nobody saved it since version `base`. An open request for
 * publication is taken back: it was for something else.
 */
export async function saveWorking(
  database: Database,
  change: {
    readonly procedureId: string;
    readonly base: number;
    readonly files: Readonly<Record<string, string | null>>;
  },
  edit: Edit,
): Promise<'saved' | 'changed-meanwhile'> {
  const { procedureId, base, files } = change;
  return database.transaction(async (tx) => {
    const rows = await tx.query(
      `update procedure_workings set version = version + 1, edited_by = $4, edited_at = $5,
         files = jsonb_strip_nulls(files || $3::jsonb)
        where procedure_id = $1 and version = $2 returning version`,
      [procedureId, base, JSON.stringify(files), edit.accountId, edit.now],
    );
    if (rows.length === 0) return 'changed-meanwhile';
    await noteEdit(tx, procedureId, { version: base + 1, files }, edit);
    await tx.query(
      `update publication_requests set outcome = 'withdrawn', decided_by = $2, decided_at = $3
        where procedure_id = $1 and outcome is null`,
      [procedureId, edit.accountId, edit.now],
    );
    return 'saved';
  });
}

async function noteEdit(
  tx: Db,
  procedureId: string,
  { version, files }: { readonly version: number; readonly files: Readonly<Record<string, string | null>> },
  { accountId, now }: Edit,
): Promise<void> {
  await tx.query(
    'insert into procedure_edits (procedure_id, version, files, edited_by, edited_at) values ($1, $2, $3, $4, $5)',
    [procedureId, version, JSON.stringify(files), accountId, now],
  );
  await recordEvent(tx, {
    kind: 'procedure.edited',
    actor: accountId,
    subject: { type: 'procedure', id: procedureId },
    data: { version, files: Object.keys(files) },
  });
}
