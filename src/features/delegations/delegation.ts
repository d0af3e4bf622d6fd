import type { EnablementState } from '../../platform/http/index.ts';

/** What happened to a delegation, and when. Where it stands follows from these instants and is stored nowhere. */
export interface DelegationTimes {
  readonly startsAt: Date;
  /** The first instant at which it no longer counts. */
  readonly endsAt: Date;
  /** An offer not accepted before this instant lapses. */
  readonly answerBy: Date;
  readonly acceptedAt: Date | null;
  readonly refusedAt: Date | null;
  readonly revokedAt: Date | null;
}

export type DelegationState =
  | 'offered'
  | 'lapsed'
  | 'refused'
  /** Taken back before an answer. */
  | 'withdrawn'
  /** Accepted, its first day is still to come. */
  | 'accepted'
  | 'running'
  | 'revoked'
  | 'ended';

export function delegationState(times: DelegationTimes, now: Date): DelegationState {
  const { acceptedAt, refusedAt, revokedAt } = times;
  if (refusedAt !== null) return 'refused';
  if (revokedAt !== null) return acceptedAt === null ? 'withdrawn' : 'revoked';
  if (acceptedAt === null) return now < times.answerBy && now < times.endsAt ? 'offered' : 'lapsed';
  if (now >= times.endsAt) return 'ended';
  return now < times.startsAt ? 'accepted' : 'running';
}

/** Offers that may still be accepted and delegations that count, now or later: what limits and overlaps look at. */
export function isOpen(times: DelegationTimes, now: Date): boolean {
  return ['offered', 'accepted', 'running'].includes(delegationState(times, now));
}

/** Where the two stand with the service: who is not enabled can neither act nor be acted for. */
export interface Standing {
  readonly delegator: EnablementState;
  readonly delegate: EnablementState;
}

/**
 * Whether an act that arrived at this instant was done under the delegation. An act that arrives in the very millisecond
 * of the revocation is not: whoever stops is believed first.
 */
export function standsAt(times: DelegationTimes, standing: Standing, arrivedAt: Date): boolean {
  const { acceptedAt, revokedAt, startsAt, endsAt } = times;
  if (acceptedAt === null || standing.delegator !== 'active' || standing.delegate !== 'active') return false;
  if (revokedAt !== null && arrivedAt >= revokedAt) return false;
  return arrivedAt >= acceptedAt && arrivedAt >= startsAt && arrivedAt < endsAt;
}
