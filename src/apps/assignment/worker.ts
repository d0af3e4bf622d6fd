import { parentPort } from 'node:worker_threads';
import { type Share, work } from './workers.ts';

// One worker's share of a market; everything it reads and writes is in shared memory. Answers the processor time it took.
parentPort?.on('message', (share: Share | undefined) => {
  const before = processorTime();
  if (share !== undefined) work(share);
  parentPort?.postMessage(processorTime() - before);
});

/** Milliseconds of this thread alone; 0 where Node cannot tell. */
function processorTime(): number {
  const usage = process.threadCpuUsage?.();
  return usage === undefined ? 0 : (usage.user + usage.system) / 1000;
}
