import pg from 'pg';
import { DatabaseGone, isConnectionLost } from './gone.ts';
import { columnTypes } from './types.ts';

/** What a store asks questions with: the pool, or one transaction. Values go as parameters, never into the text. */
export interface Db {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** As `query`, but the server keeps the plan under `name`. One name, one text: for the few hot statements only. */
  prepared<Row>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Database extends Db {
  /** All of `work` or nothing of it. READ COMMITTED; nothing is tried again by itself. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections kept at most. Default 10. */
  readonly size?: number;
  /** Milliseconds one statement may take. Default 15,000; imports and migrations ask for more; 0 = no limit. */
  readonly statementTimeout?: number;
  /** Milliseconds to wait for a connection. Default 5,000. */
  readonly connectionTimeout?: number;
  /** Shown by the server in its list of sessions. Default `polis`. */
  readonly name?: string;
  /** Told of connections that break while nobody uses them; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void;
}

const clients = new WeakMap<Db, pg.PoolClient>();

/** The driver's own client of a transaction, for what only the driver can do (COPY). Not for stores. */
export function clientOf(tx: Db): pg.PoolClient {
  const client = clients.get(tx);
  if (client === undefined) throw new TypeError('only a transaction has a client');
  return client;
}

/** A pool with types, limits and both error handlers set as the product wants them. Opens no connection yet. */
export function createPool(url: string, options: DatabaseOptions = {}): pg.Pool {
  const statementTimeout = options.statementTimeout ?? 15_000;
  const ignore = options.onIdleError ?? (() => undefined);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.size ?? 10,
    connectionTimeoutMillis: options.connectionTimeout ?? 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeout,
    // The client gives up a little after the server, for the case where the server no longer answers at all.
    ...(statementTimeout > 0 && { query_timeout: statementTimeout + 2_000 }),
    idle_in_transaction_session_timeout: 60_000,
    application_name: options.name ?? 'polis',
    keepAlive: true,
    types: columnTypes,
  });
  // Without these two a broken connection nobody is using ends the whole process.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

/** The database behind `url`. Every method throws {@link DatabaseGone} when it cannot be reached. */
export function connect(url: string, options: DatabaseOptions = {}): Database {
  const pool = createPool(url, options);
  const alone = dbOver((config) => withClient(pool, (client) => run(client, config)));
  return {
    ...alone,
    transaction: (work) => withClient(pool, (client) => transact(client, work)),
    close: () => pool.end(),
  };
}

async function withClient<T>(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw isConnectionLost(error) ? new DatabaseGone(error) : error;
  });
  let broken: Error | undefined;
  try {
    return await use(client);
  } catch (error) {
    if (error instanceof DatabaseGone) broken = error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function transact<T>(client: pg.PoolClient, work: (tx: Db) => Promise<T>): Promise<T> {
  const tx = dbOver((config) => run(client, config));
  clients.set(tx, client);
  await run(client, { text: 'begin' });
  let result: T;
  try {
    result = await work(tx);
  } catch (error) {
    await run(client, { text: 'rollback' });
    throw error;
  } finally {
    clients.delete(tx);
  }
  await commit(client);
  return result;
}

async function commit(client: pg.PoolClient): Promise<void> {
  try {
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
  } catch (error) {
    throw isConnectionLost(error) ? new DatabaseGone(error, true) : error;
  }
}

async function run(client: pg.PoolClient, config: pg.QueryConfig): Promise<pg.QueryResult> {
  try {
    return await client.query(config);
  } catch (error) {
    throw isConnectionLost(error) ? new DatabaseGone(error) : error;
  }
}

function dbOver(ask: (config: pg.QueryConfig) => Promise<pg.QueryResult>): Db {
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await ask({ text, values: [...values] })).rows as Row[],
    prepared: async <Row>(name: string, text: string, values: readonly unknown[] = []) =>
      (await ask({ name, text, values: [...values] })).rows as Row[],
  };
}
