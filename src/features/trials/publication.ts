import type { PublicationRequest } from '../../kernel/second-person.ts';

/** A request to publish outcomes or the ranking of merit, and what became of it. */
export interface TrialPublication extends PublicationRequest {
  /** Null for the ranking of merit. */
  readonly trial: string | null;
}
