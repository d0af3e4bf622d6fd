/** Chance that repeats: the same seed gives the same throws on every machine. */
export interface Dice {
  /** A whole number from 0 up to, not including, the bound. */
  below(bound: number): number;
  /** Happens so often: 0.3 is three times in ten. */
  chance(often: number): boolean;
  oneOf<Each>(all: readonly Each[]): Each | undefined;
  /** Some of them, in the order they stand in. */
  someOf<Each>(all: readonly Each[], most: number): readonly Each[];
}

/** Lehmer's generator. */
export function diceFrom(seed: number): Dice {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const below = (bound: number) => Math.min(Math.floor(next() * bound), Math.max(0, bound - 1));
  return {
    below,
    chance: (often) => next() < often,
    oneOf: (all) => all[below(all.length)],
    someOf: (all, most) => {
      const wanted = 1 + below(Math.min(most, all.length));
      const kept = new Set(
        all
          .map((_, index) => [next(), index] as const)
          .sort(([a], [b]) => a - b)
          .slice(0, wanted)
          .map(([, index]) => index),
      );
      return all.filter((_, index) => kept.has(index));
    },
  };
}
