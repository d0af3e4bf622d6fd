import { cutoffsOf, positionIn, reasonCodes } from './certificate.ts';
import { type Completed, complete, completionRights } from './completion.ts';
import { acceptDeferred, emptyMatching, type Matching, prepareRun, type Run } from './deferred-acceptance.ts';
import type { Document, Fault } from './document-schema.ts';
import { NOBODY } from './market.ts';
import { type LotOf, type Merit, meritOf } from './merit.ts';
import { type Choice, chooseByPrecedence } from './precedence.ts';
import { reasons } from './reasons.ts';
import { placesOf, type Round, roundOf } from './round.ts';
import { assignSerially } from './serial.ts';

/** What a run of a list mechanism over a declared document decides, and all that is needed to explain it. */
export interface Outcome {
  readonly round: Round;
  readonly run: Run;
  /** By person: index of the seat, or `NOBODY`. */
  readonly seat: Int32Array;
  /** Before who holds the precedence of L. 104 chose: the contingent. */
  readonly contingent: Int32Array;
  readonly cutoffs: Uint32Array;
  /** One per expanded preference of `round.lists`. */
  readonly reasons: Uint8Array;
  /** Where somebody of a contingent chose first: by ranking and contract, who chose what among what. */
  readonly choices: ReadonlyMap<string, readonly Choice[]>;
  readonly rights: Uint8Array;
  readonly completed: readonly Completed[];
  /** People confirmed on the seat where they already taught. */
  readonly confirmed: ReadonlyMap<number, number>;
  /** Serial mechanisms: by ranking, how many positions were reached (by merit, from 1); 0 otherwise. */
  readonly reached: Uint32Array;
}

/** Runs one round of a supply or enrolment document. Refuses equal keys; throws nothing for what a file says. */
export function runDocument(document: Document, lotOf: LotOf): Outcome | { readonly faults: readonly Fault[] } {
  const ordered = meritOf(document, lotOf);
  if ('faults' in ordered) return ordered;
  return runMerit(document, ordered.merit);
}

/** The same with the orders already made: corrections and what-ifs run again from here. */
export function runMerit(document: Document, merit: Merit): Outcome {
  const confirmed = confirmedSeats(document, merit);
  const round = roundOf(document, merit, { confirmed });
  const { run, matching, reached } = matchRound(round);
  const contingent = matching.pool.slice();
  const cutoffs = cutoffsOf(round.market, run.standings, matching);
  const { seat, choices } = chooseByPrecedence(round, contingent);
  const positionOf = (person: number, order: number) => positionIn(run.standings, person, order);
  const rights = completionRights(round, seat, cutoffs, positionOf);
  const completed = complete(round, seat, rights);
  for (const [person, held] of confirmed) seat[person] = held;
  const codes = explainedCodes({ round, run, matching, contingent, cutoffs, seat, confirmed });
  return { round, run, seat, contingent, cutoffs, reasons: codes, choices, rights, completed, confirmed, reached };
}

function matchRound(round: Round): { run: Run; matching: Matching; reached: Uint32Array } {
  const run = prepareRun(round.market);
  const matching = emptyMatching(round.market.people);
  if (round.document.head.mechanism === 'deferred-acceptance') {
    acceptDeferred(run, run.sequence, matching);
    return { run, matching, reached: new Uint32Array(round.document.rankings.length) };
  }
  const turns = assignSerially(round.market, round.walks, matching);
  return { run, matching, reached: reachedByMerit(round, turns) };
}

/**
 * The position by merit of the last one reached: from there the next round of a forward mechanism goes on. Elevated
 * turns do not count: who was called on a reserve was not passed by the scan.
 */
function reachedByMerit({ document, merit, walks, calling }: Round, turns: Uint32Array): Uint32Array {
  const before = new Map(document.reached.map((each) => [each.ranking, each.position]));
  return Uint32Array.from(document.rankings, (ranking, index) => {
    const place = new Map((merit[index] ?? []).map((entry, at) => [entry.person, at + 1]));
    const begin = walks.start[index] as number;
    let last = before.get(ranking.code) ?? 0;
    for (let turn = begin; turn < begin + (turns[index] as number); turn++) {
      const person = walks.person[turn] as number;
      if (walks.turnKinds[turn] !== 3 && calling[index] !== undefined) continue;
      last = Math.max(last, place.get(person) ?? 0);
    }
    return last;
  });
}

/**
 * The *bollettino zero* (DM 32/2025): a dry run without confirmations says who would get a post anyway; they keep the
 * seat on support the family asked for. Where more are confirmed than seats, the better placed.
 */
function confirmedSeats(document: Document, merit: Merit): Map<number, number> {
  const asked = document.persons.some((person) => person.confirmed !== undefined && person.carried?.seat === undefined);
  if (!document.head.parameters.continuity || !asked) return new Map();
  const dry = matchRound(roundOf(document, merit)).matching;
  const seatIndex = new Map(document.seats.map((seat, index) => [seat.code, index]));
  const supports = new Set(document.rankings.filter((each) => each.support).map((each) => each.code));
  const left = Uint32Array.from(document.seats, (seat) => seat.seats);
  const confirmed = new Map<number, number>();
  for (const entries of merit) {
    for (const { person } of entries) {
      const index = seatIndex.get(document.persons[person]?.confirmed ?? '');
      if (index === undefined || confirmed.has(person) || dry.pool[person] === NOBODY) continue;
      const seat = document.seats[index];
      const given = document.seats[dry.pool[person] as number];
      if (!supports.has(seat?.ranking ?? '') || given?.ranking !== seat?.ranking || (left[index] as number) === 0)
        continue;
      left[index] = (left[index] as number) - 1;
      confirmed.set(person, index);
    }
  }
  return confirmed;
}

interface Explained {
  readonly round: Round;
  readonly run: Run;
  readonly matching: Matching;
  readonly contingent: Int32Array;
  readonly cutoffs: Uint32Array;
  readonly seat: Int32Array;
  readonly confirmed: ReadonlyMap<number, number>;
}

/** The reasons of the market, led back to everything that was asked for, and refined by what happened around it. */
function explainedCodes(parts: Explained): Uint8Array {
  const { round, run, matching, contingent, cutoffs, seat } = parts;
  const serial = round.document.head.mechanism !== 'deferred-acceptance';
  const codes = round.kept.slice();
  const live = reasonCodes(round.market, run.standings, { matching, cutoffs }, { serial });
  const byReserve = worstElevated(round, contingent);
  const mineBefore = reservedBefore(round, byReserve);
  for (const [choice, at] of round.choiceOf.entries()) {
    codes[at] = live[choice] as number;
  }
  for (let person = 0; person < round.market.people; person++) {
    const { start, seat: listed } = round.lists;
    const given = seat[person] as number;
    let passed = false;
    for (let at = start[person] as number; at < (start[person + 1] as number); at++) {
      const pool = listed[at] as number;
      if (pool === given) codes[at] = parts.confirmed.has(person) ? reasons.continuity : reasons.assigned;
      else if (round.kept[at] !== 0) continue;
      else if (passed) codes[at] = reasons.alreadyAssigned;
      else if (
        given !== contingent[person] &&
        [reasons.assigned, reasons.alreadyAssigned].includes(codes[at] as 1 | 2)
      ) {
        codes[at] = reasons.precedenceChose;
      } else if (isBeyond(codes[at] as number) && mineBefore(person, pool)) {
        codes[at] = reasons.reservedSeat;
      }
      if (pool === given) passed = true;
    }
  }
  return codes;
}

function isBeyond(code: number): boolean {
  return code === reasons.beyondLast || code === reasons.exhaustedBeforeTurn;
}

/** By seat: the worst place by merit among those seated there on a reserve. */
function worstElevated(round: Round, contingent: Int32Array): Map<number, number> {
  const worst = new Map<number, number>();
  if (round.calling.every((each) => each === undefined)) return worst;
  for (const [index, called] of round.calling.entries()) {
    if (called === undefined) continue;
    for (const [place, { person }] of (round.merit[index] ?? []).entries()) {
      const seat = contingent[person] as number;
      if (seat === NOBODY || !called.elevated.has(person)) continue;
      if (round.market.poolOrder[seat] === round.wholeOrder[index])
        worst.set(seat, Math.max(worst.get(seat) ?? 0, place));
    }
  }
  return worst;
}

/** Whether a person stands before, by merit, somebody seated there on a reserve. */
function reservedBefore(round: Round, worst: ReadonlyMap<number, number>): (person: number, seat: number) => boolean {
  if (worst.size === 0) return () => false;
  const places = placesOf(round.document, round.merit);
  return (person, seat) => {
    const place = worst.get(seat);
    const mine = places[round.walks.poolRanking[seat] as number]?.get(person);
    return place !== undefined && mine !== undefined && mine < place;
  };
}
