import type { Database, Db } from '../../platform/db/database.ts';
import { endDelegation, tellBoth } from './answer-store.ts';
import { lockedDelegation } from './delegation-store.ts';
import { endedLetters, endingLetters, type ToldToBoth, type Words } from './letters.ts';

const DAY_MS = 86_400_000;
/** How long before the end both are warned; shorter delegations are not warned of. */
const WARNED_MS = 3 * DAY_MS;
/** A portal that was off for this long still tells of the ends it missed. */
const REMEMBERED_MS = 30 * DAY_MS;

type Row = ToldToBoth & { readonly delegatorId: string; readonly delegateId: string };
type Letters = (told: ToldToBoth) => { readonly delegator: Words; readonly delegate: Words };

/** What has to be told or ended by now. Told as often as one likes, each letter goes out once. */
export async function makeRounds(database: Database, now: Date): Promise<void> {
  await endOfTheNotEnabled(database, now);
  const soon = new Date(now.getTime() + WARNED_MS);
  await tellAll(database, 'ending', endingLetters, ENDING, [now, soon, `${WARNED_MS} milliseconds`]);
  await tellAll(database, 'ended', endedLetters, ENDED, [new Date(now.getTime() - REMEMBERED_MS), now]);
}

const STANDING = 'd.accepted_at is not null and d.revoked_at is null';
const ENDING = `${STANDING} and d.ends_at > $1 and d.ends_at <= $2
  and d.ends_at - greatest(d.starts_at, d.accepted_at) > $3::interval`;
const ENDED = `${STANDING} and d.ends_at > $1 and d.ends_at <= $2`;

async function tellAll(database: Database, what: string, letters: Letters, where: string, values: unknown[]) {
  const rows = await database.query<Row>(
    `select d.id, d.number, d.starts_at as "startsAt", d.ends_at as "endsAt", d.delegator_id as "delegatorId",
       d.delegate_id as "delegateId", g.name || ' ' || g.surname as "delegatorName",
       e.name || ' ' || e.surname as "delegateName"
     from delegations d join accounts g on g.id = d.delegator_id join accounts e on e.id = d.delegate_id
     where ${where} order by d.ends_at, d.id`,
    values,
  );
  for (const row of rows) await database.transaction((tx) => tellBoth(tx, row, letters(row), what));
}

/**
 * Who has given back the enablement, or lost it, neither acts nor is acted for: that holds from the same instant (see
 * acting-store.ts). Here the delegation ends for good, so that it does not come back to life with a new enablement.
 */
async function endOfTheNotEnabled(database: Database, now: Date): Promise<void> {
  const lost = await database.query<{ id: string; delegatorId: string }>(
    `select d.id, d.delegator_id as "delegatorId" from delegations d
     where ${STANDING} and d.ends_at > $1 and exists (select from enablements e
       where e.account_id in (d.delegator_id, d.delegate_id) and e.state = 'revoked')`,
    [now],
  );
  for (const { id, delegatorId } of lost) {
    await database.transaction((tx) => endOne(tx, delegatorId, id, now));
  }
}

async function endOne(tx: Db, delegatorId: string, id: string, now: Date): Promise<void> {
  const delegation = await lockedDelegation(tx, delegatorId, id);
  if (delegation === undefined || delegation.revokedAt !== null) return;
  await endDelegation(tx, delegation, null, now);
}
