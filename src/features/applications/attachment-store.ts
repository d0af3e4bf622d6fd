import type { SectionAnswers } from '../../engines/procedure/index.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Act } from './act.ts';
import type { Application, Removed } from './application.ts';

/** A file on its way in: the record and field it answers, and its content. */
export interface NewAttachment {
  readonly id: string;
  readonly section: string;
  readonly item: string;
  readonly field: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface AttachmentFile {
  readonly filename: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Stores a file, the answer that names it and the event in one statement: never a file nobody names, never a name
 * without its file. False when the section has changed since `read` was loaded; nothing is stored then.
 */
export async function saveAttachment(
  db: Db,
  read: Application,
  added: NewAttachment,
  section: { readonly answers: SectionAnswers; readonly removed: readonly Removed[] },
  act: Act,
): Promise<boolean> {
  const rows = await db.query(
    `with changed as (
       update drafts set
         answers = jsonb_set(answers, array[$3::text], $5::jsonb),
         removed = jsonb_set(removed, array[$3::text], $6::jsonb),
         sections = jsonb_set(sections, array[$3::text],
           jsonb_build_object('version', $4::integer + 1, 'savedAt', $7::text)),
         version = version + 1,
         updated_at = $7::timestamptz
       where application_id = $1 and edition = $2
         and coalesce((sections -> $3::text ->> 'version')::integer, 0) = $4
       returning application_id),
     stored as (
       insert into attachments
         (id, application_id, section, item, field, filename, media_type, size, sha256, bytes, added_at)
       select $9, application_id, $3, $10, $11, $12, $13, octet_length($15::bytea), $14, $15, $7::timestamptz
         from changed)
     insert into events (kind, actor, subject_type, subject_id, data)
     select 'application.file-attached', $8::uuid, 'application', application_id::text,
            jsonb_build_object('section', $3::text, 'attachment', $9::uuid, 'sha256', $14::text) || $16::jsonb
       from changed
     returning 1`,
    [
      read.id,
      read.edition,
      added.section,
      read.sections[added.section]?.version ?? 0,
      JSON.stringify(section.answers),
      JSON.stringify(section.removed),
      act.now.toISOString(),
      act.actor,
      added.id,
      added.item,
      added.field,
      added.filename,
      added.mediaType,
      added.sha256,
      Buffer.from(added.bytes.buffer, added.bytes.byteOffset, added.bytes.byteLength),
      JSON.stringify(act.under),
    ],
  );
  return rows.length > 0;
}

/** A file of an application of this account. */
export async function attachmentForPerson(
  db: Db,
  id: string,
  applicationId: string,
  accountId: string,
): Promise<AttachmentFile | undefined> {
  const [row] = await db.query<AttachmentFile>(
    `select t.filename, t.media_type as "mediaType", t.bytes
       from attachments t join applications a on a.id = t.application_id
      where t.id = $1 and a.id = $2 and a.account_id = $3`,
    [id, applicationId, accountId],
  );
  return row;
}

/** Files ever attached to an application: taken away or not, they fill the disk. */
export async function attachmentCount(db: Db, applicationId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*) as count from attachments where application_id = $1',
    [applicationId],
  );
  return row?.count ?? 0;
}
