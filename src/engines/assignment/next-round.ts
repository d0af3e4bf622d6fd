import { hoursLeft } from './completion.ts';
import type { Document } from './document-schema.ts';
import { NOBODY } from './market.ts';
import type { Outcome } from './run.ts';

/**
 * The document of the next round: who got a seat carries it over, with the hours they may still complete; the seats are
 * those left; a forward mechanism remembers how far it went. New seats are added by the office with the new round.
 */
export function nextRound({ round, seat, rights, completed, reached, confirmed }: Outcome): Document {
  const { document } = round;
  const number = document.head.round;
  const left = Uint32Array.from(document.seats, (each) => each.seats);
  for (const given of [...seat, ...completed.map((each) => each.seat)]) {
    if (given !== NOBODY) left[given] = Math.max(0, (left[given] as number) - 1);
  }
  return {
    ...document,
    head: { ...document.head, round: number + 1 },
    seats: document.seats.map((each, index) => ({ ...each, seats: left[index] as number })),
    persons: document.persons.map((person, index) => {
      const { confirmed: _, ...rest } = person;
      const given = document.seats[seat[index] as number];
      const kept = confirmed.has(index) ? rest : person;
      const more = completed.filter((each) => each.person === index).map((each) => document.seats[each.seat]);
      const done = more.reduce((sum, each) => sum + (each?.hours ?? 0), 0);
      const owed = Math.max(0, hoursLeft(document, person, given, rights[index] as number) - done);
      if (given !== undefined) return { ...kept, carried: { seat: given.code, round: number, hoursLeft: owed } };
      return person.carried === undefined ? kept : { ...kept, carried: { ...person.carried, hoursLeft: owed } };
    }),
    reached:
      document.head.mechanism === 'serial-forward'
        ? document.rankings.flatMap((ranking, index) =>
            (reached[index] as number) > 0
              ? [
                  {
                    record: 'reached' as const,
                    ranking: ranking.code,
                    position: reached[index] as number,
                    round: number,
                  },
                ]
              : [],
          )
        : [],
  };
}
