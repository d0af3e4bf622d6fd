import type { Role, Visitor } from './visitor.ts';
import { membershipFor, owesOffice } from './visitor.ts';

/**
 * Who may ask for a route at all. What they may do it to is `object`, enforced by the store's own query. An `applicant` is
 * enabled and does what the personal code signs; a `drafter` writes drafts, which they also may who were enabled before and
 * wait to be identified again.
 */
export type Who = 'anyone' | 'pending' | 'signed-in' | 'drafter' | 'applicant' | Role;

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
  | 'own-dossier-entry'
  | 'own-passkey'
  | 'pending-identification'
  | 'looked-up-account'
  | 'office-filing'
  | 'office-contest'
  | 'own-delegation';

export interface Policy {
  who: Who;
  object?: OwnedObject;
  /** A change somebody else could do harm with: whoever is inside must have proved who they are a short while ago. */
  recent?: true;
  /** For who holds a role: for everybody else it does not exist. */
  staff?: true;
  /**
   * A delegate may use it in the delegator's name; without it they may not, whatever they are themselves. `leaving`: also
   * when the delegation is over.
   */
  acting?: true | 'leaving';
}

/** A proof is fresh for so long. */
export const RECENT_MS = 10 * 60_000;

/** What the visitor owes before anything else. */
type Owed = 'sign-in' | 'prove' | 'change-password' | 'enable' | 'choose-office' | 'confirm' | 'delegation-over';
export type Admission = 'admitted' | 'not-found' | 'not-for-delegates' | Owed;

/** Decides whether the visitor may enter the route; the other answers say what they owe first. */
export function admission(policy: Policy, visitor: Visitor | null, now: Date): Admission {
  const allowed = permission(policy, visitor);
  if (allowed !== 'admitted' || policy.recent === undefined || visitor === null) return allowed;
  return isRecent(visitor, now) ? 'admitted' : 'confirm';
}

/** Whether the visitor has proved who they are within the last ten minutes. */
export function isRecent({ authenticatedAt }: Pick<Visitor, 'authenticatedAt'>, now: Date): boolean {
  return now.getTime() - authenticatedAt.getTime() < RECENT_MS;
}

function permission(policy: Policy, visitor: Visitor | null): Admission {
  if (policy.staff !== undefined && !(visitor?.memberships.length ?? 0)) return 'not-found';
  if (policy.who === 'anyone') return 'admitted';
  if (visitor === null) return 'sign-in';
  if (visitor.delegationOver !== null && policy.acting !== 'leaving') return 'delegation-over';
  if (visitor.delegation !== null && policy.acting === undefined) return 'not-for-delegates';
  if (policy.who === 'pending') return 'admitted';
  if (!visitor.proven) return 'prove';
  if (visitor.mustChangePassword) return 'change-password';
  if (policy.who === 'signed-in') return 'admitted';
  if (policy.who === 'applicant') return isEnabled(visitor) ? 'admitted' : 'enable';
  if (policy.who === 'drafter') return isEnabled(visitor) || visitor.enabledBefore ? 'admitted' : 'enable';
  if (membershipFor(visitor, policy.who) === undefined) return 'not-found';
  return owesOffice(visitor, policy.who) ? 'choose-office' : 'admitted';
}

function isEnabled({ enablement }: Visitor): boolean {
  return enablement === 'active';
}

/** The page is there for who holds a role, and for nobody else. */
export function forStaff<R extends { readonly policy: Policy }>(route: R): R {
  return { ...route, policy: { ...route.policy, staff: true } };
}
