import type { Document, Fault, Preference } from './document-schema.ts';
import { NOBODY } from './market.ts';
import type { LotOf } from './merit.ts';
import { type Outcome, runDocument } from './run.ts';

/** One thing that might have been otherwise. */
export type Change =
  | { readonly kind: 'points'; readonly person: string; readonly ranking: string; readonly points: number }
  | { readonly kind: 'seats'; readonly seat: string; readonly add: number }
  | { readonly kind: 'first'; readonly person: string; readonly line: number };

/** The document with one thing changed; what it names must be in it. */
export function changed(document: Document, change: Change): Document | Fault {
  if (change.kind === 'seats') {
    const seats = document.seats.map((seat) =>
      seat.code === change.seat ? { ...seat, seats: Math.max(0, seat.seats + change.add) } : seat,
    );
    if (seats.every((seat, index) => seat === document.seats[index]))
      return { where: `seat ${change.seat}`, what: 'il posto non è nel file' };
    return { ...document, seats };
  }
  const index = document.persons.findIndex((person) => person.code === change.person);
  const person = document.persons[index];
  if (person === undefined) return { where: `person ${change.person}`, what: 'la persona non è nel file' };
  if (change.kind === 'points' && !person.entries.some((entry) => entry.ranking === change.ranking)) {
    return { where: `person ${change.person}`, what: `non è nella graduatoria ${change.ranking}` };
  }
  const altered =
    change.kind === 'points'
      ? {
          ...person,
          entries: person.entries.map((entry) =>
            entry.ranking === change.ranking ? { ...entry, points: change.points } : entry,
          ),
        }
      : { ...person, preferences: withFirst(person.preferences, change.line) };
  return { ...document, persons: document.persons.with(index, altered) };
}

function withFirst(preferences: readonly Preference[], line: number): Preference[] {
  const first = preferences[line];
  return first === undefined ? [...preferences] : [first, ...preferences.filter((_, index) => index !== line)];
}

/** Points that would have given a seat, found by running again; none if no points would. */
export interface PointsNeeded {
  readonly seat: string;
  readonly ranking: string;
  readonly has: number;
  readonly needs: number | undefined;
}

/**
 * For the dearest seats a person was refused: the fewest points, in their ranking, with which they would have had that
 * seat or a dearer one, everything else the same. Each answer has been run, not guessed.
 */
export function pointsNeeded(outcome: Outcome, lotOf: LotOf, person: number, most = 5): PointsNeeded[] {
  const { document } = outcome.round;
  const refused = refusedBefore(outcome, person).slice(0, most);
  return refused.flatMap(({ seat, place }) => {
    const ranking = document.seats[seat]?.ranking ?? '';
    const entry = document.persons[person]?.entries.find((each) => each.ranking === ranking);
    if (entry === undefined) return [];
    const enough = (points: number) => {
      const again = rerun(document, lotOf, {
        kind: 'points',
        person: document.persons[person]?.code ?? '',
        ranking,
        points,
      });
      return again !== undefined && reaches(again, person, place);
    };
    const candidates = candidatePoints(outcome, seat, entry.points);
    const needs = candidates.find(enough);
    return [{ seat: document.seats[seat]?.code ?? '', ranking, has: entry.points, needs }];
  });
}

/** The points of the worst placed there, the same and one hundredth more, then more than anybody. */
function candidatePoints(outcome: Outcome, seat: number, has: number): number[] {
  const { merit, document } = outcome.round;
  const index = document.rankings.findIndex((each) => each.code === document.seats[seat]?.ranking);
  const entries = merit[index] ?? [];
  const held = entries.filter((entry) => outcome.contingent[entry.person] === seat).map((entry) => entry.points);
  const least = Math.min(...held);
  const top = Math.max(...entries.map((entry) => entry.points)) + 1;
  return [...new Set([least, least + 1, top])].filter((points) => Number.isFinite(points) && points > has);
}

/** The seats of a person's list before the one they got, with their place in the list. */
function refusedBefore({ round, seat }: Outcome, person: number): { seat: number; place: number }[] {
  const { lists, kept } = round;
  const found: { seat: number; place: number }[] = [];
  const begin = lists.start[person] as number;
  for (let at = begin; at < (lists.start[person + 1] as number); at++) {
    if (lists.seat[at] === seat[person]) break;
    if (kept[at] === 0) found.push({ seat: lists.seat[at] as number, place: at - begin });
  }
  return found;
}

function reaches({ round, seat }: Outcome, person: number, place: number): boolean {
  const begin = round.lists.start[person] as number;
  return (
    seat[person] !== NOBODY && round.lists.seat.subarray(begin, begin + place + 1).includes(seat[person] as number)
  );
}

/** A line that, put first, would have given a seat the person had placed before the one they got. */
export interface BetterOrder {
  readonly line: number;
  readonly seat: string;
}

/** Tries each line in first place, the dearest first; with deferred acceptance the answer is always empty. */
export function betterOrders(outcome: Outcome, lotOf: LotOf, person: number, most = 10): BetterOrder[] {
  const { document, lists } = outcome.round;
  const code = document.persons[person]?.code ?? '';
  const refused = refusedBefore(outcome, person);
  const begin = lists.start[person] as number;
  const lines = [...new Set(refused.map(({ place }) => lists.line[begin + place] as number))].slice(0, most);
  return lines.flatMap((line) => {
    const again = rerun(document, lotOf, { kind: 'first', person: code, line });
    const given = again?.seat[person] ?? NOBODY;
    return refused.some((each) => each.seat === given) ? [{ line, seat: document.seats[given]?.code ?? '' }] : [];
  });
}

export function rerun(document: Document, lotOf: LotOf, change: Change): Outcome | undefined {
  const altered = changed(document, change);
  if ('where' in altered) return undefined;
  const again = runDocument(altered, lotOf);
  return 'faults' in again ? undefined : again;
}
