/** Processor time of this process, all its threads, in milliseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The least processor time of some runs: what the machine's other work adds is not the program's. */
export function least(times: number, run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) {
    const started = processorTime();
    run();
    best = Math.min(best, processorTime() - started);
  }
  return best;
}

/** Streaming: every byte of the choices is read, eight at a time. */
export function streamed(bytes: ArrayBufferLike, length: number): number {
  const words = new Float64Array(bytes, 0, length >> 3);
  let sum = 0;
  for (let at = 0; at < words.length; at++) sum += words[at] as number;
  return sum;
}

/** One addition per preference. */
export function added(pools: Uint16Array | Uint32Array): number {
  let sum = 0;
  for (let at = 0; at < pools.length; at++) sum = (sum + (pools[at] as number)) | 0;
  return sum;
}

/** One operation per preference: read it and look at the pool it names. No pass over preferences can do less. */
export function lookedUp(pools: Uint16Array | Uint32Array, of: Uint16Array | Uint32Array): number {
  let sum = 0;
  for (let at = 0; at < pools.length; at++) sum = (sum + (of[pools[at] as number] as number)) | 0;
  return sum;
}
