import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Membership, Role } from '../../platform/http/index.ts';

/** Gives somebody a role at a school or office; true when they did not have it yet. */
export async function addMembership(tx: Db, accountId: string, membership: Membership, now: Date): Promise<boolean> {
  const added = await tx.query(
    `insert into memberships (account_id, role, body_code, body_name, since) values ($1, $2, $3, $4, $5)
     on conflict (account_id, role, body_code) do nothing returning account_id`,
    [accountId, membership.role, membership.body, membership.bodyName, now],
  );
  if (added.length === 0) return false;
  const { role, body } = membership;
  await recordEvent(tx, {
    kind: 'membership.added',
    actor: null,
    subject: { type: 'account', id: accountId },
    data: { role, body },
  });
  return true;
}

/** Takes the role away; the very next request of that person is refused. */
export async function removeMembership(tx: Db, accountId: string, role: Role, body: string): Promise<boolean> {
  const removed = await tx.query(
    'delete from memberships where account_id = $1 and role = $2 and body_code = $3 returning account_id',
    [accountId, role, body],
  );
  if (removed.length === 0) return false;
  await recordEvent(tx, {
    kind: 'membership.removed',
    actor: null,
    subject: { type: 'account', id: accountId },
    data: { role, body },
  });
  return true;
}

/** SQL: whether the owner of the account `a` works at any school or office. */
export const HAS_ROLE = 'exists (select from memberships m where m.account_id = a.id)';

export async function hasRole(db: Db, accountId: string): Promise<boolean> {
  return (await db.query(`select from accounts a where a.id = $1 and ${HAS_ROLE}`, [accountId])).length > 0;
}

export interface StaffRow extends Membership {
  readonly accountId: string;
  readonly fiscalCode: string;
  readonly username: string;
  readonly person: string;
}

export async function listStaff(db: Db): Promise<StaffRow[]> {
  return db.query<StaffRow>(
    `select m.account_id as "accountId", m.role, m.body_code as body, m.body_name as "bodyName", a.fiscal_code as "fiscalCode", a.username,
       a.surname || ' ' || a.name as person
     from memberships m join accounts a on a.id = m.account_id
     order by m.body_code, m.role, a.surname, a.name`,
  );
}
