import type { Database, Db } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { accountById, endSessionsOf } from '../accounts/index.ts';
import { endDelegationsOf } from '../delegations/index.ts';
import { IS_VALID } from '../filings/index.ts';
import { notify, sendMail } from '../notifications/index.ts';
import { askedLetter, closedLetter, DAYS_TO_THINK, undoneLetter } from './closing.ts';

const DAY_MS = 86_400_000;

export interface Closing {
  readonly askedAt: Date;
  readonly dueAt: Date;
}

/** SQL: whether the account `a` is about to be closed, and its owner may still think again. */
export const IS_CLOSING = 'exists (select from account_closures x where x.account_id = a.id and x.done_at is null)';

/** A closing that can still be taken back. */
export async function closingOf(db: Db, accountId: string): Promise<Closing | undefined> {
  const [closing] = await db.query<Closing>(
    `select asked_at as "askedAt", due_at as "dueAt" from account_closures where account_id = $1 and done_at is null`,
    [accountId],
  );
  return closing;
}

/** Begins the days in which one may think again; the other sessions end. */
export async function askToClose(database: Database, accountId: string, session: string, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const dueAt = new Date(now.getTime() + DAYS_TO_THINK * DAY_MS);
    const asked = await tx.query(
      `insert into account_closures (account_id, asked_at, due_at) values ($1, $2, $3)
       on conflict (account_id) do nothing returning account_id`,
      [accountId, now, dueAt],
    );
    if (asked.length === 0) return;
    await recordEvent(tx, { kind: 'account.closing-asked', actor: accountId, subject: subjectOf(accountId) });
    await endSessionsOf(tx, accountId, session, 'closing-asked');
    const key = `closing:${accountId}:${now.getTime()}`;
    await notify(tx, { accountId, kind: 'account.closing-asked', key, ...askedLetter(dueAt) });
  });
}

/** Everything stays as it is. False when it was too late. */
export async function undoClosing(database: Database, accountId: string, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    const undone = await tx.query(
      'delete from account_closures where account_id = $1 and done_at is null and due_at > $2 returning account_id',
      [accountId, now],
    );
    if (undone.length === 0) return false;
    await recordEvent(tx, { kind: 'account.closing-undone', actor: accountId, subject: subjectOf(accountId) });
    const key = `closing-undone:${accountId}:${now.getTime()}`;
    await notify(tx, { accountId, kind: 'account.closing-undone', key, ...undoneLetter() });
    return true;
  });
}

/** Closes what is due, each account in a transaction of its own; how many were closed. */
export async function closeDue(database: Database, clock: () => Date): Promise<number> {
  const due = await database.query<{ accountId: string }>(
    'select account_id as "accountId" from account_closures where done_at is null and due_at <= $1 order by due_at',
    [clock()],
  );
  let closed = 0;
  for (const { accountId } of due) if (await closeOne(database, accountId, clock)) closed += 1;
  return closed;
}

/** Thought again at the last moment, or given an office meanwhile: nothing of the closing may stay. */
class CalledOff extends Error {}

async function closeOne(database: Database, accountId: string, clock: () => Date): Promise<boolean> {
  const closing = database.transaction(async (tx) => {
    const account = await accountById(tx, accountId);
    await endDelegationsOf(tx, accountId, clock);
    const [done] = await tx.query<{ closed: boolean }>('select close_account($1, $2) as closed', [accountId, clock()]);
    if (done?.closed !== true || account === undefined) throw new CalledOff();
    await recordEvent(tx, { kind: 'account.closed', actor: accountId, subject: subjectOf(accountId) });
    const letter = closedLetter(account.name);
    if (account.email !== '') await sendMail(tx, { to: account.email, key: `closed:${accountId}`, ...letter });
    return true;
  });
  return closing.catch((error: unknown) => {
    if (error instanceof CalledOff) return false;
    throw error;
  });
}

/** What stays valid after the closing: filings that were neither replaced nor withdrawn. */
export async function validFilings(
  db: Db,
  accountId: string,
): Promise<{ subject: string; number: string; href: string }[]> {
  return db.query<{ subject: string; number: string; href: string }>(
    `select e.subject, '/istanze/' || f.application_id || '/ricevuta/' || f.id as href, lpad(f.number::text, 7, '0') || '/' || f.year as number
     from filings f join register_entries e on e.office_code = f.office_code and e.year = f.year and e.number = f.number
     where f.account_id = $1 and ${IS_VALID}
     order by f.filed_at desc`,
    [accountId],
  );
}

/** Drafts that would go: applications never filed. */
export async function draftsNeverFiled(db: Db, accountId: string): Promise<number> {
  const [row] = await db.query<{ many: number }>(
    `select count(*) as many from applications a
     where a.account_id = $1 and not exists (select from filings f where f.application_id = a.id)`,
    [accountId],
  );
  return row?.many ?? 0;
}

function subjectOf(id: string) {
  return { type: 'account', id };
}
