import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { type Cluster, give, halt, initialise, launch, runningServer } from './cluster.ts';
import { serverUser } from './identity.ts';
import { type Passwords, prepareRoles, roles } from './roles.ts';

export { freePort } from './cluster.ts';
export { postgresPlace } from './place.ts';

export interface PostgresOptions {
  /** Folder of this server: data, log and passwords. Made when missing; its parent must be one the server's user can enter. */
  readonly dir: string;
  /** Where binaries are copied when those of the packages cannot be used in place. Default: `dir`. */
  readonly cache?: string;
  /** Nothing survives a crash, everything is quick. */
  readonly test?: boolean;
}

export interface Postgres {
  /** Role that owns the tables: migrations only. */
  readonly ownerUrl: string;
  /** Role of the programs. */
  readonly appUrl: string;
  /** Superuser. */
  readonly adminUrl: string;
  /** True when a running server was found and taken over. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

export const databaseName = 'polis';

/**
 * A real PostgreSQL on 127.0.0.1 for development, tests and small installations: made on first use, adopted when a
 * killed parent left it running, with its roles and its database. Throws one clear line when that cannot be.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = serverUser();
  mkdirSync(options.dir, { recursive: true, mode: 0o755 });
  const cluster: Cluster = {
    data: join(options.dir, 'data'),
    log: join(options.dir, 'postgresql.log'),
    binaries: findBinaries(user, options.cache ?? options.dir),
    user,
    test: options.test ?? false,
  };
  // The server's own user writes the data folder beside the passwords and its log.
  give(options.dir, user);
  const passwords = keepPasswords(join(options.dir, 'passwords.json'));
  await initialise(cluster, passwords.admin);
  const left = runningServer(cluster.data);
  const port = left?.port ?? (await launch(cluster));
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = url(roles.admin, passwords.admin, 'postgres');
  await answering(adminUrl);
  await prepareRoles(adminUrl, passwords, databaseName);
  return {
    adminUrl,
    ownerUrl: url(roles.owner, passwords.owner, databaseName),
    appUrl: url(roles.app, passwords.app, databaseName),
    adopted: left !== undefined,
    stop: () => halt(cluster),
  };
}

function keepPasswords(file: string): Passwords {
  if (!existsSync(file)) {
    const fresh = () => randomBytes(24).toString('hex');
    const passwords: Passwords = { admin: fresh(), owner: fresh(), app: fresh() };
    writeFileSync(`${file}.part`, JSON.stringify(passwords), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
}

/** A server just found may still be recovering from a crash: give it half a minute. */
async function answering(url: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
