import { type PublicationRequest, whyNotDecider } from '../../kernel/second-person.ts';

/** A request to publish outcomes or the ranking of merit, and what became of it. */
export interface TrialPublication extends PublicationRequest {
  /** Null for the ranking of merit. */
  readonly trial: string | null;
  /** From when it is seen: the instant asked for, or that of the decision; null while it is to appear at once. */
  readonly appearsAt: Date | null;
  readonly recaller: string | null;
  readonly recalledAt: Date | null;
  readonly recallReason: string | null;
}

/** `scheduled`: decided, and seen by nobody yet. `recalled`: taken back before anybody saw it. */
export type PublicationState = 'asked' | 'refused' | 'superseded' | 'scheduled' | 'published' | 'recalled';

/** Where a publication stands at this instant. */
export function publicationState(
  { outcome, recalledAt, appearsAt }: Pick<TrialPublication, 'outcome' | 'recalledAt' | 'appearsAt'>,
  now: Date,
): PublicationState {
  if (outcome === null) return 'asked';
  if (outcome !== 'published') return outcome;
  if (recalledAt !== null) return 'recalled';
  return appearsAt !== null && appearsAt > now ? 'scheduled' : 'published';
}

/** Whether the instant a request asked for has gone by undecided: it is asked for again. */
export function isLate({ outcome, appearsAt }: Pick<TrialPublication, 'outcome' | 'appearsAt'>, now: Date): boolean {
  return outcome === null && appearsAt !== null && appearsAt <= now;
}

/** Why somebody may not decide over a request now; undefined when they may. `digest`: of what would be published. */
export function whyNotPublisher(
  request: TrialPublication,
  digest: string | undefined,
  { accountId, now }: { readonly accountId: string; readonly now: Date },
): string | undefined {
  const why = whyNotDecider(request, digest, accountId);
  if (why !== undefined) return why;
  return isLate(request, now) ? 'L’istante chiesto è passato: la pubblicazione va chiesta di nuovo.' : undefined;
}
