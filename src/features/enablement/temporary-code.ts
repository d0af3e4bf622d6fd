/** Groups of four readable characters: 57 random bits. */
export const TEMPORARY_CODE_GROUPS = 3;
export const TEMPORARY_CODE_DAYS = 30;

/** What was typed, without hyphens and spaces, in capitals. */
export function normalizeTemporaryCode(typed: string): string {
  return typed
    .replace(/[\s\p{Dash}]+/gu, '')
    .toUpperCase()
    .slice(0, 64);
}

/** The instant from which a code mailed now is worth nothing. */
export function temporaryCodeExpiry(mailedAt: Date): Date {
  return new Date(mailedAt.getTime() + TEMPORARY_CODE_DAYS * 86_400_000);
}

/** What the sealed code in the queue is for: sealed for anything else it does not open. */
export const SEALED_FOR = 'temporary personal code';
