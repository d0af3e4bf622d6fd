import type { Visitor } from '../../platform/http/index.ts';

/**
 * Whose messages are looked at, and how many of them a delegate may see: what was told about filings, never what concerns
 * the person themselves (accesses, codes, delegations).
 */
export interface Inbox {
  readonly accountId: string;
  /** Null for everything; `applications` null for those of every application. */
  readonly only: { readonly applications: readonly string[] | null } | null;
}

export function inboxOf({ accountId, delegation }: Pick<Visitor, 'accountId' | 'delegation'>): Inbox {
  return { accountId, only: delegation === null ? null : { applications: delegation.applications } };
}
