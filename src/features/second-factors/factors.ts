/** What somebody can prove themselves with beside the password. */
export interface Factors {
  readonly totp: TotpKey | undefined;
  readonly passkeys: readonly Passkey[];
  /** Recovery codes not used yet. */
  readonly codesLeft: number;
}

export interface TotpKey {
  readonly confirmedAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | null;
  /** It follows its owner to their other devices. */
  readonly backedUp: boolean;
}

/** More than anybody needs; a list without end is a way to fill a table. */
export const MOST_PASSKEYS = 10;

export const RECOVERY_CODES = 10;

export function countOf({ totp, passkeys }: Factors): number {
  return passkeys.length + (totp === undefined ? 0 : 1);
}

/** Who works at a desk or in an office never stays without: the last one goes only after another has come. */
export function mayRemoveOne(factors: Factors, hasRole: boolean): boolean {
  return !hasRole || countOf(factors) > 1;
}

/** A name its owner will know the key by; what was typed, without what no name has. */
export function passkeyName(typed: string): { readonly name: string } | { readonly fault: string } {
  const name = typed.replace(/\s+/gu, ' ').trim();
  if (name === '') return { fault: 'Scrivi un nome per riconoscerla, per esempio «telefono».' };
  if (name.length > 60) return { fault: 'Il nome è troppo lungo: scrivi al massimo 60 caratteri.' };
  if (/[\p{Cc}\p{Cf}]/u.test(name)) return { fault: 'Nel nome ci sono caratteri invisibili: scrivilo di nuovo.' };
  return { name };
}

/** As people copy it from paper: capitals and separators do not matter. Nothing for what cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s\-–—.]/gu, '');
  return /^[0-9A-Z]{12}$/.test(code) ? code : undefined;
}

/** As the app shows it: six figures, however they are spaced. */
export function readTotpCode(typed: string): string | undefined {
  const code = typed.replace(/[\s-]/gu, '');
  return /^\d{6}$/.test(code) ? code : undefined;
}
