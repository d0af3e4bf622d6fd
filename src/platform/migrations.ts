import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { home } from './home.ts';
import { installQueue } from './jobs/schema.ts';

/** Any number will do, as long as every Polis uses the same: two nodes that start together take turns. */
const lock = 7_241_865_325;

export const migrationsFolder = join(home, 'migrations');

export interface MigrationOptions {
  /** How many of those not yet carried out; default all. */
  readonly count?: number;
  /** Told the name of each migration carried out. */
  readonly onStep?: (name: string) => void;
}

/**
 * Brings the database to the shape this version wants, forward only, all or nothing, one process at a time.
 * `ownerUrl` is the role that owns the tables. Returns the names of the migrations carried out now.
 */
export async function migrate(ownerUrl: string, options: MigrationOptions = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'polis migrations' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    const done = await runner({
      dbClient: client,
      dir: migrationsFolder,
      count: options.count ?? Number.POSITIVE_INFINITY,
      migrationsTable: 'schema_migrations',
      direction: 'up',
      checkOrder: true,
      singleTransaction: true,
      noLock: true,
      logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
    for (const { name } of done) options.onStep?.(name);
    await installQueue(client, ownerUrl);
    return done.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function ignore(): void {
  // The runner's own reports say no more than the names returned and the error thrown.
}
