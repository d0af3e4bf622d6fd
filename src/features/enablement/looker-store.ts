import type { Db } from '../../platform/db/database.ts';
import type { EnablementState, Policy, SignedIn } from '../../platform/http/index.ts';
import { type Visitor, visitorOf } from '../../ui/index.ts';
import { type Account, accountById } from '../accounts/index.ts';
import type { KnownData } from './code-traces.ts';
import type { DigitalEntry } from './digital-identity.ts';
import { type Enablement, enablementOf } from './enablement-store.ts';

/** Whoever is signed in, for their own enablement: the store asks by their account, never by anything sent. */
export const OWN: Policy = { who: 'signed-in', object: 'own-enablement' };

/** The person at a page of their enablement, with where they stand now. */
export interface Looker {
  readonly account: Account;
  readonly enablement: Enablement | undefined;
  readonly state: EnablementState;
  readonly enabledBefore: boolean;
  readonly visitor: Visitor;
  /** How they came in this time. */
  readonly entry: DigitalEntry;
}

export async function lookerIn(db: Db, exchange: SignedIn): Promise<Looker> {
  const account = await accountById(db, exchange.visitor.accountId);
  const visitor = visitorOf(exchange);
  if (account === undefined || visitor === null) throw new Error('somebody signed in has no account');
  const enablement = await enablementOf(db, account.id);
  const entry = { ...exchange.visitor.entry, authenticatedAt: exchange.visitor.authenticatedAt };
  const enabledBefore = exchange.visitor.enabledBefore === true;
  return { account, enablement, state: enablement?.state ?? 'none', enabledBefore, visitor, entry };
}

/** What a personal code must not be made from. */
export function knownData({ account, enablement }: Looker): KnownData {
  const contact = enablement?.contact;
  return {
    ...account,
    documentNumber: enablement?.request.declaration.document.number ?? '',
    phones: contact === undefined ? [] : [contact.mobile, contact.phone],
  };
}
