import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../src/platform/db/database.ts';
import { home } from '../src/platform/home.ts';
import { migrate } from '../src/platform/migrations.ts';
import { freePort, type Postgres, startPostgres } from '../src/platform/postgres/index.ts';
import { builtPrograms } from '../test/built.ts';
import { PortalProgram } from '../test/portal-program.ts';
import { fillRegistry, SECRET } from './filing-people.ts';

/** A durable cluster (fsync on) with the registry filled, and the whole portal over it in a process of its own. */
export interface World {
  readonly database: Database;
  readonly cluster: Postgres;
  readonly environment: Readonly<Record<string, string>>;
  /** Where the portal listens, on loopback. */
  readonly port: number;
  /** The process of the portal. */
  readonly pid: number;
}

/** Brings a world up, works in it, and leaves nothing of it behind. */
export async function inWorld<T>(work: (world: World) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'polis-bench-'));
  // The database server may run as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const cluster = await startPostgres({ dir: join(folder, 'postgres') });
  const database = connect(cluster.appUrl, { name: 'polis bench', statementTimeout: 0 });
  const port = await freePort();
  const environment = {
    DATABASE_URL: cluster.appUrl,
    SMTP_URL: 'smtp://127.0.0.1:9',
    POLIS_SECRET: SECRET,
    POLIS_STATE_DIR: folder,
    PUBLIC_URL: 'http://127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'error',
  };
  // The program as it is deployed: one bundled file.
  await builtPrograms();
  const server = new PortalProgram('server', environment);
  try {
    await migrate(cluster.ownerUrl);
    await fillRegistry(database);
    await server.start();
    return await work({ database, cluster, environment, port, pid: server.pid });
  } finally {
    await server.kill();
    await database.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program that prints its port first, works beside it, and ends it. */
export async function beside<T>(
  script: string,
  environment: Readonly<Record<string, string>>,
  work: (port: number) => Promise<T>,
): Promise<T> {
  const program = spawn(process.execPath, ['--import', 'tsx', join(home, script)], {
    cwd: home,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(program.stdout, 'data')) as [Buffer];
    return await work(Number(line));
  } finally {
    program.kill('SIGKILL');
  }
}
