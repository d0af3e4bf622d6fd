import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connect, type Database } from '../src/platform/db/database.ts';
import { home } from '../src/platform/home.ts';
import { migrate, migrationsFolder } from '../src/platform/migrations.ts';
import { createDatabase } from '../src/platform/postgres/roles.ts';

interface Urls {
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
}

export interface FreshDatabase {
  /** As the programs see it (role polis_app). */
  readonly database: Database;
  /** As migrations see it (role polis_owner). */
  readonly owner: Database;
  readonly urls: Urls;
  /** Closes both pools and removes the database. Call it in `after()`. */
  drop(): Promise<void>;
}

/**
 * A migrated database of its own for one test file, copied from a template in a fraction of a second. With `upTo` only
 * the first so many migrations are in it: the tests of a lower floor do not depend on what stands above.
 */
export async function freshDatabase(upTo?: number): Promise<FreshDatabase> {
  const server = await testServer();
  return copyOf(server, await migratedTemplate(server, readdirSync(migrationsFolder).sort().slice(0, upTo)));
}

/**
 * A migrated database with what `fill` puts there. Who asks first for the name fills it; the others, of other test
 * files too, have copies: the name says everything that the content depends on.
 */
export async function filledDatabase(
  name: string,
  fill: (database: Database) => Promise<void>,
): Promise<FreshDatabase> {
  const server = await testServer();
  const migrated = await migratedTemplate(server, readdirSync(migrationsFolder).sort());
  const filled = await keptTemplate(server, `${migrated}_${name}`, migrated, async (part) => {
    const database = connect(within(server.app, part), { name: 'polis test' });
    await fill(database).finally(() => database.close());
  });
  return copyOf(server, filled);
}

async function copyOf(server: Urls, template: string): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, (admin) => createDatabase(admin, name, template));
  const urls: Urls = {
    admin: within(server.admin, name),
    owner: within(server.owner, name),
    app: within(server.app, name),
  };
  const database = connect(urls.app, { name: 'polis test' });
  const owner = connect(urls.owner, { name: 'polis test owner', size: 2 });
  return {
    database,
    owner,
    urls,
    drop: async () => {
      await Promise.all([database.close(), owner.close()]);
      await asAdmin(server, (admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}

/**
 * The server for this run: POLIS_TEST_SERVER (a superuser's URL; roles polis_owner and polis_app must exist with the
 * password `polis`), or the shared throw-away one, started by whoever needs it first.
 */
async function testServer(): Promise<Urls> {
  const given = process.env['POLIS_TEST_SERVER'];
  if (given !== undefined) return { admin: given, owner: as(given, 'polis_owner'), app: as(given, 'polis_app') };
  // The name holds the user as well: a server started by root is of no use to anybody else.
  const tag = createHash('sha256').update(home).digest('hex').slice(0, 8);
  const folder = join(tmpdir(), `polis-test-${process.getuid?.() ?? 0}-${tag}`);
  const start = performance.now();
  let nextKeeper = start;
  while (performance.now() - start < 60_000) {
    mkdirSync(join(folder, 'users'), { recursive: true });
    writeFileSync(join(folder, 'users', String(process.pid)), '');
    const found = await runningServer(folder);
    if (found !== undefined) return found;
    if (performance.now() >= nextKeeper) {
      startKeeper(folder);
      nextKeeper = performance.now() + 5_000;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the test database server did not start: see ${join(folder, 'keeper.log')}`);
}

async function runningServer(folder: string): Promise<Urls | undefined> {
  try {
    const state = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as Record<string, string>;
    const urls = { admin: String(state['adminUrl']), owner: String(state['ownerUrl']), app: String(state['appUrl']) };
    await asAdmin(urls, (admin) => admin.query('select'));
    return urls;
  } catch {
    return undefined;
  }
}

/** Of several keepers started at the same moment all but one leave at once: see database-server.ts. */
function startKeeper(folder: string): void {
  const log = openSync(join(folder, 'keeper.log'), 'a');
  const script = join(home, 'test/database-server.ts');
  const args = ['--import', 'tsx', script, folder];
  spawn(process.execPath, args, { cwd: home, detached: true, stdio: ['ignore', log, log] }).unref();
  closeSync(log);
}

/** The template carries a digest of the migrations, so a changed migration makes a new one by itself. */
async function migratedTemplate(server: Urls, files: readonly string[]): Promise<string> {
  const digest = createHash('sha256');
  for (const file of files) {
    digest.update(file).update(readFileSync(join(migrationsFolder, file)));
  }
  const name = `template_${digest.digest('hex').slice(0, 12)}`;
  return keptTemplate(server, name, 'template0', (part) =>
    migrate(within(server.owner, part), { count: files.length }),
  );
}

/** The template of this name, a copy of another to which `fill` has added: made when it is missing. */
async function keptTemplate(
  server: Urls,
  name: string,
  from: string,
  fill: (part: string) => Promise<unknown>,
): Promise<string> {
  await asAdmin(server, async (admin) => {
    if (await exists(admin, name)) return;
    // One process fills, the others wait; it takes its name only when it is complete.
    await admin.query("select pg_advisory_lock(hashtext('polis.test.template'))");
    if (await exists(admin, name)) return;
    const part = `${name}_part`;
    await admin.query(`drop database if exists ${part} with (force)`);
    await createDatabase(admin, part, from);
    await fill(part);
    await admin.query(`alter database ${part} rename to ${name}`);
  });
  return name;
}

async function exists(admin: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  return rowCount === 1;
}

async function asAdmin<T>(server: Urls, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: server.admin, connectionTimeoutMillis: 5_000 });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function within(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function as(url: string, role: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = 'polis';
  return changed.href;
}
