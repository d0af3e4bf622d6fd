/** What a person works as, beside being an applicant: each role belongs to one school or office. */
export type Role = 'clerk' | 'officer' | 'administrator' | 'editor';

export interface Membership {
  role: Role;
  /** Code of the school or office; the administration's own code for an administrator or an editor. */
  body: string;
  bodyName: string;
}

/** Where the enablement to the service stands (portal life cycle: data, code, identity check, own code). */
export type EnablementState = 'none' | 'requested' | 'code-confirmed' | 'identified' | 'active' | 'revoked';

/** What somebody came in with. A passkey proves holder and device at once; the others are named as in the logs. */
export type EntryMethod = 'password' | 'passkey' | 'spid' | 'cie' | 'eidas' | 'cns';

/** How somebody proved who they are, and how strongly: 1 a password alone, 2 two factors, 3 a card or the like. */
export interface VisitorEntry {
  method: EntryMethod;
  level: 1 | 2 | 3;
  /** Who vouched: entity id or issuer of the identity provider. */
  provider: string | null;
  assertionId: string | null;
}

/** The signed-in person as every page needs to know them; read once per request, so that a revoked role ends at once. */
export interface Visitor {
  accountId: string;
  sessionId: string;
  name: string;
  enablement: EnablementState;
  /** They were enabled, were not revoked, and wait to be identified again: after a forgotten code or a change of name. */
  enabledBefore?: boolean;
  /** A temporary or expired password must be replaced before anything else. */
  mustChangePassword: boolean;
  /** True when nothing more is owed to prove who they are: a second factor for office roles, and for who has one. */
  proven: boolean;
  memberships: readonly Membership[];
  /** The body chosen for this session, by who has several. */
  workingFor?: string | null;
  /** They have a confirmed second factor of their own. */
  secondFactor: boolean;
  entry: VisitorEntry;
  /** When they last proved who they are, at the level of `entry`. */
  authenticatedAt: Date;
  /** Instant at which the session ends if nothing is done. */
  idleUntil: Date;
  /** And the one at which it ends whatever is done. */
  endsAt: Date;
  /** Set while somebody else acts in this person's name: `accountId`, `name` and `enablement` are the delegator's. */
  delegation: ActingDelegation | null;
  /** The session was acting under a delegation that is over: nothing is done before its person has seen that. */
  delegationOver: { readonly id: string; readonly delegatorName: string } | null;
}

/** The delegation under which a delegate acts, read anew for each request. */
export interface ActingDelegation {
  readonly id: string;
  readonly number: number;
  readonly delegateAccountId: string;
  readonly delegateName: string;
  readonly delegatorName: string;
  readonly endsAt: Date;
  /** What it is limited to, and the delegator's applications of those procedures; null for everything. */
  readonly procedures: readonly string[] | null;
  readonly applications: readonly string[] | null;
}

/** Who really acts and, for the data of an event, the delegation under which: the one place where this is decided. */
export interface Actor {
  readonly actor: string;
  readonly under: { readonly delegation?: string };
}

export function actorOf({ accountId, delegation }: Pick<Visitor, 'accountId' | 'delegation'>): Actor {
  if (delegation === null) return { actor: accountId, under: {} };
  return { actor: delegation.delegateAccountId, under: { delegation: delegation.id } };
}

/** False for what a delegation limited to some procedures leaves out; true for everybody who acts for themselves. */
export function covers({ delegation }: Pick<Visitor, 'delegation'>, kind: 'procedure' | 'application', id: string) {
  const only = kind === 'procedure' ? delegation?.procedures : delegation?.applications;
  return only?.includes(id) ?? true;
}

/**
 * The membership a page works under, if the visitor holds that role and has proven it: of several, the school or office
 * chosen for this session.
 */
export function membershipFor(visitor: Visitor, role: Role): Membership | undefined {
  if (!visitor.proven) return undefined;
  const own = visitor.memberships.filter((membership) => membership.role === role);
  return own.find(({ body }) => body === visitor.workingFor) ?? own[0];
}

/** Whoever holds a role at two schools or offices says for which one they work before doing anything for either. */
export function owesOffice(visitor: Visitor, role: Role): boolean {
  const own = visitor.memberships.filter((membership) => membership.role === role);
  return own.length > 1 && own.every(({ body }) => body !== visitor.workingFor);
}
