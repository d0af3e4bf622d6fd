/** Why a clerk looks at somebody's state, with the person before them. */
export const LOOKUP_REASONS = [
  { value: 'mail', label: 'Non le arrivano le nostre mail' },
  { value: 'code', label: 'Ha problemi con il codice personale' },
  { value: 'step', label: 'Non sa a che punto è la sua abilitazione' },
  { value: 'taken', label: 'Il suo codice fiscale risulta già registrato' },
  { value: 'revoke', label: 'Vuole revocare l’abilitazione' },
  { value: 'other', label: 'Altro motivo' },
] as const;

/** `decision`: an officer, who has to decide over a revocation. */
export type LookupReason = (typeof LOOKUP_REASONS)[number]['value'] | 'decision';

export function lookupReason(value: string): LookupReason | undefined {
  return LOOKUP_REASONS.find((reason) => reason.value === value)?.value;
}

export function lookupLabel(value: string): string {
  return LOOKUP_REASONS.find((reason) => reason.value === value)?.label ?? 'Decisione su una revoca';
}

/** Who needs more in a day looks at people who are not standing there. */
export const LOOKUPS_A_DAY = 40;

/** Who looks, and for which school or office. */
export interface Seeker {
  readonly accountId: string;
  readonly name: string;
  readonly role: 'clerk' | 'officer';
  readonly office: { readonly code: string; readonly name: string };
}

/** One look at a person's state, as they see it. */
export interface Lookup {
  readonly at: Date;
  readonly seekerName: string;
  readonly officeName: string;
  readonly reason: LookupReason | 'identify';
}
