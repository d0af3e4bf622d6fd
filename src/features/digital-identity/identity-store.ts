import type { Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';

/** An identity somebody comes in with, as their own page lists it. */
export interface LinkedIdentity {
  readonly provider: string;
  readonly subject: string;
  readonly method: 'spid' | 'cie' | 'eidas' | 'cns';
  readonly level: number;
  readonly linkedAt: Date;
  readonly lastUsedAt: Date;
}

export function identitiesOf(db: Db, accountId: string): Promise<LinkedIdentity[]> {
  return db.query<LinkedIdentity>(
    `select provider, subject, method, level, linked_at as "linkedAt", last_used_at as "lastUsedAt"
     from identity_links where account_id = $1 order by linked_at, provider`,
    [accountId],
  );
}

/** Takes one of their own identities away; false when there is no such. */
export async function unlink(tx: Db, accountId: string, provider: string): Promise<boolean> {
  const gone = await tx.query<{ method: string }>(
    'delete from identity_links where account_id = $1 and provider = $2 returning method',
    [accountId, provider],
  );
  const [first] = gone;
  if (first === undefined) return false;
  const subject = { type: 'account', id: accountId };
  await recordEvent(tx, {
    kind: 'identity.unlinked',
    actor: accountId,
    subject,
    data: { method: first.method, provider },
  });
  return true;
}

/** Whether they want to come in with a digital identity and in no other way. */
/** SQL: whether the account `a` has chosen to come in with a digital identity and in no other way. */
export const DIGITAL_ONLY = 'exists (select from digital_only d where d.account_id = a.id)';

export async function isDigitalOnly(db: Db, accountId: string): Promise<boolean> {
  const found = await db.query('select from digital_only where account_id = $1', [accountId]);
  return found.length > 0;
}

export async function chooseDigitalOnly(tx: Db, accountId: string, only: boolean, now: Date): Promise<void> {
  if (only) {
    await tx.query('insert into digital_only (account_id, since) values ($1, $2) on conflict do nothing', [
      accountId,
      now,
    ]);
  } else {
    await tx.query('delete from digital_only where account_id = $1', [accountId]);
  }
  const subject = { type: 'account', id: accountId };
  await recordEvent(tx, { kind: only ? 'identity.only' : 'identity.not-only', actor: accountId, subject });
}
