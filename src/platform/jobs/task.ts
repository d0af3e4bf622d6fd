/** What a handler is told about the run it is part of. */
export interface Run {
  /** Counted from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Set off when the worker is asked to stop and has waited long enough. */
  readonly signal: AbortSignal;
}

/**
 * Work done after the answer has gone out. It may run more than once (the worker can die at any line), so a handler
 * makes its effect once by itself. Throwing means: try again later, with growing pauses, up to `maxAttempts`.
 */
export type Task = (payload: unknown, run: Run) => Promise<void>;

/** Handlers by name: `mail.send`, `receipt.press`. */
export type Tasks = Readonly<Record<string, Task>>;

/** Work the clock asks for. */
export interface Recurring {
  readonly task: string;
  /** `minute hour day month weekday`, in UTC. */
  readonly cron: string;
}
