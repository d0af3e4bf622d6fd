import { uuidv7 } from 'uuidv7';
import type { Db } from '../../platform/db/database.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { appendJobs } from '../../platform/set-based.ts';
import type { Inbox } from './inbox.ts';
import type { AttachmentSource, MailToAddress, Message, MessageHead, Notification } from './message.ts';

export const MESSAGE_MAIL = 'notifications.message-mail';
export const LETTER_MAIL = 'notifications.letter-mail';

/** Tells somebody, in the transaction of what happened: a message in the inbox, and a mail with the same words. */
export async function notify(tx: Db, notification: Notification): Promise<void> {
  const { accountId, kind, subject, paragraphs, link, key, attachmentsFrom } = notification;
  const [added] = await tx.query<{ id: string }>(
    `insert into messages (id, account_id, kind, subject, paragraphs, link_href, link_label, attachments_from, key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (key) do nothing returning id`,
    [
      uuidv7(),
      accountId,
      kind,
      subject,
      paragraphs,
      link?.href ?? null,
      link?.label ?? null,
      attachmentsFrom === undefined ? null : JSON.stringify(attachmentsFrom),
      key,
    ],
  );
  if (added !== undefined) await enqueue(tx, MESSAGE_MAIL, { messageId: added.id });
}

/** As `notify`, for many people at once in two statements. */
export async function notifyAll(tx: Db, notifications: readonly Notification[]): Promise<void> {
  if (notifications.length === 0) return;
  const rows = notifications.map(({ link, attachmentsFrom, ...rest }) => ({
    ...rest,
    id: uuidv7(),
    href: link?.href ?? null,
    label: link?.label ?? null,
    from: attachmentsFrom ?? null,
  }));
  await tx.query(
    `with added as (
       insert into messages (id, account_id, kind, subject, paragraphs, link_href, link_label, attachments_from, key)
       select id, "accountId", kind, subject, paragraphs, href, label, "from", key
         from jsonb_to_recordset($1::jsonb) as m (id uuid, "accountId" uuid, kind text, subject text, paragraphs text[],
           href text, label text, "from" jsonb, key text)
       on conflict (key) do nothing returning id)
     ${appendJobs} select $2, jsonb_build_object('messageId', id), null from added`,
    [JSON.stringify(rows), MESSAGE_MAIL],
  );
}

/** A mail that leaves no trace in an inbox: to who has no account, or with something secret in it. */
export async function sendMail(tx: Db, mail: MailToAddress): Promise<void> {
  await enqueue(tx, LETTER_MAIL, mail);
}

/** What of an inbox may be seen: see inbox.ts. Messages about an application lead to it. */
const SEEN = `account_id = $1 and (not $2::boolean or (kind like 'filing.%'
  and ($3::text[] is null or split_part(link_href, '/', 3) = any ($3))))`;

function seenIn({ accountId, only }: Inbox): unknown[] {
  return [accountId, only !== null, only?.applications ?? null];
}

/** The newest first; `page` counts from 0. */
export async function messagesOf(db: Db, inbox: Inbox, page = 0, size = 20): Promise<MessageHead[]> {
  return db.query<MessageHead>(
    `select id, subject, created_at as "createdAt", read_at is not null as read from messages
     where ${SEEN} order by created_at desc, id limit $4 offset $5`,
    [...seenIn(inbox), size, page * size],
  );
}

export async function countMessages(db: Db, inbox: Inbox): Promise<{ all: number; unread: number }> {
  const [row] = await db.query<{ all: number; unread: number }>(
    `select count(*) as all, count(*) filter (where read_at is null) as unread from messages where ${SEEN}`,
    seenIn(inbox),
  );
  return row ?? { all: 0, unread: 0 };
}

export async function unreadCount(db: Db, inbox: Inbox): Promise<number> {
  return (await countMessages(db, inbox)).unread;
}

interface MessageRow {
  readonly id: string;
  readonly subject: string;
  readonly paragraphs: string[];
  readonly href: string | null;
  readonly label: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

const COLUMNS = `id, subject, paragraphs, link_href as href, link_label as label, created_at as "createdAt",
  read_at as "readAt"`;

/**
 * One's own message, noted as read unless a delegate looks; nothing for anybody else's, as for one that does not exist.
 */
export async function readMessage(db: Db, inbox: Inbox, id: string, now: Date): Promise<Message | undefined> {
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) return undefined;
  const [row] = await (inbox.only === null
    ? db.query<MessageRow>(
        `update messages set read_at = coalesce(read_at, $3) where id = $1 and account_id = $2 returning ${COLUMNS}`,
        [id, inbox.accountId, now],
      )
    : db.query<MessageRow>(`select ${COLUMNS} from messages where id = $4 and ${SEEN}`, [...seenIn(inbox), id]));
  return row && messageOf(row);
}

/** What the mail job needs of a message. */
export interface MessageToMail {
  readonly accountId: string;
  readonly message: Message;
  readonly attachmentsFrom: AttachmentSource | null;
}

export async function messageToMail(db: Db, id: string): Promise<MessageToMail | undefined> {
  const [row] = await db.query<MessageRow & { accountId: string; attachmentsFrom: AttachmentSource | null }>(
    `select ${COLUMNS}, account_id as "accountId", attachments_from as "attachmentsFrom" from messages where id = $1`,
    [id],
  );
  return row && { accountId: row.accountId, attachmentsFrom: row.attachmentsFrom, message: messageOf(row) };
}

function messageOf({ id, subject, paragraphs, href, label, createdAt, readAt }: MessageRow): Message {
  const link = href === null || label === null ? undefined : { href, label };
  return { id, subject, paragraphs, link, createdAt, readAt };
}
