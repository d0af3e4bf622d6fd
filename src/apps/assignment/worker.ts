import { workerData } from 'node:worker_threads';
import { type Share, work } from './workers.ts';

// One worker's share of a market; everything it reads and writes is in shared memory.
work(workerData as Share);
