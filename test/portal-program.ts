import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { distFolder } from '../src/apps/build.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** One program of the portal, as a process of its own that ends with the test, however the test ends. */
export class PortalProgram {
  readonly name: string;
  readonly #args: readonly string[];
  readonly #environment: Environment;
  #child: ChildProcess | undefined;
  #said = '';

  constructor(name: string, environment: Environment, args: readonly string[] = []) {
    this.name = name;
    this.#environment = environment;
    this.#args = args;
  }

  /** 0 while it is not running. */
  get pid(): number {
    return this.running ? (this.#child?.pid ?? 0) : 0;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Everything it has written so far, log and complaints. */
  get said(): string {
    return this.#said;
  }

  /** Starts it and waits until it says that it is ready. */
  async start(changes: Environment = {}): Promise<void> {
    // The IPC channel is its lifeline: when the test's process is gone, the programs end by themselves.
    const child = fork(join(distFolder, `${this.name}.js`), [...this.#args], {
      env: { ...this.#environment, ...changes } as NodeJS.ProcessEnv,
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#said = (this.#said + chunk.toString()).slice(-200_000);
      });
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the ${this.name} does not start:\n${this.#said}`)), 60_000);
      const settle = (then: () => void) => () => {
        clearTimeout(timer);
        then();
      };
      child.once('message', settle(resolve));
      child.once(
        'close',
        settle(() => reject(new Error(`the ${this.name} ended at once:\n${this.#said}`))),
      );
    });
  }

  /** Sends the signal and waits for the end; nothing to do when it has ended already. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.running) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 25_000);
    await ended;
    clearTimeout(timer);
  }

  /** Waits for an end that something else brings about, such as a fault point. */
  async ended(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.running) return;
    await new Promise<void>((resolve) => child.once('exit', () => resolve()));
  }

  /** Ends it if it runs and starts it anew, with other settings if given. */
  async restart(changes: Environment = {}): Promise<void> {
    await this.kill('SIGTERM');
    await this.start(changes);
  }
}
