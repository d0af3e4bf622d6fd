import type { Records } from './records.ts';
import type { Violation } from './table.ts';

/** The published moves: by person the school, ranking, preference and phase, or −1; then those that gave way later. */
export interface PublishedMoves {
  readonly school: Int32Array;
  readonly ranking: Int32Array;
  readonly line: Int32Array;
  readonly phase: Int32Array;
  readonly gaveWayPerson: Int32Array;
  readonly gaveWaySchool: Int32Array;
  readonly gaveWayRanking: Int32Array;
  readonly gaveWayLine: Int32Array;
  readonly gaveWayPhase: Int32Array;
}

/** As the numbers of the published columns name them. */
export const phases = ['municipal', 'provincial', 'interprovincial', 'professional'];

/** One move, final or given up afterwards. */
export interface Step {
  readonly person: number;
  readonly school: number;
  readonly ranking: number;
  readonly line: number;
  readonly phase: string;
}

/** Every move, those given up first. */
export function stepsOf(moves: PublishedMoves): Step[] {
  const nameOf = (phase: number | undefined) => phases[phase ?? -1] ?? '';
  const earlier = [...moves.gaveWayPerson.keys()].map((row) => ({
    person: moves.gaveWayPerson[row] as number,
    school: moves.gaveWaySchool[row] as number,
    ranking: moves.gaveWayRanking[row] as number,
    line: moves.gaveWayLine[row] as number,
    phase: nameOf(moves.gaveWayPhase[row]),
  }));
  const final = [...moves.school.keys()].flatMap((person) =>
    (moves.school[person] as number) === -1
      ? []
      : [
          {
            person,
            school: moves.school[person] as number,
            ranking: moves.ranking[person] as number,
            line: moves.line[person] as number,
            phase: nameOf(moves.phase[person]),
          },
        ],
  );
  return [...earlier, ...final];
}

/** A move that follows another of the same person without the right to replace it. */
export function outOfTurn(records: Records, steps: readonly Step[], order: readonly string[]): Violation[] {
  const inTurn = [...steps].sort((one, other) => order.indexOf(one.phase) - order.indexOf(other.phase));
  const held = new Map<number, Step>();
  return inTurn.flatMap((step) => {
    const before = held.get(step.person);
    held.set(step.person, step);
    if (before === undefined) return [];
    const right = before.phase !== step.phase && mayReplace(records, step, before);
    return right ? [] : [{ claim: 'mobility' as const, person: step.person, pool: step.school }];
  });
}

/** What a phase may give to somebody who has moved already: a passage that prevails, or what the parameters allow. */
export function mayReplace(
  records: Records,
  wish: Pick<Step, 'person' | 'ranking' | 'line' | 'phase'>,
  before: Step,
): boolean {
  const { passages, laterPhaseImproves } = records.head.parameters.mobility;
  const person = records.persons[wish.person];
  if (wish.phase !== 'professional' || passages !== 'prevail') return laterPhaseImproves && wish.line < before.line;
  const from = records.rankings.find((ranking) => ranking.code === person?.tenure?.ranking);
  return from?.role !== records.rankings[wish.ranking]?.role || person?.transferFirst !== true;
}
