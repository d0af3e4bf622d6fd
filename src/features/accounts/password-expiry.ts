const DAY_MS = 86_400_000;

/**
 * Passwords that grow old, as an installation may want them; NIST SP 800-63B-4 (3.1.1.2) advises against it, and without
 * this they do not.
 */
export interface PasswordExpiry {
  readonly days: number;
  /** When the installation switched it on: older passwords count from here, so that nobody is surprised. */
  readonly since: Date | undefined;
}

/** The warning is shown at every login from so many days before. */
export const WARNED_DAYS = 15;
/** Mails go out when no more than so many days are left. */
export const MAILED_DAYS = [15, 7, 1] as const;

export function passwordEnd(changedAt: Date, { days, since }: PasswordExpiry): Date {
  return new Date(Math.max(changedAt.getTime(), since?.getTime() ?? 0) + days * DAY_MS);
}

/** Begun days until the instant; 0 or less when it is past. */
export function daysUntil(end: Date, now: Date): number {
  return Math.ceil((end.getTime() - now.getTime()) / DAY_MS);
}

/** Whether the warning is due at this login. */
export function isWarned(end: Date, now: Date): boolean {
  return daysUntil(end, now) <= WARNED_DAYS;
}

/** Which mail is due, the nearest first: who missed one gets the next, never both. */
export function mailDue(end: Date, now: Date): (typeof MAILED_DAYS)[number] | undefined {
  const left = daysUntil(end, now);
  return left <= 0 ? undefined : [...MAILED_DAYS].reverse().find((days) => left <= days);
}
