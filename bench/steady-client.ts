import { setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { askOnce, type Shot } from './http-load.ts';

// The program of a client that asks at a steady pace, however long the answers take, each request on a connection of its
// own. It is a process apart: what it measures is the server, not another client.

export interface SteadyTask {
  readonly port: number;
  readonly shots: readonly Shot[];
  readonly perSecond: number;
  readonly seconds: number;
}

export interface SteadyOutcome {
  /** How often each status came; 0 for a connection there was no room for. */
  readonly answered: readonly (readonly [status: number, many: number])[];
  readonly askedPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const [niceness = '0'] = process.argv.slice(2);
setPriority(Number(niceness));
process.on('message', (task: SteadyTask) => void keepAsking(task).then((outcome) => process.send?.(outcome)));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function keepAsking({ port, shots, perSecond, seconds }: SteadyTask): Promise<SteadyOutcome> {
  const answered = new Map<number, number>();
  const latencies: number[] = [];
  const under: Promise<void>[] = [];
  const ask = async (shot: Shot) => {
    const asked = performance.now();
    const { status } = await askOnce(port, shot).catch(() => ({ status: 0 }));
    latencies.push(performance.now() - asked);
    answered.set(status, (answered.get(status) ?? 0) + 1);
  };
  const started = performance.now();
  const many = Math.round(perSecond * seconds);
  for (let turn = 0; turn < many; turn += 1) {
    const due = started + (1000 * turn) / perSecond - performance.now();
    if (due > 0) await pause(due);
    const shot = shots[turn % shots.length];
    if (shot !== undefined) under.push(ask(shot));
  }
  const askedPerSecond = (1000 * many) / (performance.now() - started);
  await Promise.all(under);
  latencies.sort((one, other) => one - other);
  const at = (part: number) => latencies[Math.floor(latencies.length * part)] ?? 0;
  return { answered: [...answered], askedPerSecond, p50: at(0.5), p99: at(0.99) };
}
