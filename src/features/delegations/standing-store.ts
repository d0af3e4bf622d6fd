import type { Db } from '../../platform/db/database.ts';
import type { ActingDelegation } from '../../platform/http/index.ts';

/**
 * SQL that locks a delegation and answers a row if an act that arrived then is done under it. The lock decides between an
 * act and a revocation at the same moment: the revocation is dated when it holds the row, so whatever was written down
 * before has arrived before. The arguments are SQL: the delegation, whose name is acted in, the instant of arrival.
 */
export const STILL_STANDS = (id: string, delegator: string, arrivedAt: string) =>
  `select from delegations d where d.id = ${id} and d.delegator_id = ${delegator} and d.accepted_at <= ${arrivedAt}
     and d.starts_at <= ${arrivedAt} and d.ends_at > ${arrivedAt}
     and (d.revoked_at is null or d.revoked_at > ${arrivedAt}) for share`;

/**
 * Holds the delegation for a change of a draft, which no deadline can turn on: unlike a filing it is not saved by having
 * arrived before a revocation that is already there. False when it does not stand; while it is held nobody revokes it.
 */
export async function holdDelegation(
  tx: Db,
  { id }: Pick<ActingDelegation, 'id'>,
  delegatorId: string,
  arrivedAt: Date,
): Promise<boolean> {
  const held = await tx.query(
    `select from delegations where id = $1 and delegator_id = $2 and accepted_at is not null and revoked_at is null
       and starts_at <= $3 and ends_at > $3 for share`,
    [id, delegatorId, arrivedAt],
  );
  return held.length > 0;
}
