import PostalMime, { type Email } from 'postal-mime';

/** What the report of a mail server says of the one recipient of one of our mails. */
export interface BounceReport {
  /** Addresses the report itself was sent to: one of them is the return address of the mail. */
  readonly sentTo: readonly string[];
  /** RFC 3463, as `5.1.1`. */
  readonly status: string;
  /** The words of the server, for whoever looks into it. */
  readonly words: string;
}

/** Reports are a few kilobytes; what comes after is the mail itself, which is ours. */
export const LARGEST_REPORT = 512 * 1024;
const DEEPEST = 10;

/**
 * Reads a report of non-delivery (RFC 3464): hostile until read. Nothing for anything else that comes to the return
 * address: answers from holidays, delays, reports of success, junk.
 */
export async function readBounce(raw: Uint8Array): Promise<BounceReport | undefined> {
  const mail = await parse(raw.subarray(0, LARGEST_REPORT));
  if (mail === undefined || !isReport(mail)) return undefined;
  const part = mail.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  if (part === undefined) return undefined;
  const failed = blocksOf(textOf(part.content)).find(({ action }) => action?.toLowerCase() === 'failed');
  const status = /^[45]\.\d{1,3}\.\d{1,3}\b/.exec(failed?.['status'] ?? '')?.[0];
  if (failed === undefined || status === undefined) return undefined;
  return { sentTo: sentTo(mail), status, words: plain(failed['diagnostic-code'] ?? '') };
}

async function parse(raw: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: DEEPEST });
  } catch {
    return undefined;
  }
}

function isReport({ headers }: Email): boolean {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? '';
  return /^multipart\/report\b/i.test(type) && /report-type\s*=\s*"?delivery-status"?/i.test(type);
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('latin1');
}

type Fields = Readonly<Record<string, string>>;

/** Groups of `Name: value` with an empty line between them; the first is about the mail, the others each about somebody. */
function blocksOf(text: string): Fields[] {
  return text
    .slice(0, 50_000)
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .slice(0, 20)
    .map((block) =>
      Object.fromEntries(
        block.split('\n').flatMap((line) => {
          const colon = line.indexOf(':');
          return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
        }),
      ),
    );
}

function sentTo({ headers }: Email): string[] {
  const names = new Set(['x-original-to', 'delivered-to', 'to']);
  return headers.filter(({ key }) => names.has(key)).map(({ value }) => value.slice(0, 1000));
}

/** One short line without what could move a terminal or a log. */
function plain(text: string): string {
  return text
    .replaceAll(/[^\P{C}\t]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
