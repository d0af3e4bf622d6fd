export { dispatchOutbox, type EnqueueOptions, enqueue } from './outbox.ts';
export type { Recurring, Run, Task, Tasks } from './task.ts';
export { startWorker, type Worker, type WorkerOptions } from './worker.ts';
