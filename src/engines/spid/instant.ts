/** Clocks may differ by this much, and no more. */
export const SKEW_MS = 60_000;

/** A UTC instant as SAML writes it, with or without fractions (case 110); undefined when it is anything else. */
export function readInstant(text: string | undefined): Date | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/.test(text)) return undefined;
  const at = new Date(text.replace(/(\.\d{3})\d+Z$/, '$1Z'));
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Earlier than the clock says by more than the difference allowed. */
export function isBefore(at: Date, limit: Date): boolean {
  return at.getTime() < limit.getTime() - SKEW_MS;
}

/** Later by more than the difference allowed. */
export function isAfter(at: Date, limit: Date): boolean {
  return at.getTime() > limit.getTime() + SKEW_MS;
}

/** The last instant before this one is past, clocks differing as much as they may. */
export function isOver(notOnOrAfter: Date, now: Date): boolean {
  return now.getTime() >= notOnOrAfter.getTime() + SKEW_MS;
}
