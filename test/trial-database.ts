import { AsyncLocalStorage } from 'node:async_hooks';
import { connect, type Database, type Db } from '../src/platform/db/database.ts';

/** A database in which something can be tried without leaving a trace. */
export interface TrialDatabase extends Database {
  /** What `work` came to, and what it did here; nothing of it stays. */
  trial<T>(work: () => Promise<T>): Promise<Trial<T>>;
}

interface Trial<T> {
  readonly result: T;
  /** It wrote, or as much as locked a row. */
  readonly wrote: boolean;
  /** It wrote. */
  readonly changed: boolean;
}

/**
 * One real connection. During a trial everything runs inside one transaction that is rolled back at the end, and the
 * transactions of the program are savepoints in it; outside a trial it is a database as any other. PostgreSQL gives a
 * transaction a number with its first write: none was given, nothing was written.
 */
export function trialDatabase(url: string): TrialDatabase {
  const one = connect(url, { size: 1, name: 'polis trial', statementTimeout: 60_000 });
  const inside = new AsyncLocalStorage<true>();
  let trying = false;
  let names = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const savepoint = async <T>(work: () => Promise<T>): Promise<T> => {
    names += 1;
    const name = `trial_${names}`;
    await one.query(`savepoint ${name}`);
    try {
      const result = await work();
      await one.query(`release savepoint ${name}`);
      return result;
    } catch (error) {
      await one.query(`rollback to savepoint ${name}`);
      throw error;
    }
  };
  // Savepoints nest: those of two things done at the same moment must not cross.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (inside.getStore()) return work();
    const mine = turn.then(() => inside.run(true, () => savepoint(work)));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const db: Db = {
    query: (text, values) => (trying ? inTurn(() => one.query(text, values)) : one.query(text, values)),
    prepared: (name, text, values) =>
      trying ? inTurn(() => one.prepared(name, text, values)) : one.prepared(name, text, values),
  };
  // Counted by the connection, of transactions before this one too.
  const rowsWritten = async () => {
    const [row] = await one.query<{ rows: string }>(
      'select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::text as rows from pg_stat_xact_user_tables',
    );
    return Number(row?.rows);
  };
  return {
    ...db,
    transaction: (work) => (trying ? inTurn(() => work(db)) : one.transaction(work)),
    close: () => one.close(),
    trial: async (work) => {
      await one.query('begin');
      const before = await rowsWritten();
      trying = true;
      try {
        const result = await work();
        await turn;
        const [row] = await one.query<{ xid: string | null }>('select pg_current_xact_id_if_assigned()::text as xid');
        return { result, wrote: row?.xid != null, changed: (await rowsWritten()) > before };
      } finally {
        trying = false;
        await one.query('rollback');
      }
    },
  };
}
