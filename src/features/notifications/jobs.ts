import { z } from 'zod';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Tasks } from '../../platform/jobs/index.ts';
import { type Mail, mailLayout, postMail } from '../../platform/mail/index.ts';
import type { AttachmentSource, Letter } from './message.ts';
import { LETTER_MAIL, MESSAGE_MAIL, messageToMail } from './message-store.ts';

export interface NotificationJobsDeps {
  readonly database: Database;
  /** The address people use, without a slash at its end. */
  readonly publicUrl: string;
  /** Who writes: the administration's name. */
  readonly signature: string;
  /** The verified address of an account: this feature knows nobody. */
  addressOf(db: Db, accountId: string): Promise<{ email: string; name: string } | undefined>;
  /** The files of an attachment source; throwing means: not ready yet, try again later. */
  attachments(db: Db, from: AttachmentSource): Promise<NonNullable<Mail['attachments']>>;
}

const messagePayload = z.object({ messageId: z.uuid() });
const letterPayload = z.object({
  to: z.string(),
  key: z.string(),
  subject: z.string(),
  paragraphs: z.array(z.string()),
  link: z.object({ href: z.string().startsWith('/'), label: z.string() }).optional(),
});

/** Writes the mails: words and layout here, delivery in the post's own job. */
export function notificationJobs(deps: NotificationJobsDeps): Tasks {
  return {
    [MESSAGE_MAIL]: async (payload) => mailMessage(deps, messagePayload.parse(payload).messageId),
    [LETTER_MAIL]: async (payload) => {
      const { to, key, ...letter } = letterPayload.parse(payload);
      await postMail(deps.database, { to, key, subject: letter.subject, ...laidOut(deps, letter) });
    },
  };
}

async function mailMessage(deps: NotificationJobsDeps, id: string): Promise<void> {
  const { database } = deps;
  const found = await messageToMail(database, id);
  const address = found && (await deps.addressOf(database, found.accountId));
  if (found === undefined || address === undefined) return;
  const { message, attachmentsFrom } = found;
  const paragraphs = [`Ciao ${address.name},`, ...message.paragraphs];
  await postMail(database, {
    key: `message:${id}`,
    to: address.email,
    subject: message.subject,
    ...laidOut(deps, { ...message, paragraphs }),
    ...(attachmentsFrom === null ? {} : { attachments: await deps.attachments(database, attachmentsFrom) }),
  });
}

function laidOut({ publicUrl, signature }: NotificationJobsDeps, { paragraphs, link }: Letter) {
  const content = { paragraphs, signature };
  return mailLayout(
    link === undefined ? content : { ...content, link: { label: link.label, url: publicUrl + link.href } },
  );
}
