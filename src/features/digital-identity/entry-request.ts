import type { Comparison, Level, Profile } from '../../engines/spid/index.ts';

/** What somebody wants of a provider: to come in, to prove again who they are, to add this identity, or to leave. */
export type Purpose = 'enter' | 'confirm' | 'link' | 'leave';

/** A request under way: the answer must be to it, from the browser that asked, once. */
export interface EntryRequest {
  readonly id: string;
  readonly profile: Profile;
  readonly relayState: string;
  readonly provider: string;
  readonly level: Level;
  readonly comparison: Comparison;
  readonly purpose: Purpose;
  readonly accountId: string | null;
  readonly sessionId: string | null;
  /** Own path to go to afterwards, '' for where they stand. */
  readonly next: string;
  readonly askedAt: Date;
}

/** How long one may take at the provider; sessions there end sooner. */
export const PATIENCE_MS = 30 * 60_000;
/** More answers than this to one request are no mistake. */
export const MOST_ANSWERS = 150;
/** The cookie that binds the answer to the browser. */
export const BROWSER_SECONDS = 60 * 60;
