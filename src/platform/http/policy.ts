import type { Role, Visitor } from './visitor.ts';
import { membershipFor } from './visitor.ts';

/** Who may ask for a route at all. What they may do it to is `object`, enforced by the store's own query. */
export type Who = 'anyone' | 'pending' | 'signed-in' | 'applicant' | Role;

/**
 * The kind of thing a route acts on and whose it must be. Every store query that loads it takes the visitor's account
 * or office, so that somebody else's answers exactly as one that does not exist.
 */
export type OwnedObject =
  | 'own-account'
  | 'own-enablement'
  | 'own-application'
  | 'own-filing'
  | 'own-message'
  | 'pending-identification'
  | 'office-filing';

export interface Policy {
  who: Who;
  object?: OwnedObject;
}

export type Admission = 'admitted' | 'sign-in' | 'prove' | 'change-password' | 'enable' | 'not-found';

/** Decides whether the visitor may enter the route; the other answers say what they owe first. */
export function admission(policy: Policy, visitor: Visitor | null): Admission {
  if (policy.who === 'anyone') return 'admitted';
  if (visitor === null) return 'sign-in';
  if (policy.who === 'pending') return 'admitted';
  if (!visitor.proven) return 'prove';
  if (visitor.mustChangePassword) return 'change-password';
  if (policy.who === 'signed-in') return 'admitted';
  if (policy.who === 'applicant') return visitor.enablement === 'active' ? 'admitted' : 'enable';
  return membershipFor(visitor, policy.who) ? 'admitted' : 'not-found';
}
