import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, type Options, verifySync } from '@node-rs/argon2';

// The body of one thread of the hasher. It gives way to every other thread of the machine: a storm of logins slows down
// logins and nothing else.

export type HashingJob =
  | { readonly kind: 'hash'; readonly text: string; readonly settings: Options }
  | { readonly kind: 'verify'; readonly text: string; readonly hash: string };

export type HashingDone = { readonly value: string | boolean } | { readonly failed: string };

/** The lowest there is: at 10 whoever was inside waited half as long again in a storm. */
const GIVING_WAY = 19;

giveWay();
parentPort?.on('message', (job: HashingJob) => parentPort?.postMessage(done(job)));

function done(job: HashingJob): HashingDone {
  try {
    return { value: job.kind === 'hash' ? hashSync(job.text, job.settings) : verifySync(job.hash, job.text) };
  } catch (error) {
    return { failed: String(error) };
  }
}

/** On Linux a thread has a priority of its own, under its own number; elsewhere all threads go on alike. */
function giveWay(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), GIVING_WAY);
  } catch {
    // A system without these numbers.
  }
}
