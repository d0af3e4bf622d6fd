/**
 * SQL that locks a delegation and answers a row if an act that arrived then is done under it. The lock decides between an
 * act and a revocation at the same moment: the revocation is dated when it holds the row, so whatever was written down
 * before has arrived before. The arguments are SQL: the delegation, whose name is acted in, the instant of arrival.
 */
export const STILL_STANDS = (id: string, delegator: string, arrivedAt: string) =>
  `select from delegations d where d.id = ${id} and d.delegator_id = ${delegator} and d.accepted_at <= ${arrivedAt}
     and d.starts_at <= ${arrivedAt} and d.ends_at > ${arrivedAt}
     and (d.revoked_at is null or d.revoked_at > ${arrivedAt}) for share`;
