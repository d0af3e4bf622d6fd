import type { Database, Db } from '../../platform/db/database.ts';
import { notify } from '../notifications/index.ts';
import { passwordEndsLetter } from './mails.ts';
import { mailDue, type PasswordExpiry, passwordEnd, WARNED_DAYS } from './password-expiry.ts';

const AT_ONCE = 200;

/**
 * Tells everybody whose password ends soon, each time once: what was told is written beside the password, in the
 * transaction of the message, and the next password starts anew; where the public has no password (`everybody` false),
 * staff alone. Answers how many were told.
 */
export async function warnOfExpiry(
  database: Database,
  expiry: PasswordExpiry,
  everybody: boolean,
  now: Date,
): Promise<number> {
  let told = 0;
  for (;;) {
    const batch = await database.transaction((tx) => warnSome(tx, expiry, everybody, now));
    told += batch;
    if (batch < AT_ONCE) return told;
  }
}

async function warnSome(tx: Db, expiry: PasswordExpiry, everybody: boolean, now: Date): Promise<number> {
  const rows = await tx.query<{ accountId: string; name: string; changedAt: Date }>(
    `select c.account_id as "accountId", c.changed_at as "changedAt", a.name
     from credentials c join accounts a on a.id = c.account_id,
       lateral (select greatest(c.changed_at, $2::timestamptz) + make_interval(days => $3) as at) as ends
     where ($6 or exists (select 1 from memberships m where m.account_id = c.account_id)) and not c.temporary and c.changed_at <= $1::timestamptz + make_interval(days => $4 - $3)
       and ends.at > $1 and ends.at <= $1::timestamptz + make_interval(days => $4)
       and coalesce(c.expiry_warned, 99) > case when ends.at <= $1::timestamptz + interval '1 day' then 1
         when ends.at <= $1::timestamptz + interval '7 days' then 7 else 15 end
     order by c.changed_at limit $5 for update of c skip locked`,
    [now, expiry.since ?? null, expiry.days, WARNED_DAYS, AT_ONCE, everybody],
  );
  for (const { accountId, name, changedAt } of rows) {
    const end = passwordEnd(changedAt, expiry);
    const days = mailDue(end, now);
    if (days === undefined) continue;
    const key = `password-ends:${accountId}:${changedAt.getTime()}:${days}`;
    await notify(tx, { accountId, kind: 'account.password-ends', key, ...passwordEndsLetter(name, end, now) });
    await tx.query('update credentials set expiry_warned = $2 where account_id = $1', [accountId, days]);
  }
  return rows.length;
}
