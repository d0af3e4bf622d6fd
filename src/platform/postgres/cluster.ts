import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { ServerUser } from './identity.ts';

/** One data folder with the programs and the user that serve it. */
export interface Cluster {
  readonly data: string;
  readonly log: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly test: boolean;
}

/** Makes the data folder when there is none: checksums on, C.UTF-8 order on every machine, passwords asked of everybody. */
export async function initialise(cluster: Cluster, adminPassword: string): Promise<void> {
  refuseOtherMajor(cluster);
  if (existsSync(join(cluster.data, 'PG_VERSION'))) return;
  // A first start that was interrupted leaves a folder without its version file: nothing was ever kept in it.
  rmSync(cluster.data, { recursive: true, force: true });
  mkdirSync(cluster.data, { mode: 0o700 });
  give(cluster.data, cluster.user);
  const passwordFile = `${cluster.data}.pw`;
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  give(passwordFile, cluster.user);
  try {
    await runTool(cluster, 'initdb', [
      ...['-D', cluster.data, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--data-checksums', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(cluster.test ? ['--no-sync'] : []),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(join(cluster.data, 'postgresql.conf'), "\ninclude 'polis.conf'\n", { flag: 'a' });
}

function refuseOtherMajor({ data, binaries }: Cluster): void {
  const file = join(data, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = readFileSync(file, 'utf8').trim();
  if (found === String(binaries.major)) return;
  throw new Error(
    `${data} was written by PostgreSQL ${found}, and Polis brings PostgreSQL ${binaries.major}: move it away (it is not touched), or serve it with PostgreSQL ${found} and set DATABASE_URL`,
  );
}

const durable = ['max_connections = 100'];
const quick = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off', 'max_connections = 300'];

function configuration(port: number, test: boolean): string {
  const lines = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "log_line_prefix = '%m [%p] '",
    ...(test ? quick : durable),
  ];
  return `# Written at every start: changes made here are lost.\n${lines.join('\n')}\n`;
}

/** Starts the server and waits until it answers. Returns its port. */
export async function launch(cluster: Cluster): Promise<number> {
  const port = await freePort();
  const file = join(cluster.data, 'polis.conf');
  writeFileSync(file, configuration(port, cluster.test), { mode: 0o600 });
  give(file, cluster.user);
  await runTool(cluster, 'pg_ctl', ['start', '-w', '-t', '120', '-s', '-D', cluster.data, '-l', cluster.log]);
  return port;
}

/** Stops the server in an orderly way: open transactions are rolled back, nothing acknowledged is lost. */
export async function halt(cluster: Cluster): Promise<void> {
  if (runningServer(cluster.data) === undefined) return;
  const mode = cluster.test ? 'immediate' : 'fast';
  await runTool(cluster, 'pg_ctl', ['stop', '-w', '-t', '60', '-s', '-m', mode, '-D', cluster.data]);
}

/** The process and port in the folder's lock file, when that process lives: e.g. left behind by a killed parent. */
export function runningServer(data: string): { readonly pid: number; readonly port: number } | undefined {
  try {
    const [pid, , , port] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n').map(Number);
    if (pid === undefined || port === undefined) return undefined;
    process.kill(pid, 0);
    return { pid, port };
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') throw error;
    return undefined;
  }
}

export function give(path: string, user: ServerUser | undefined): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

/** In a session of its own, so that Ctrl-C in the terminal reaches us and not the database. */
async function runTool(cluster: Cluster, tool: string, args: readonly string[]): Promise<void> {
  const child = spawn(join(cluster.binaries.bin, tool), args, {
    ...cluster.user,
    cwd: '/',
    detached: true,
    env: { LC_ALL: 'C', PATH: process.env['PATH'], TZ: 'UTC' },
    // pg_ctl's server would keep a pipe open for ever, so its words go to the log file instead.
    stdio: ['ignore', 'ignore', tool === 'pg_ctl' ? 'ignore' : 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (status !== 0) throw new Error(`${tool} failed: ${said.trim() || lastLines(cluster.log)}`);
}

function lastLines(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ') : 'no log was written';
}

/** A port of 127.0.0.1 nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
