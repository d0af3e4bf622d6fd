/** How many wrong codes were typed since the last right one, and what came of it. */
export interface Attempts {
  readonly failures: number;
  readonly pausedUntil: Date | null;
  readonly suspended: boolean;
}

/** What a try at a personal code comes to. `left`: wrong tries still free before the pause or the suspension. */
export type CodeOutcome =
  | { outcome: 'right' }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'paused'; until: Date }
  | { outcome: 'suspended' }
  /** Right, but recovered by mail too short a time ago to sign. */
  | { outcome: 'early'; from: Date }
  | { outcome: 'busy' };

export const FAILURES_TO_PAUSE = 5;
export const FAILURES_TO_SUSPEND = 10;
export const PAUSE_MS = 15 * 60_000;

/** Why no code is even looked at now, if that is so. */
export function blocked(attempts: Attempts, now: Date): CodeOutcome | undefined {
  if (attempts.suspended) return { outcome: 'suspended' };
  if (attempts.pausedUntil !== null && attempts.pausedUntil > now) {
    return { outcome: 'paused', until: attempts.pausedUntil };
  }
  return undefined;
}

/** The count after one more wrong code, and what the person is told. */
export function afterWrong(attempts: Attempts, now: Date): { attempts: Attempts; outcome: CodeOutcome } {
  const failures = attempts.failures + 1;
  if (failures >= FAILURES_TO_SUSPEND) {
    return { attempts: { failures, pausedUntil: null, suspended: true }, outcome: { outcome: 'suspended' } };
  }
  if (failures === FAILURES_TO_PAUSE) {
    const until = new Date(now.getTime() + PAUSE_MS);
    return { attempts: { failures, pausedUntil: until, suspended: false }, outcome: { outcome: 'paused', until } };
  }
  return {
    attempts: { failures, pausedUntil: null, suspended: false },
    outcome: { outcome: 'wrong', left: triesLeft(failures) },
  };
}

/** Wrong codes still free before the pause or the suspension. */
export function triesLeft(failures: number): number {
  return (failures < FAILURES_TO_PAUSE ? FAILURES_TO_PAUSE : FAILURES_TO_SUSPEND) - failures;
}
