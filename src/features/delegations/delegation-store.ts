import type { Db } from '../../platform/db/database.ts';
import type { Given } from './offer.ts';
import type { DelegationRecord } from './record.ts';

type Row = Omit<DelegationRecord, 'standing'> & {
  readonly delegatorEnablement: DelegationRecord['standing']['delegator'];
  readonly delegateEnablement: DelegationRecord['standing']['delegate'];
};

/** `$1` is who is looking: either of the two, and nobody else. Before the acceptance the delegator sees what they typed. */
const record = `
  select d.id, d.number, d.fiscal_code as "fiscalCode", d.surname, d.procedures, d.starts_at as "startsAt",
    d.ends_at as "endsAt", d.answer_by as "answerBy", d.offered_at as "offeredAt", d.accepted_at as "acceptedAt",
    d.refused_at as "refusedAt", d.revoked_at as "revokedAt", d.revoked_by as "revokedById",
    d.delegator_id as "delegatorId", g.name || ' ' || g.surname as "delegatorName",
    g.fiscal_code as "delegatorFiscalCode", coalesce(ge.state, 'none') as "delegatorEnablement",
    case when d.delegator_id = $1 then 'delegator' else 'delegate' end as side,
    case when d.delegator_id <> $1 or d.accepted_at is not null then d.delegate_id end as "delegateId",
    case when d.delegator_id <> $1 or d.accepted_at is not null then e.name || ' ' || e.surname end as "delegateName",
    coalesce(ee.state, 'none') as "delegateEnablement"
  from delegations d
    join accounts g on g.id = d.delegator_id
    left join enablements ge on ge.account_id = g.id
    left join accounts e on e.id = d.delegate_id
    left join enablements ee on ee.account_id = e.id`;

const OWN = '(d.delegator_id = $1 or d.delegate_id = $1)';

/** Every delegation a person has given or been offered, the newest first. */
export async function delegationsOf(db: Db, accountId: string): Promise<DelegationRecord[]> {
  const rows = await db.prepared<Row>(
    'delegations-of',
    `${record} where d.id in (select id from delegations where delegator_id = $1
       union select id from delegations where delegate_id = $1)
     order by d.offered_at desc, d.number desc limit 200`,
    [accountId],
  );
  return rows.map(fromRow);
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** One delegation, for either of its two people; nothing for anybody else, as for one that does not exist. */
export async function delegationFor(db: Db, accountId: string, id: string): Promise<DelegationRecord | undefined> {
  if (!UUID.test(id)) return undefined;
  const [row] = await db.prepared<Row>('delegation-for', `${record} where d.id = $2 and ${OWN}`, [accountId, id]);
  return row && fromRow(row);
}

/** The same, and nobody changes it until the transaction ends. */
export async function lockedDelegation(tx: Db, accountId: string, id: string): Promise<DelegationRecord | undefined> {
  if (!UUID.test(id)) return undefined;
  const mine = 'select from delegations where id = $1 and (delegator_id = $2 or delegate_id = $2) for update';
  await tx.query(mine, [id, accountId]);
  return delegationFor(tx, accountId, id);
}

/** What a person has given so far, as far as limits and overlaps must know. */
export async function givenBy(db: Db, delegatorId: string): Promise<Given[]> {
  return db.query<Given>(
    `select fiscal_code as "fiscalCode", offered_at as "offeredAt", starts_at as "startsAt", ends_at as "endsAt",
       answer_by as "answerBy", accepted_at as "acceptedAt", refused_at as "refusedAt", revoked_at as "revokedAt"
     from delegations where delegator_id = $1`,
    [delegatorId],
  );
}

/** How many people this delegate may act for, now or later. */
export async function heldBy(db: Db, delegateId: string, now: Date): Promise<number> {
  const [row] = await db.query<{ held: number }>(
    `select count(*) as held from delegations
     where delegate_id = $1 and accepted_at is not null and revoked_at is null and ends_at > $2`,
    [delegateId, now],
  );
  return row?.held ?? 0;
}

function fromRow({ delegatorEnablement: delegator, delegateEnablement: delegate, ...row }: Row): DelegationRecord {
  return { ...row, standing: { delegator, delegate } };
}
