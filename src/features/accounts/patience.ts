import { setTimeout as pause } from 'node:timers/promises';

const STEP_MS = 4;

/** Waits as long as it is worth it, and no longer than so many milliseconds. */
export async function whileWorthIt(isWorthIt: () => boolean, atMostMs: number): Promise<void> {
  for (let waited = 0; waited < atMostMs && isWorthIt(); waited += STEP_MS) await pause(STEP_MS);
}
