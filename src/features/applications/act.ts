import type { Actor } from '../../platform/http/index.ts';

/** Whose draft is written, who writes it, and when: goes into the event of the same statement. */
export interface Act extends Actor {
  readonly accountId: string;
  readonly now: Date;
}
