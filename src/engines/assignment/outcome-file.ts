import type { Namings } from './commissions.ts';
import type { Container } from './container.ts';
import type { Document } from './document-schema.ts';
import { NOBODY } from './market.ts';
import type { Move, Movements } from './mobility.ts';
import type { MobilityWorld } from './mobility-document.ts';
import type { Outcome } from './run.ts';

/** The engine of this version: part of every outcome, so that a change of rules is seen. */
export const ENGINE = 'polis-assignment/1';

interface Common {
  /** SHA-256 of the canonical input, committed before the run. */
  readonly input: string;
  readonly mechanism: string;
}

const header = ({ input, mechanism }: Common, counts: object) => ({
  format: 'polis-assignment-outcome',
  version: 1,
  engine: ENGINE,
  input,
  mechanism,
  ...counts,
});

/** An outcome of a list mechanism over a document. Persons and seats by their place in the canonical input. */
export function outcomeContainer(outcome: Outcome, input: string): Container {
  const { round, seat, contingent, cutoffs, reasons, rights, completed, confirmed, reached } = outcome;
  const { document, market, lists } = round;
  return {
    header: header(
      { input, mechanism: document.head.mechanism },
      { people: market.people, pools: market.pools, assigned: countAssigned(seat) },
    ),
    sections: {
      seat,
      contingent,
      cutoffs,
      reasonStart: lists.start,
      reasons,
      rights,
      completedPerson: Uint32Array.from(completed, (each) => each.person),
      completedSeat: Uint32Array.from(completed, (each) => each.seat),
      confirmedPerson: Uint32Array.from(confirmed.keys()),
      reached,
      orderStart: market.orderStart,
      orderPerson: market.orderPerson,
      poolOrder: Uint32Array.from(market.poolOrder),
    },
  };
}

/** An outcome over a compact market. */
export function compactContainer(
  result: { readonly seat: Int32Array; readonly cutoffs: Uint32Array; readonly reasons: Uint8Array },
  common: Common & { readonly people: number; readonly pools: number },
): Container {
  return {
    header: header(common, { people: common.people, pools: common.pools, assigned: countAssigned(result.seat) }),
    sections: { seat: result.seat, cutoffs: result.cutoffs, reasons: result.reasons },
  };
}

/** Mobility: for each person the school, the preference and the phase. */
export function mobilityContainer(movements: Movements, input: string): Container {
  const { world, moves, gaveWay, reasons, shares, vacant } = movements;
  const final = world.document.persons.map((_, person) => moves.get(person));
  const { school, line, phase, ranking } = moveColumns(world, final);
  const before = moveColumns(world, gaveWay);
  return {
    header: header({ input, mechanism: 'mobility' }, { people: final.length, assigned: countAssigned(school) }),
    sections: {
      school,
      line,
      phase,
      ranking,
      gaveWayPerson: Int32Array.from(gaveWay, ({ person }) => person),
      gaveWaySchool: before.school,
      gaveWayLine: before.line,
      gaveWayPhase: before.phase,
      gaveWayRanking: before.ranking,
      reasons: Uint8Array.from(reasons.flatMap((codes) => [...codes])),
      shares: Uint32Array.from(shares.flatMap((share) => [share.left, ...share.shares])),
      vacant: Uint32Array.from(
        world.nodes.flatMap((node, index) => (node.level === 'school' ? [vacant[index] as number] : [])),
      ),
    },
  };
}

/** The published columns of moves; −1 for who did not move. */
function moveColumns({ document, nodes }: MobilityWorld, moves: readonly (Move | undefined)[]) {
  const schoolIndex = new Map(document.schools.map((school, index) => [school.code, index]));
  const phases = ['municipal', 'provincial', 'interprovincial', 'professional'];
  const each = (value: (move: Move) => number) =>
    Int32Array.from(moves, (move) => (move === undefined ? NOBODY : value(move)));
  const placeOf = (move: Move) => nodes[move.school]?.key.split('\n') ?? [];
  return {
    school: each((move) => schoolIndex.get(placeOf(move)[1] ?? '') ?? NOBODY),
    line: each((move) => move.line),
    phase: each((move) => phases.indexOf(move.phase)),
    ranking: each((move) => rankingIndex(document, placeOf(move)[0] ?? '')),
  };
}

function rankingIndex(document: Document, code: string): number {
  return document.rankings.findIndex((ranking) => ranking.code === code);
}

export function commissionsContainer(document: Document, { named, reasons }: Namings, input: string): Container {
  const seat = Int32Array.from(document.persons, (_, person) => named.get(person)?.seat ?? NOBODY);
  return {
    header: header(
      { input, mechanism: 'commissions' },
      { people: document.persons.length, assigned: countAssigned(seat) },
    ),
    sections: {
      seat,
      line: Int32Array.from(document.persons, (_, person) => named.get(person)?.line ?? NOBODY),
      exOfficio: Uint8Array.from(document.persons, (_, person) => (named.get(person)?.exOfficio ? 1 : 0)),
      reasons: Uint8Array.from(reasons.flatMap((codes) => [...codes])),
    },
  };
}

function countAssigned(seat: Int32Array): number {
  let count = 0;
  for (const each of seat) if (each !== NOBODY) count++;
  return count;
}
