import { isConnectionLost } from '../db/gone.ts';
import type { Logger } from '../log.ts';

/** What the driver says of a pool that was given back because its database was lost. */
const GIVEN_BACK = /pool after calling end/;

/**
 * The queue writes down how a job ended without waiting for it, so a database lost just then leaves a rejection in
 * nobody's hands, and Node would end the whole process. The job is not lost: its claim is freed like a dead worker's,
 * and it is done again. Every other rejection ends the process as before. Answers how to stop looking.
 */
export function surviveLostOutcomes(log: Logger): () => void {
  const onRejection = (error: unknown) => {
    const lost = isConnectionLost(error) || (error instanceof Error && GIVEN_BACK.test(error.message));
    if (!lost) throw error;
    log.warn({ err: error }, 'how a job ended could not be written down; it will be done again');
  };
  process.on('unhandledRejection', onRejection);
  return () => process.off('unhandledRejection', onRejection);
}
