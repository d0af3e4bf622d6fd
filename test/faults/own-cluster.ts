import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries } from '../../src/platform/postgres/binaries.ts';
import { runningServer } from '../../src/platform/postgres/cluster.ts';
import { serverUser } from '../../src/platform/postgres/identity.ts';
import { type Postgres, startPostgres } from '../../src/platform/postgres/index.ts';
import { until } from '../until.ts';

/** A PostgreSQL of this test's own, as durable as in production, that can be killed and started again. */
export interface OwnCluster {
  readonly folder: string;
  readonly postgres: Postgres;
  /** SIGKILL for the server and every process of its sessions at once, as when the power goes. Answers how many. */
  kill(): Promise<number>;
  /** Starts it again on the same port; it recovers from its log first. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function ownCluster(): Promise<OwnCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'polis-faults-'));
  // The database server may run as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const dir = join(folder, 'postgres');
  const data = join(dir, 'data');
  const remove = async () => {
    await killAll(data);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const postgres = await startPostgres({ dir });
    return { folder, postgres, kill: () => killAll(data), start: () => startAgain(dir), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function killAll(data: string): Promise<number> {
  const found = runningServer(data);
  if (found === undefined) return 0;
  // Stopped first, so that it starts no session while its sessions are counted.
  process.kill(found.pid, 'SIGSTOP');
  const all = [found.pid, ...childrenOf(found.pid)];
  for (const pid of all) killOne(pid);
  await until(() => all.every(isOver));
  // After a power cut no process has the number in it; here somebody may still have to bury the one that had.
  rmSync(join(data, 'postmaster.pid'), { force: true });
  return all.length;
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** The processes a process has started and that live. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(statusOf(name)?.parent) === parent)
    .map(Number);
}

function isOver(pid: number): boolean {
  const status = statusOf(String(pid));
  return status === undefined || status.state === 'Z';
}

/** The words of `stat` that follow the name in parentheses; nothing for a process that is gone. */
function statusOf(
  pid: string,
): { readonly state: string | undefined; readonly parent: string | undefined } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent };
  } catch {
    return undefined;
  }
}

async function startAgain(dir: string): Promise<void> {
  const user = serverUser();
  const { bin } = findBinaries(user, dir);
  const words = ['start', '-w', '-t', '60', '-s', '-D', join(dir, 'data'), '-l', join(dir, 'postgresql.log')];
  const child = spawn(join(bin, 'pg_ctl'), words, {
    ...user,
    cwd: '/',
    detached: true,
    env: { LC_ALL: 'C', PATH: process.env['PATH'], TZ: 'UTC' },
    stdio: 'ignore',
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`the database does not start: ${readFileSync(join(dir, 'postgresql.log'), 'utf8')}`);
}
