/** A repeatable source of numbers for made-up markets (sfc32): the same seed gives the same market on every machine. */
export interface Random {
  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number;
  /** From 0 up to, not including, 1. */
  fraction(): number;
}

export function randomFrom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 12; warm++) next();
  return { below: (bound) => Math.floor((next() / 4294967296) * bound), fraction: () => next() / 4294967296 };
}

export function shuffle(items: Uint32Array | number[], random: Random): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = items[last] as number;
    items[last] = items[other] as number;
    items[other] = kept;
  }
}
