import type { Db } from '../../platform/db/database.ts';
import { membershipFor, type SignedIn } from '../../platform/http/index.ts';
import { type Area, visitorOf } from '../../ui/index.ts';
import { accountById } from '../accounts/index.ts';
import { type Clerk, openLookup, type Seeker } from '../enablement/index.ts';

/** Who acts, and for which school or office they work now. */
export async function clerkIn(db: Db, { visitor }: SignedIn): Promise<Clerk> {
  const membership = membershipFor(visitor, 'clerk');
  const account = await accountById(db, visitor.accountId);
  if (membership === undefined || account === undefined) throw new Error('a clerk without office or account');
  return {
    accountId: account.id,
    fiscalCode: account.fiscalCode,
    name: visitor.name,
    office: { code: membership.body, name: membership.bodyName },
  };
}

/** The same, in the role in which a state is looked up. */
export function seekerIn({ visitor }: SignedIn, role: Seeker['role']): Seeker {
  const membership = membershipFor(visitor, role);
  if (membership === undefined) throw new Error(`a ${role} without office`);
  const { body: code, bodyName: name } = membership;
  return { accountId: visitor.accountId, name: visitor.name, role, office: { code, name } };
}

/** The look-up named in the address, while it is this seeker's own and still open, and whose state it shows. */
export async function lookedUp(db: Db, exchange: SignedIn, role: Seeker['role']) {
  const id = idIn(exchange);
  const accountId = id && (await openLookup(db, seekerIn(exchange, role), id, exchange.arrivedAt));
  return id === undefined || !accountId ? undefined : { id, accountId };
}

/** What the pages of the desk are drawn for. */
export function looking(exchange: SignedIn, area: Area) {
  const visitor = visitorOf(exchange, area);
  if (visitor === null) throw new Error('the desk was entered without a visitor');
  return { visitor };
}

/** An id in the only shape ours have; anything else names nothing. */
export function idIn({ params }: SignedIn): string | undefined {
  const id = params['id'] ?? '';
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined;
}
