import type { Criterion } from '../../kernel/ranking-criteria.ts';
import type { Contender } from './contender.ts';
import { type Decision, decide } from './decide.ts';
import { orderOf } from './order.ts';

export type { Contender } from './contender.ts';

/** One line of a ranking. */
export interface Ranked {
  readonly id: string;
  /** From 1; who is equal in everything shares it, and the next one skips. */
  readonly position: number;
  /** Shares the position with somebody else: the criteria do not tell them apart. */
  readonly tied: boolean;
  /** Why the person above stands above; nothing at the top and between equals. */
  readonly because?: Decision | undefined;
}

export type Ranking = readonly Ranked[];

/**
 * Orders people by the criteria, the first that differs deciding, and says for each neighbouring pair which it was. The
 * seed is that of a draw, put on record beforehand. The order in which people are given changes nothing.
 */
export function rank(people: readonly Contender[], criteria: readonly Criterion[], seed = ''): Ranking {
  const { places, positions } = orderOf(people, criteria, seed);
  return [...places].map((place, at) => {
    const person = people[place] as Contender;
    const above = at === 0 ? undefined : people[places[at - 1] as number];
    const position = positions[at] as number;
    return {
      id: person.id,
      position,
      tied: position === positions[at - 1] || position === positions[at + 1],
      because: above === undefined ? undefined : decide(above, person, criteria, seed),
    };
  });
}
