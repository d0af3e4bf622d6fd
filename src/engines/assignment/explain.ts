import { completionStates } from './completion.ts';
import type { Seat } from './document-schema.ts';
import { NOBODY } from './market.ts';
import { type ReasonName, reasonName } from './reasons.ts';
import type { Outcome } from './run.ts';
import { contractWords, sentenceOf } from './sentences.ts';

/** Where the person stands in one ranking, and how far it went. */
export interface Standing {
  readonly ranking: string;
  /** By merit, from 1. */
  readonly position: number;
  readonly of: number;
  readonly points: number;
  /** The last position that got a seat on merit, anywhere in the ranking; 0 if none did. */
  readonly lastUseful: number;
}

/** One expanded preference: what was asked, what came of it, why. */
export interface ExplainedPreference {
  /** Line of the application, from 1. */
  readonly line: number;
  readonly seat: string;
  readonly school: string;
  readonly ranking: string;
  readonly reason: ReasonName;
  readonly position?: number;
  /** The last useful position for this seat. */
  readonly lastUseful?: number;
  /** In Italian, with the numbers in it. */
  readonly sentence: string;
}

export interface Explanation {
  readonly person: string;
  readonly given: string | undefined;
  readonly summary: string;
  readonly standings: readonly Standing[];
  readonly preferences: readonly ExplainedPreference[];
  /** Part posts added to complete the hours. */
  readonly completed: readonly string[];
}

/**
 * The certificate of one person: their positions, the last useful position of every seat they asked for, one reason for
 * each preference, in sentences. Last useful positions are by merit and count nobody seated on a reserve, so that no one
 * can read another person's protected condition in them.
 */
export function explainPerson(outcome: Outcome, person: number): Explanation {
  const { document, lists } = outcome.round;
  const who = document.persons[person] as (typeof document.persons)[number];
  const numbers = new Numbers(outcome);
  const preferences: ExplainedPreference[] = [];
  for (let at = lists.start[person] as number; at < (lists.start[person + 1] as number); at++) {
    preferences.push(explained(outcome, numbers, person, at));
  }
  const given = document.seats[outcome.seat[person] as number];
  return {
    person: who.code,
    given: given?.code,
    summary: summaryOf(outcome, person, given),
    standings: who.entries.map(({ ranking, points }) => ({ ranking, points, ...numbers.standing(person, ranking) })),
    preferences: withSilentLines(outcome, person, [...preferences, ...notAsked(outcome, person)]),
    completed: outcome.completed.flatMap((each) =>
      each.person === person ? [document.seats[each.seat]?.code ?? ''] : [],
    ),
  };
}

function explained(outcome: Outcome, numbers: Numbers, person: number, at: number): ExplainedPreference {
  const { document, lists } = outcome.round;
  const seatIndex = lists.seat[at] as number;
  const seat = document.seats[seatIndex] as Seat;
  const reason = reasonName(outcome.reasons[at] as number);
  const { position } = numbers.standing(person, seat.ranking);
  const lastUseful = numbers.lastUsefulOf(seatIndex);
  const line = (lists.line[at] as number) + 1;
  const facts = {
    ...(position > 0 && { position }),
    ...(lastUseful > 0 && { lastUseful }),
  };
  return {
    line,
    seat: seat.code,
    school: seat.school,
    ranking: seat.ranking,
    reason,
    ...facts,
    sentence: sentenceOf({ line, seat, reason, round: document.head.round, ...facts }),
  };
}

/** Lines that came to no seat of their own have their reason too. */
function withSilentLines(
  outcome: Outcome,
  person: number,
  told: readonly ExplainedPreference[],
): ExplainedPreference[] {
  const { document, expansion } = outcome.round;
  const who = document.persons[person] as (typeof document.persons)[number];
  const spoken = new Set(told.map((each) => each.line));
  const rankings = who.entries.map((entry) => entry.ranking);
  const silent = who.preferences.flatMap((preference, index): ExplainedPreference[] => {
    if (spoken.has(index + 1)) return [];
    const covered = expansion.intervalsOf(preference, rankings).some(({ from, to }) => to > from);
    const what = covered
      ? 'i suoi posti erano già compresi in una preferenza precedente'
      : 'in questo turno non c’erano posti di questo tipo';
    const reason = covered ? 'alreadyAssigned' : 'noSeats';
    const sentence = `Preferenza ${index + 1}, ${preference.to}: ${what}.`;
    return [{ line: index + 1, seat: '', school: preference.to, ranking: '', reason, sentence }];
  });
  return [...told, ...silent].sort((one, other) => one.line - other.line);
}

/** Posts of the schools asked for by name that the lines did not cover, because of contract, kind or hours. */
function notAsked(outcome: Outcome, person: number): ExplainedPreference[] {
  const { document, lists } = outcome.round;
  const who = document.persons[person] as (typeof document.persons)[number];
  const asked = new Set(lists.seat.subarray(lists.start[person], lists.start[person + 1]));
  const inRankings = new Set(who.entries.map((entry) => entry.ranking));
  const told = new Set<number>();
  return who.preferences.flatMap(({ to, rankings }, line) =>
    document.seats.flatMap((seat, index) => {
      if (seat.school !== to || asked.has(index) || told.has(index) || seat.seats === 0) return [];
      if (!inRankings.has(seat.ranking) || (rankings !== undefined && !rankings.includes(seat.ranking))) return [];
      told.add(index);
      const reason = 'contractNotAsked';
      const sentence = sentenceOf({ line: line + 1, seat, reason, round: document.head.round });
      return [
        { line: line + 1, seat: seat.code, school: seat.school, ranking: seat.ranking, reason, sentence } as const,
      ];
    }),
  );
}

function summaryOf(outcome: Outcome, person: number, given: Seat | undefined): string {
  const { document } = outcome.round;
  const carried = document.persons[person]?.carried;
  if (given === undefined && carried?.seat !== undefined)
    return `Hai già il posto ${carried.seat}, avuto nel turno ${carried.round}.`;
  if (given === undefined) {
    const listed = (outcome.round.lists.start[person + 1] as number) > (outcome.round.lists.start[person] as number);
    return listed
      ? 'Non hai avuto un posto: qui sotto c’è il motivo di ogni preferenza.'
      : 'Non hai avuto un posto: nessuno dei posti del turno è tra quelli che hai chiesto.';
  }
  const right = outcome.rights[person];
  const completing =
    right === completionStates.kept
      ? ' I posti interi erano finiti: puoi ancora completare l’orario.'
      : right === completionStates.lost
        ? ' C’erano ancora posti interi: con questo spezzone non puoi completare l’orario.'
        : '';
  return `Hai avuto il posto ${given.code} (${given.school}, ${given.ranking}, ${contractWords(given)}).${completing}`;
}

/** Positions and last useful positions, by merit. */
class Numbers {
  readonly #outcome: Outcome;
  readonly #rankingIndex: ReadonlyMap<string, number>;
  readonly #last = new Map<number, number>();
  readonly #lastInRanking = new Map<string, number>();

  constructor(outcome: Outcome) {
    this.#outcome = outcome;
    const { document, merit, calling } = outcome.round;
    this.#rankingIndex = new Map(document.rankings.map((ranking, index) => [ranking.code, index]));
    for (const [index, entries] of merit.entries()) {
      const code = document.rankings[index]?.code ?? '';
      for (const [place, { person }] of entries.entries()) {
        const seat = outcome.contingent[person] as number;
        if (seat === NOBODY || document.seats[seat]?.ranking !== code) continue;
        const onReserve = calling[index]?.elevated.has(person) && document.seats[seat]?.contract !== 'part';
        if (onReserve) continue;
        this.#last.set(seat, place + 1);
        this.#lastInRanking.set(code, place + 1);
      }
    }
  }

  lastUsefulOf(seat: number): number {
    return this.#last.get(seat) ?? 0;
  }

  standing(person: number, ranking: string): { position: number; of: number; lastUseful: number } {
    const entries = this.#outcome.round.merit[this.#rankingIndex.get(ranking) ?? -1] ?? [];
    const place = entries.findIndex((entry) => entry.person === person);
    return { position: place + 1, of: entries.length, lastUseful: this.#lastInRanking.get(ranking) ?? 0 };
  }
}
