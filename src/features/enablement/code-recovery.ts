import type { VisitorEntry } from '../../platform/http/index.ts';

/** How long a mailed code is good, and how many wrong ones end it. */
export const RECOVERY_MINUTES = 10;
export const RECOVERY_FAILURES = 5;
/** Groups of four readable characters: 38 random bits, tried five times at most. */
export const RECOVERY_GROUPS = 2;

/** How somebody who has forgotten the personal code proves that they may choose another. */
export type RecoveryProof = 'mail' | 'second-factor' | 'digital-identity';

/** More than a mail: who gives one of these may sign at once. */
export type StrongProof = Exclude<RecoveryProof, 'mail'>;

/** Two factors, or a digital identity of level 2, are proof enough; who has only a password gets a code by mail. */
export function recoveryProof({ method, level }: Pick<VisitorEntry, 'method' | 'level'>): RecoveryProof {
  if (level < 2) return 'mail';
  return method === 'password' || method === 'passkey' ? 'second-factor' : 'digital-identity';
}

/** What was typed, without hyphens and spaces, in capitals. */
export function normalizeRecoveryCode(typed: string): string {
  return typed
    .replace(/[\s\p{Dash}]+/gu, '')
    .toUpperCase()
    .slice(0, 64);
}
