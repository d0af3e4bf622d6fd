export { dispatchOutbox, enqueue } from './outbox.ts';
export type { Recurring, Task, Tasks } from './task.ts';
export { startWorker, type Worker } from './worker.ts';
