import type { AnswerWithCookies } from './answer.ts';
import type { CookieName } from './cookies.ts';
import type { Form } from './form.ts';
import type { Policy } from './policy.ts';
import type { Visitor } from './visitor.ts';

/** A file that came with a multipart form, already whole and within the route's limit. */
export interface UploadedFile {
  field: string;
  filename: string;
  bytes: Uint8Array;
  /** The file went over the limit: `bytes` holds only its beginning. */
  truncated: boolean;
}

/** One request as a route sees it: who asks, what was sent, when the last byte of it arrived. */
export interface Exchange {
  visitor: Visitor | null;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  path: string;
  form: Form;
  files: readonly UploadedFile[];
  csrf: string;
  /** Server clock when the last byte of the request had arrived: the instant deadlines are judged by. */
  arrivedAt: Date;
  requestId: string;
  ip: string;
  userAgent: string;
  wantsJson: boolean;
  /** The message left by the page that sent the browser here, shown once. */
  notice: string | undefined;
  /** What this person had sent when their session was over, on the page where they see it again (`ripresa=1`). */
  readonly kept?: Kept | undefined;
  cookie(name: CookieName): string | undefined;
  /** A header as it came; of one given twice, both joined. */
  header(name: string): string | undefined;
}

/** A form that arrived when it could not be taken. */
export interface Kept {
  readonly path: string;
  readonly posted: Readonly<Record<string, unknown>>;
}

export interface Route {
  method: 'GET' | 'POST';
  path: string;
  policy: Policy;
  /** Greatest size of each uploaded file, in bytes; routes without it take no files. */
  upload?: number;
  /**
   * The instant of arrival decides over this act, and doing it twice does it once: when the database cannot be reached
   * the form is held by the page that waits, and counts from when it first arrived.
   */
  held?: boolean;
  /** It takes up by itself what was sent when a session was over; elsewhere the form shows it again. */
  resumes?: true;
  /**
   * Another site posts here by the rules of a protocol (the answer of an identity provider): no token of ours can be in
   * it, and the handler itself proves that the browser is the one that asked.
   */
  foreign?: true;
  handle(exchange: Exchange): Promise<AnswerWithCookies>;
}

/** An exchange on a route whose policy needs somebody signed in. */
export type SignedIn = Exchange & { visitor: Visitor };

/** Wraps a handler that needs a visitor; the server has already refused everybody else by the route's policy. */
export function signedIn(
  handle: (exchange: SignedIn) => Promise<AnswerWithCookies>,
): (exchange: Exchange) => Promise<AnswerWithCookies> {
  return (exchange) => {
    if (exchange.visitor === null) throw new Error(`route ${exchange.path} entered without a visitor`);
    return handle({ ...exchange, visitor: exchange.visitor });
  };
}
