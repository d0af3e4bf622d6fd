import type { Database, Db } from '../../platform/db/database.ts';
import { notify } from '../notifications/index.ts';
import { INACTIVE_MONTHS, type Inactive, inactivityWarning } from './inactivity.ts';
import { revokeEnablement } from './revocation-store.ts';

/** Which of these people have a draft or a filing in a window that is open now: nobody is revoked in the middle of it. */
export type Engaged = (db: Db, accountIds: readonly string[], now: Date) => Promise<ReadonlySet<string>>;

export interface InactivityDeps {
  readonly database: Database;
  readonly engaged: Engaged;
}

const BATCH = 500;

/**
 * Who stays away: the last warning first missed is sent (never a second time, however often this runs), and whoever was
 * told at least seven days ago, and has been away for 15 months, loses the enablement. Answers how many of each.
 */
export async function endInactive(deps: InactivityDeps, now: Date): Promise<{ warned: number; revoked: number }> {
  return { warned: await warnAll(deps, now), revoked: await revokeAll(deps, now) };
}

const ENDS = `l.entered_at + interval '${INACTIVE_MONTHS} months'`;

/** What walks the index: three days of slack cover months of different length, and the exact rule follows. */
export const LONG_AGO = `l.entered_at <= $1::timestamptz - interval '${INACTIVE_MONTHS} months' + interval '63 days'`;

const AWAY = `from last_entries l join enablements e on e.account_id = l.account_id and e.state = 'active'
  where ${LONG_AGO} and ${ENDS} <= $1::timestamptz + interval '60 days'`;

const WARN = `
with due as (
  select l.account_id, l.entered_at, ${ENDS} as ends_at,
    case when ${ENDS} <= $1::timestamptz + interval '7 days' then 7
         when ${ENDS} <= $1::timestamptz + interval '30 days' then 30 else 60 end as days
  ${AWAY}
)
, warned as (
  insert into inactivity_warnings (account_id, entered_at, days, warned_at)
  select d.account_id, d.entered_at, d.days, $1 from due d
  where not exists (select from inactivity_warnings w
    where w.account_id = d.account_id and w.entered_at = d.entered_at and w.days <= d.days)
  order by d.entered_at limit ${BATCH}
  on conflict do nothing
  returning account_id, entered_at, days
)
select account_id as "accountId", entered_at as "enteredAt", days,
  greatest(entered_at + interval '${INACTIVE_MONTHS} months', $1::timestamptz + interval '7 days') as "endsAt" from warned`;

async function warnAll({ database }: InactivityDeps, now: Date): Promise<number> {
  for (let all = 0; ; ) {
    const warned = await database.transaction(async (tx) => {
      const rows = await tx.query<Inactive & { days: number }>(WARN, [now]);
      for (const row of rows) {
        await notify(tx, { accountId: row.accountId, ...inactivityWarning(row, row.days) });
      }
      return rows.length;
    });
    all += warned;
    if (warned < BATCH) return all;
  }
}

/** After the last of the batch before, so that those who are spared keep nobody waiting. */
const OVER = `
select l.account_id as "accountId", l.entered_at as "enteredAt", ${ENDS} as "endsAt"
${AWAY} and ${ENDS} <= $1::timestamptz
  and exists (select from inactivity_warnings w where w.account_id = l.account_id and w.entered_at = l.entered_at
    and w.days = 7 and w.warned_at <= $1::timestamptz - interval '7 days')
  and (l.entered_at, l.account_id) > ($2::timestamptz, $3::uuid)
order by l.entered_at, l.account_id limit ${BATCH}
for update of e skip locked`;

async function revokeAll({ database, engaged }: InactivityDeps, now: Date): Promise<number> {
  let from: Pick<Inactive, 'accountId' | 'enteredAt'> = {
    accountId: '00000000-0000-0000-0000-000000000000',
    enteredAt: new Date(0),
  };
  for (let all = 0; ; ) {
    const { over, revoked } = await database.transaction(async (tx) => {
      const rows = await tx.query<Inactive>(OVER, [now, from.enteredAt, from.accountId]);
      const spared =
        rows.length === 0
          ? new Set<string>()
          : await engaged(
              tx,
              rows.map(({ accountId }) => accountId),
              now,
            );
      const ended = rows.filter(({ accountId }) => !spared.has(accountId));
      for (const { accountId } of ended) await revokeEnablement(tx, accountId, { by: 'inactivity' }, now);
      return { over: rows, revoked: ended.length };
    });
    all += revoked;
    const last = over.at(-1);
    if (last === undefined || over.length < BATCH) return all;
    from = last;
  }
}
