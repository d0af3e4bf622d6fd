/** Codes with which Node says that there is nobody at the other end, or not any more. */
const socketCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** SQLSTATEs of a server that stops, starts, recovers, is full, or has become read-only. */
const serverCodes: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03', '53300', '25006']);

/** What `pg` and its pool say in words only. */
const words =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable/i;

/**
 * The database cannot be reached. Nothing is wrong with what was asked, so the page may say that what had been saved
 * is still there and that trying again will do. `inDoubt` is true when the connection broke during COMMIT: the work may
 * have been stored, and only asking again (with the same client-made id) can tell.
 */
export class DatabaseGone extends Error {
  override readonly name = 'DatabaseGone';
  readonly inDoubt: boolean;

  constructor(cause: unknown, inDoubt = false) {
    super('the database cannot be reached', { cause });
    this.inDoubt = inDoubt;
  }
}

/** Whether an error of the driver means that the connection is lost, rather than that the statement is wrong. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (socketCodes.has(code) || serverCodes.has(code) || code.startsWith('08')) return true;
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost);
  return words.test(error.message);
}
