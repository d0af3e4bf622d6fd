import type { Db } from '../../platform/db/database.ts';
import { endDelegation } from './answer-store.ts';
import { isOpen } from './delegation.ts';
import { lockedDelegation } from './delegation-store.ts';

/**
 * Ends what somebody who leaves has given or holds, and tells the other person. An offer they have not answered is left
 * to lapse: who made it does not learn whose account was closed.
 */
export async function endDelegationsOf(tx: Db, accountId: string, clock: () => Date): Promise<void> {
  const theirs = await tx.query<{ id: string }>(
    `select id from delegations
     where revoked_at is null and refused_at is null
       and (delegator_id = $1 or (delegate_id = $1 and accepted_at is not null))
     order by id for update`,
    [accountId],
  );
  const now = clock();
  for (const { id } of theirs) {
    const delegation = await lockedDelegation(tx, accountId, id);
    if (delegation !== undefined && isOpen(delegation, now)) await endDelegation(tx, delegation, accountId, now);
  }
}
