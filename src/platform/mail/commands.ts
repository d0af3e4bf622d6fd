import type { CommandDeps } from '../command.ts';
import { DatabaseGone } from '../db/gone.ts';
import { LARGEST_REPORT, readBounce } from './bounce-report.ts';
import { saveReturned } from './bounces.ts';
import { mailReturned } from './return-address.ts';

export interface MailCommandDeps extends CommandDeps {
  readonly secret: string;
  /** The report, as the mail server pipes it in. */
  readonly input: AsyncIterable<Uint8Array | string>;
}

const USAGE = `Uso:
  bin/polis mail bounce [INDIRIZZO] < messaggio
      legge la notifica di mancata consegna che il server di posta passa sull’ingresso.
      INDIRIZZO: a chi era diretta, se il server lo sa; altrimenti si guarda nel messaggio`;

/** sysexits.h: the mail server keeps the report and tries again. */
const TRY_AGAIN = 75;

/**
 * `bin/polis mail bounce`, at the end of a pipe of the mail server. What is no report of ours is dropped in silence and
 * with success: an answer to it would be sent to a stranger.
 */
export async function mailCommands([verb, ...words]: readonly string[], deps: MailCommandDeps): Promise<number> {
  if (verb !== 'bounce' || words.length > 1) {
    deps.err(USAGE);
    return 2;
  }
  const report = await readBounce(await head(deps.input));
  const sentTo = [...words, ...(report?.sentTo ?? [])];
  const mail = sentTo.map((address) => mailReturned(deps.secret, address)).find((found) => found !== undefined);
  if (report === undefined || mail === undefined) {
    deps.out('Non è una notifica di mancata consegna di una nostra mail: ignorata.');
    return 0;
  }
  try {
    const noted = await saveReturned(deps.database, mail, report);
    deps.out(noted ? `Annotata: ${report.status} ${report.words}` : 'Era già annotata.');
    return 0;
  } catch (error) {
    if (!(error instanceof DatabaseGone)) throw error;
    deps.err(error.message);
    return TRY_AGAIN;
  }
}

/** What is read of it; the rest is let go by, or the pipe would break. */
async function head(input: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of input) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    if (size < LARGEST_REPORT) parts.push(bytes);
    size += bytes.length;
  }
  return Buffer.concat(parts);
}
