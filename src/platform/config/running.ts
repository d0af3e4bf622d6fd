import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `bin/start` brought up, for the other commands of the same checkout. */
export interface Running {
  /** The supervisor's process. */
  readonly pid: number;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

const fileName = 'running.json';

export function rememberRunning(stateDir: string, running: Running): void {
  const file = join(stateDir, fileName);
  writeFileSync(`${file}.part`, JSON.stringify(running, null, 2), { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

export function forgetRunning(stateDir: string): void {
  rmSync(join(stateDir, fileName), { force: true });
}

/** Undefined when nothing was started, or what was started is no longer there. */
export function findRunning(stateDir: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(join(stateDir, fileName), 'utf8')) as Running;
    process.kill(running.pid, 0);
    return running;
  } catch {
    return undefined;
  }
}
