import { type ChildProcess, fork } from 'node:child_process';
import { wrongConfiguration } from './program.ts';

export interface ProgramToKeep {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface SupervisorOptions {
  readonly say: (line: string) => void;
  /** Told once when a program says that starting it again would not help. */
  readonly onHopeless: (name: string) => void;
  /** First pause before a dead program is started again, in milliseconds; doubles up to 15 s. Default 500. */
  readonly firstPause?: number;
}

export interface Supervisor {
  keep(program: ProgramToKeep): void;
  /** Ends all programs, the last one started first. */
  stop(): Promise<void>;
}

const longestPause = 15_000;
/** A program that lived this long had started well: its next death is a new story. */
const longLife = 30_000;
const patience = 25_000;

interface Kept {
  child: ChildProcess | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Keeps programs running: one that dies is started again, after pauses that grow while it keeps dying. */
export function createSupervisor({ say, onHopeless, firstPause = 500 }: SupervisorOptions): Supervisor {
  const all: Kept[] = [];
  let stopping = false;
  const start = (program: ProgramToKeep, kept: Kept, pause: number) => {
    const born = performance.now();
    const child = launch(program);
    kept.child = child;
    child.on('error', (error) => say(`${program.name}: ${error.message}`));
    child.on('exit', (code, signal) => {
      kept.child = undefined;
      if (stopping) return;
      if (code === wrongConfiguration) return onHopeless(program.name);
      const rest = performance.now() - born > longLife ? firstPause : pause;
      say(`${program.name} ended (${signal ?? `code ${code}`}); starting it again in ${rest / 1_000} s`);
      kept.timer = setTimeout(() => start(program, kept, Math.min(rest * 2, longestPause)), rest);
    });
  };
  return {
    keep: (program) => {
      const kept: Kept = { child: undefined, timer: undefined };
      all.push(kept);
      start(program, kept, firstPause);
    },
    stop: async () => {
      stopping = true;
      for (const { child, timer } of all.splice(0).reverse()) {
        clearTimeout(timer);
        if (child !== undefined) await end(child);
      }
    },
  };
}

/** In a process group of its own, so that Ctrl-C reaches only the supervisor, which then ends everything in order. */
function launch({ script, args = [], environment }: ProgramToKeep): ChildProcess {
  return fork(script, [...args], {
    env: environment as NodeJS.ProcessEnv,
    execArgv: ['--enable-source-maps'],
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(timer);
}
