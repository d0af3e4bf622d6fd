/** A request that a second person publish something, and what became of it. */
export interface PublicationRequest {
  readonly id: string;
  /** Of exactly what is asked for: whatever changes it takes the request back. */
  readonly digest: string;
  readonly note: string;
  readonly askedBy: string;
  readonly asker: string;
  readonly askedAt: Date;
  readonly outcome: 'published' | 'refused' | 'superseded' | null;
  readonly decider: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

/** What a second person says of a request. */
export interface PublicationDecision {
  readonly requestId: string;
  readonly publish: boolean;
  /** Why it is refused; empty where it is not said. */
  readonly reason: string;
}

/** What came of asking, deciding or taking back: done, or why not. */
export type PublicationOutcome = { readonly done: true } | { readonly refused: string };

/** Why somebody may not decide over a request; undefined when they may. `now`: the digest of what would be published. */
export function whyNotDecider(
  { outcome, askedBy, digest }: Pick<PublicationRequest, 'outcome' | 'askedBy' | 'digest'>,
  now: string | undefined,
  accountId: string,
): string | undefined {
  if (outcome !== null) return 'Su questa richiesta qualcuno ha già deciso.';
  if (digest !== now) return 'Dopo la richiesta i dati sono cambiati: la pubblicazione va chiesta di nuovo.';
  return askedBy === accountId ? 'Hai chiesto tu la pubblicazione: a decidere è un’altra persona.' : undefined;
}
