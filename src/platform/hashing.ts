import { randomBytes } from 'node:crypto';
import { hash, type Options, parseOptions, verify } from '@node-rs/argon2';

/** A hash with its own salt and parameters, as stored. */
export type SecretHash = string & { readonly __secretHash: never };

export interface HasherOptions {
  /** Memory of one hash, in KiB. Default 19,456 (RFC 9106 by way of OWASP: argon2id, 19 MiB, two passes, one lane). */
  readonly memoryKiB?: number;
  readonly passes?: number;
  readonly lanes?: number;
  /** Hashes computed at the same moment; each holds its memory and one thread. Default 2. */
  readonly atOnce?: number;
  /** Hashes that may wait for their turn; one more is answered `busy`. Default 40, about a second of work. */
  readonly queue?: number;
}

/** Turns secrets into hashes, never more at once than the machine can bear. */
export interface Hasher {
  hashSecret(text: string): Promise<SecretHash | 'busy'>;
  /** Whether the text is the secret. Without a hash it takes as long and says no: nobody learns that it is missing. */
  verifySecret(hash: string | undefined, text: string): Promise<boolean | 'busy'>;
  /** True when the hash was made with other parameters than today's: hash again at the next right answer. */
  needsRehash(hash: string): boolean;
}

/** argon2id behind a bounded queue. */
export function createHasher(options: HasherOptions = {}): Hasher {
  const settings = {
    memoryCost: options.memoryKiB ?? 19_456,
    timeCost: options.passes ?? 2,
    parallelism: options.lanes ?? 1,
  };
  const inTurn = bounded(options.atOnce ?? 2, options.queue ?? 40);
  const nobodysHash = hash(randomBytes(24), settings);
  // Awaited at the first use; a failure is told there, not as an unhandled rejection at the start.
  nobodysHash.catch(() => undefined);
  return {
    hashSecret: (text) => inTurn(async () => (await hash(text, settings)) as SecretHash),
    verifySecret: (stored, text) =>
      inTurn(async () => {
        const right = await verify(stored ?? (await nobodysHash), text);
        return stored !== undefined && right;
      }),
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

/** Runs at most `atOnce` pieces of work, lets `queue` more wait, and refuses the rest at once. */
function bounded(atOnce: number, queue: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T | 'busy'> => {
    if (running >= atOnce) {
      if (waiting.length >= queue) return 'busy';
      // Whoever ends hands its place over, so `running` does not change.
      await new Promise<void>((turn) => waiting.push(turn));
    } else {
      running++;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
