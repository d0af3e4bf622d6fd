/** Why an office ends an enablement. `present`: a clerk may, with the person standing there; the others are decisions. */
export const REVOCATION_REASONS = [
  { value: 'asked', label: 'La persona lo chiede ed è presente allo sportello', present: true },
  { value: 'exposed', label: 'La persona, presente, teme che altri conoscano il suo codice personale', present: true },
  { value: 'identity', label: 'L’identificazione non era regolare', present: false },
  { value: 'misuse', label: 'Il codice personale è stato usato da altri', present: false },
  { value: 'death', label: 'La persona è deceduta', present: false },
  { value: 'order', label: 'Provvedimento dell’autorità giudiziaria', present: false },
  { value: 'other', label: 'Altro motivo', present: false },
] as const;

export type RevocationReason = (typeof REVOCATION_REASONS)[number]['value'];

/** Whoever works at a desk ends an enablement only before the person's eyes; an officer only by an act of the office. */
export function reasonsFor(role: 'clerk' | 'officer'): { readonly value: RevocationReason; readonly label: string }[] {
  return REVOCATION_REASONS.filter(({ present }) => present === (role === 'clerk'));
}

export function revocationLabel(value: string): string {
  return REVOCATION_REASONS.find((reason) => reason.value === value)?.label ?? value;
}

/** An office that ends an enablement, and who acts for it. */
export interface RevokingOffice {
  readonly actor: { readonly accountId: string; readonly name: string };
  readonly role: 'clerk' | 'officer';
  readonly office: { readonly code: string; readonly name: string };
  readonly reason: RevocationReason;
  /** Number and date of the act; '' at a desk. */
  readonly act: string;
  /** The document of the person who stands there, as the clerk wrote it down; '' for a decision. */
  readonly document: string;
  readonly note: string;
}

export type Revoker =
  | { readonly by: 'self' }
  | { readonly by: 'inactivity' }
  | ({ readonly by: 'office' } & RevokingOffice);

/** One end of an enablement, as the person sees it. */
export interface Revocation {
  readonly id: string;
  readonly at: Date;
  readonly by: Revoker['by'];
  readonly actorName: string | null;
  readonly officeName: string | null;
  readonly reason: RevocationReason | null;
  readonly act: string;
  readonly note: string;
}
