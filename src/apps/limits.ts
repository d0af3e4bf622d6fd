import type { PasswordAging, SessionLimits } from '../features/accounts/index.ts';
import { draftClosesWithin } from '../features/applications/index.ts';
import type { Configuration } from '../platform/config/index.ts';
import type { Db } from '../platform/db/database.ts';

/** How long sessions last on this installation. */
export function limitsOf({ sessionIdleMinutes, sessionHours }: Configuration): SessionLimits {
  return { idleMs: sessionIdleMinutes * 60_000, absoluteMs: sessionHours * 3_600_000 };
}

const DAY_MS = 86_400_000;

/** Whether passwords grow old on this installation: never in the last day of a window somebody has a draft for. */
export function agingOf({ passwordExpiry }: Configuration, db: Db): PasswordAging | null {
  if (passwordExpiry === null) return null;
  const draftClosesSoon = (accountId: string, now: Date) => draftClosesWithin(db, accountId, now, DAY_MS);
  return { expiry: passwordExpiry, draftClosesSoon };
}
