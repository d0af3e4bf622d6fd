import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HashingDone, HashingJob } from './hashing-thread.ts';

/** Threads that hash, each started when there is work for it; idle ones do not keep a program from ending. */
export function createHashingPool(): (job: HashingJob) => Promise<string | boolean> {
  const idle: Worker[] = [];
  return async (job) => {
    const worker = idle.pop() ?? newThread();
    worker.ref();
    const done = await answerOf(worker, job);
    worker.unref();
    idle.push(worker);
    if ('failed' in done) throw new Error(`hashing failed: ${done.failed}`);
    return done.value;
  };
}

function newThread(): Worker {
  const fromSource = import.meta.filename.endsWith('.ts');
  // Node reads the source as it is: no loader is started with the thread.
  const script = join(import.meta.dirname, `hashing-thread.${fromSource ? 'ts' : 'js'}`);
  return new Worker(script, { execArgv: [], env: {} });
}

/** A thread that dies takes its job with it, and is not used again. */
function answerOf(worker: Worker, job: HashingJob): Promise<HashingDone> {
  return new Promise((resolve, reject) => {
    const lost = (why: unknown) => settle(() => reject(new Error('a hashing thread was lost', { cause: why })));
    const answered = (done: HashingDone) => settle(() => resolve(done));
    const settle = (end: () => void) => {
      worker.off('message', answered).off('error', lost).off('exit', lost);
      end();
    };
    worker.once('message', answered).once('error', lost).once('exit', lost);
    worker.postMessage(job);
  });
}
