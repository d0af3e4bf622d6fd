import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type Options, parseOptions } from '@node-rs/argon2';
import { createHashingPool } from './hashing-pool.ts';

/** A hash with its own salt and parameters, as stored. */
export type SecretHash = string & { readonly __secretHash: never };

export interface HasherOptions {
  /** Memory of one hash, in KiB. Default 19,456 (RFC 9106 by way of OWASP: argon2id, 19 MiB, two passes, one lane). */
  readonly memoryKiB?: number;
  readonly passes?: number;
  readonly lanes?: number;
  /** Hashes computed at the same moment; each holds its memory and one thread. Default: the cores of the machine. */
  readonly atOnce?: number;
  /**
   * Hashes that may wait for their turn; one more is answered `busy`. Default 40, about a second of work. Half of the
   * places are for who was sent away once before.
   */
  readonly queue?: number;
}

/** Who asks: somebody new, or somebody who has been told to wait. */
export type Asker = 'new' | 'waited';

/** Turns secrets into hashes, never more at once than the machine can bear. */
export interface Hasher {
  hashSecret(text: string): Promise<SecretHash | 'busy'>;
  /** Whether the text is the secret. Without a hash it takes as long and says no: nobody learns that it is missing. */
  verifySecret(hash: string | undefined, text: string, asker?: Asker): Promise<boolean | 'busy'>;
  /** A place kept for one question, before anything else is asked on its behalf; nothing when the answer is `busy`. */
  reserve(asker: Asker): HashingPlace | undefined;
  /** Questions whose turn has not come yet: with some of them no thread is about to be idle. */
  waiting(): number;
  /** True when the hash was made with other parameters than today's: hash again at the next right answer. */
  needsRehash(hash: string): boolean;
}

/** A place among those who wait, for one question. */
export interface HashingPlace {
  /** As {@link Hasher.verifySecret}, and never `busy`. */
  verify(hash: string | undefined, text: string): Promise<boolean>;
  /** Given back, when it was not used after all. */
  release(): void;
}

/** argon2id behind a bounded queue, in threads that give way to everything else. */
export function createHasher(options: HasherOptions = {}): Hasher {
  const settings = {
    memoryCost: options.memoryKiB ?? 19_456,
    timeCost: options.passes ?? 2,
    parallelism: options.lanes ?? 1,
  };
  const queue = boundedQueue(options.atOnce ?? availableParallelism(), options.queue ?? 40);
  const pool = createHashingPool();
  const hash = async (text: string) => (await pool({ kind: 'hash', text, settings })) as SecretHash;
  let nobodys: Promise<string> | undefined;
  const verify = async (stored: string | undefined, text: string) => {
    nobodys ??= hash(randomBytes(24).toString('base64url'));
    // Made at the first question of any kind; a failure is told to whom needs it, not as an unhandled rejection.
    nobodys.catch(() => undefined);
    const right = await pool({ kind: 'verify', hash: stored ?? (await nobodys), text });
    return stored !== undefined && right === true;
  };
  return {
    hashSecret: async (text) => queue.reserve('waited')?.use(() => hash(text)) ?? 'busy',
    verifySecret: async (stored, text, asker = 'waited') =>
      queue.reserve(asker)?.use(() => verify(stored, text)) ?? 'busy',
    reserve: (asker) => {
      const place = queue.reserve(asker);
      return place && { verify: (stored, text) => place.use(() => verify(stored, text)), release: place.release };
    },
    waiting: queue.waiting,
    needsRehash: (stored) => !sameSettings(stored, settings),
  };
}

function sameSettings(stored: string, settings: Options): boolean {
  const used = parseOptions(stored);
  return (
    used.memoryCost === settings.memoryCost &&
    used.timeCost === settings.timeCost &&
    used.parallelism === settings.parallelism
  );
}

/** Runs at most `atOnce` pieces of work, lets `places` more wait, and refuses the rest at once. */
function boundedQueue(atOnce: number, places: number) {
  let taken = 0;
  let running = 0;
  const waiting: (() => void)[] = [];
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    // Whoever ends hands its place over, so `running` does not change.
    if (running >= atOnce) await new Promise<void>((turn) => waiting.push(turn));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
  const reserve = (asker: Asker) => {
    if (taken >= atOnce + (asker === 'new' ? Math.ceil(places / 2) : places)) return undefined;
    taken++;
    let held = true;
    const release = () => {
      if (held) taken--;
      held = false;
    };
    return { release, use: <T>(work: () => Promise<T>) => inTurn(work).finally(release) };
  };
  return { reserve, waiting: () => waiting.length };
}
