import type { Logger } from 'pino';
import type { Mount } from './mount.ts';
import type { Kept, Route } from './route.ts';
import type { Visitor } from './visitor.ts';

/** Whose session ended, and how. */
export interface Expired {
  readonly accountId: string;
  /** For lack of use, or because it had lasted as long as it may. */
  readonly by: 'idle' | 'age';
  /** Set when it acted in somebody else's name: `accountId` is the delegate's own. */
  readonly acting?: { readonly delegation: string; readonly delegatorId: string };
}

/** What the session cookie stands for: somebody signed in, somebody whose session ended, or nobody. */
export type Identity = { visitor: Visitor } | { expired: Expired } | null;

export type TroubleKind =
  | 'absent'
  | 'forged'
  | 'too-large'
  | 'unreadable'
  | 'busy'
  | 'database'
  | 'bug'
  | 'not-for-delegates';

/** A request that did not reach its handler, or whose handler failed. */
export interface Trouble {
  kind: TroubleKind;
  requestId: string;
  visitor: Visitor | null;
  csrf: string;
  /** A form that is sent again by itself until it can be served, and when it first arrived. */
  held?: { readonly action: string; readonly hidden: Readonly<Record<string, string>>; readonly arrivedAt: Date };
}

export interface ServerOptions {
  routes: readonly Route[];
  mounts?: readonly Mount[];
  /** Key of the tokens in forms and notices, at least 32 bytes. */
  secret: string;
  /** Address people use; decides whether cookies are secure and which origin may post. */
  publicUrl: string;
  log: Logger;
  now(): Date;
  identify(sessionToken: string, now: Date): Promise<Identity>;
  /** Page that says what happened, what was kept and what to do. */
  troublePage(trouble: Trouble): string;
  /**
   * Keeps what was typed by somebody whose session ended while writing; answers a token to find it again. `by` is the page
   * that leads back to it.
   */
  park(accountId: string, parked: Kept & { readonly by: string }): Promise<string | null>;
  /** The form kept under this token for this account, which stays kept until it is dropped. */
  parked?(token: string, accountId: string): Promise<Kept | undefined>;
  dropParked?(token: string, accountId: string): Promise<void>;
  /** True for an error that means the database cannot be reached. */
  isDatabaseGone(error: unknown): boolean;
  assetsDirectory?: string;
}
