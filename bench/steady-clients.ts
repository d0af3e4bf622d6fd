import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SteadyOutcome, SteadyTask } from './steady-client.ts';

/** A client in a process of its own, one task at a time. */
export interface SteadyClient {
  carryOut(task: SteadyTask): Promise<SteadyOutcome>;
  end(): void;
}

/** `niceness`: 0, or more for people who in truth would not be on this machine and take nothing from it. */
export async function startSteadyClient(niceness: number): Promise<SteadyClient> {
  const child = fork(join(import.meta.dirname, 'steady-client.ts'), [String(niceness)], {
    execArgv: ['--import', 'tsx'],
  });
  await once(child, 'message');
  return {
    carryOut: async (task) => {
      child.send(task);
      const [outcome] = (await once(child, 'message')) as [SteadyOutcome];
      return outcome;
    },
    end: () => void child.kill('SIGKILL'),
  };
}
