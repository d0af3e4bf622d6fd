/** How somebody came in, as the session keeps it: what an adhesion accepted on line rests on. */
export interface DigitalEntry {
  readonly method: string;
  /** 1, 2 or 3, as the provider has asserted. */
  readonly level: number;
  readonly provider?: string | null | undefined;
  readonly assertionId?: string | null | undefined;
  /** When it was asserted; the instant of the acceptance when nothing else is known. */
  readonly authenticatedAt?: Date | undefined;
}

const METHODS = ['spid', 'cie', 'eidas', 'cns'];

/**
 * Whether this entry identifies the person well enough to do without the desk: a digital identity of level 2 at least
 * (CAD art. 64 c. 2-duodecies: as good as an identity document from the significant level of assurance on).
 */
export function identifies({ method, level }: Pick<DigitalEntry, 'method' | 'level'>): boolean {
  return METHODS.includes(method) && level >= 2;
}
