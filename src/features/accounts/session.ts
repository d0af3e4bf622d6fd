import type { EntryMethod } from '../../platform/http/index.ts';

const MINUTE = 60_000;

/** What somebody came in with; `level` 1 a password alone, 2 two factors, 3 a card or the like. */
export interface Entry {
  readonly method: EntryMethod;
  readonly level: 1 | 2 | 3;
  /** Who vouched: entity id or issuer of the identity provider. */
  readonly provider?: string;
  readonly assertionId?: string;
}

/** As much as is kept of what a browser calls itself. */
export const LONGEST_USER_AGENT = 400;

/** The browser somebody comes in with, for their list of devices. */
export interface SigningInBrowser {
  readonly ip: string;
  readonly userAgent: string;
}

export interface SessionLimits {
  /** A session ends after this long without a request. */
  readonly idleMs: number;
  /** And in any case after this long. */
  readonly absoluteMs: number;
}

/** NIST SP 800-63B-4, AAL2: at most an hour idle (we keep half) and a day in all (we keep half). */
export const SESSION_LIMITS: SessionLimits = { idleMs: 30 * MINUTE, absoluteMs: 12 * 60 * MINUTE };

/** The idle deadline is moved at most this often: one write a minute, not one for every request. */
export const TOUCH_MS = MINUTE;
/** For this long an ended session still says whose it was, so that what was being written is kept for them. */
export const REMEMBERED_MS = 24 * 60 * MINUTE;

export interface SessionTimes {
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** The instant at which the session ends if nothing is done. */
export function idleUntil(times: SessionTimes, limits: SessionLimits): Date {
  return new Date(Math.min(times.lastSeenAt.getTime() + limits.idleMs, lastInstant(times, limits).getTime()));
}

/** And that at which it ends whatever is done. */
export function lastInstant({ createdAt }: Pick<SessionTimes, 'createdAt'>, { absoluteMs }: SessionLimits): Date {
  return new Date(createdAt.getTime() + absoluteMs);
}

/** Which of the two limits ended a session. */
export function endedBy(times: SessionTimes, limits: SessionLimits): 'idle' | 'age' {
  return idleUntil(times, limits) < lastInstant(times, limits) ? 'idle' : 'age';
}

export type SessionState = 'live' | 'expired' | 'forgotten';

export function sessionState(times: SessionTimes, limits: SessionLimits, now: Date): SessionState {
  const over = now.getTime() - idleUntil(times, limits).getTime();
  if (over < 0) return 'live';
  return over < REMEMBERED_MS ? 'expired' : 'forgotten';
}

/** Whether this request moves the idle deadline. */
export function mustTouch({ lastSeenAt }: SessionTimes, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= TOUCH_MS;
}
