import type { SessionLimits } from '../features/accounts/index.ts';
import type { Configuration } from '../platform/config/index.ts';

/** How long sessions last on this installation. */
export function limitsOf({ sessionIdleMinutes, sessionHours }: Configuration): SessionLimits {
  return { idleMs: sessionIdleMinutes * 60_000, absoluteMs: sessionHours * 3_600_000 };
}
