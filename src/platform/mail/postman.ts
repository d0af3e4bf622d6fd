import nodemailer from 'nodemailer';
import type { Database, Db } from '../db/database.ts';
import { sha256Hex } from '../digest.ts';
import { recordEvent } from '../events.ts';
import type { Logger } from '../log.ts';
import type { Mail } from './mail.ts';
import { returnAddress } from './return-address.ts';

export interface PostmanOptions {
  readonly database: Database;
  readonly smtpUrl: string;
  /** `Name <address>`. */
  readonly from: string;
  /** Where mails come back, and the key their return addresses are signed with; without it they come back to `from`. */
  readonly returns?: { readonly box: string; readonly secret: string } | undefined;
  readonly log: Logger;
}

export interface Postman {
  /**
   * Sends the mail unless one with its key has gone out, or has been refused for good, before. Throws when it should
   * be tried again. The server's acceptance and our note of it cannot be one act: if the process dies exactly between
   * the two the mail goes out again, with the same Message-ID, by which mail programs know it for the same.
   */
  deliver(mail: Mail): Promise<void>;
  close(): void;
}

type Transport = ReturnType<typeof openTransport>;

export function createPostman(options: PostmanOptions): Postman {
  const { database, smtpUrl } = options;
  const transport = openTransport(smtpUrl);
  return {
    deliver: async (mail) => {
      await begin(database, mail);
      try {
        await database.transaction((tx) => sendOnce(tx, transport, mail, options));
      } catch (error) {
        await database.query('update outgoing_mails set last_error = $2 where key = $1', [mail.key, wordsOf(error)]);
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

function openTransport(url: string) {
  return nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // Contents are ours to give: never a path or an address to read them from.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function begin(db: Db, { key, to, subject }: Mail): Promise<void> {
  await db.query(
    `insert into outgoing_mails (key, recipient, subject, attempts) values ($1, $2, $3, 1)
     on conflict (key) do update set attempts = outgoing_mails.attempts + 1 where outgoing_mails.state = 'pending'`,
    [key, to, subject],
  );
}

/** The row stays locked while the server is spoken to, so that two runs of one job cannot both send. */
async function sendOnce(tx: Db, transport: Transport, mail: Mail, options: PostmanOptions): Promise<void> {
  const { from, returns, log } = options;
  const [row] = await tx.query<{ state: string; number: number }>(
    'select state, number from outgoing_mails where key = $1 for update',
    [mail.key],
  );
  if (row?.state !== 'pending') return;
  const sender = returns === undefined ? undefined : returnAddress(returns.box, returns.secret, row.number);
  try {
    await transport.sendMail({
      ...messageOf(mail, from),
      ...(sender !== undefined && { envelope: { from: sender, to: mail.to } }),
    });
    await settle(tx, mail.key, 'sent', null, null);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    log.warn({ mail: mail.key, err: error }, 'a mail was refused for good');
    const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(wordsOf(error))?.[0] ?? null;
    await settle(tx, mail.key, 'failed', wordsOf(error), status);
    const data = { reason: wordsOf(error), status };
    await recordEvent(tx, { kind: 'mail.bounced', actor: null, subject: { type: 'mail', id: mail.key }, data });
  }
}

async function settle(
  tx: Db,
  key: string,
  state: 'sent' | 'failed',
  error: string | null,
  status: string | null,
): Promise<void> {
  await tx.query(
    `update outgoing_mails set state = $2, last_error = $3, bounce_status = $4, settled_at = clock_timestamp(),
       bounced_at = case when $2 = 'failed' then clock_timestamp() end where key = $1`,
    [key, state, error, status],
  );
}

function messageOf(mail: Mail, from: string) {
  const domain = from.replace(/^.*@|>$/g, '');
  return {
    from,
    // As an object it is one address, whatever characters it holds.
    to: { name: '', address: mail.to },
    subject: mail.subject.replace(/[\r\n\0]+/g, ' '),
    text: mail.text,
    html: mail.html,
    messageId: `<${/^[\w.-]{1,100}$/.test(mail.key) ? mail.key : sha256Hex(mail.key)}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: (mail.attachments ?? []).map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: Buffer.from(content, 'base64'),
    })),
  };
}

/** A 5xx answer to the recipient or to the message: asking again would change nothing (RFC 5321, 4.2.1). */
function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return false;
  const { responseCode, command } = error;
  return typeof responseCode === 'number' && responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
