import type { Document } from './document-schema.ts';
import type { LotOf } from './merit.ts';
import { type MobilityWorld, mobilityWorld, type Phase, type Request } from './mobility-document.ts';
import { runPhase } from './mobility-phase.ts';
import { reasons } from './reasons.ts';
import { sharesOf } from './shares.ts';

/** Where somebody moved: the school, by which preference, in which phase. */
export interface Move {
  readonly person: number;
  readonly school: number;
  readonly line: number;
  readonly phase: Phase;
}

/** What the third phase had in one province and ranking. */
export interface ProvinceShare {
  readonly node: number;
  readonly left: number;
  /** Hirings, interprovincial, professional. */
  readonly shares: readonly [number, number, number];
}

export interface Movements {
  readonly world: MobilityWorld;
  readonly moves: ReadonlyMap<number, Move>;
  /** Moves of earlier phases that gave way to a later one, in the order in which they were made. */
  readonly gaveWay: readonly Move[];
  /** By person and preference, in the order of the file. */
  readonly reasons: readonly Uint8Array[];
  readonly shares: readonly ProvinceShare[];
  /** Vacant seats at each school node at the end: for the hirings. */
  readonly vacant: Float64Array;
}

interface State {
  readonly world: MobilityWorld;
  readonly vacant: Float64Array;
  readonly moves: Map<number, Move>;
  readonly gaveWay: Move[];
  /** Where each person has a post now, or −1. */
  readonly post: Int32Array;
}

/**
 * Mobility (CCNI 2025-28): phase I inside the municipality, II between municipalities of the province, III from outside
 * and from other rankings, on shares of what is left. The seat of who leaves can be had by others in the same phase
 * where the parameter says so, and in later phases always.
 */
export function runMobility(document: Document, lotOf: LotOf): Movements {
  const world = mobilityWorld(document, lotOf);
  const state: State = {
    world,
    vacant: world.vacant.slice(),
    moves: new Map(),
    gaveWay: [],
    post: world.tenure.slice(),
  };
  const { vacated, thirdPhase } = document.head.parameters.mobility;
  move(state, 'municipal', vacated.includes('municipal'), new Map());
  move(state, 'provincial', vacated.includes('provincial'), new Map());
  const shares = provinceShares(state);
  for (const phase of thirdPhase) {
    const share = new Map(shares.map((each) => [each.node, each.shares[phase === 'interprovincial' ? 1 : 2]]));
    move(state, phase, vacated.includes('third'), share);
  }
  const { moves, gaveWay } = state;
  return { world, moves, gaveWay, reasons: reasonsOf(world, moves, gaveWay), shares, vacant: state.vacant };
}

function move(state: State, phase: Phase, vacated: boolean, share: ReadonlyMap<number, number>): void {
  const { world, vacant, post, moves, gaveWay } = state;
  const asking = askingIn(state, phase);
  const owners = vacated ? [...asking.keys()].filter((person) => (post[person] as number) >= 0) : [];
  const owned = new Map(owners.map((person) => [person, post[person] as number]));
  for (const { request, school } of runPhase({ world, asking, owned, vacant, share })) {
    const { person, line } = request;
    const before = post[person] as number;
    if (before >= 0) vacant[before] = (vacant[before] as number) + 1;
    vacant[school] = (vacant[school] as number) - 1;
    post[person] = school;
    const earlier = moves.get(person);
    if (earlier !== undefined) gaveWay.push(earlier);
    moves.set(person, { person, school, line, phase });
  }
}

/** By person: their requests of the phase that can still better what they have, dearest first. */
function askingIn({ world, moves }: State, phase: Phase): Map<number, Request[]> {
  const asking = new Map<number, Request[]>();
  for (const request of world.requests) {
    if (request.phase !== phase) continue;
    const before = moves.get(request.person);
    if (before !== undefined && !replaces(world, request, before)) continue;
    const list = asking.get(request.person);
    if (list === undefined) asking.set(request.person, [request]);
    else list.push(request);
  }
  for (const list of asking.values()) list.sort((one, other) => one.line - other.line || one.rank - other.rank);
  return asking;
}

/**
 * Whether a request is still looked at after a move of an earlier phase. A passage to another role prevails over a
 * transfer and voids it; between a transfer and a passage to another class of the same role the person chooses, and who
 * does not say passes (CCNI 2025-28, professional mobility).
 */
function replaces({ document, nodes }: MobilityWorld, request: Request, before: Move): boolean {
  const { passages, laterPhaseImproves } = document.head.parameters.mobility;
  if (request.phase !== 'professional' || passages === 'wait') return laterPhaseImproves && before.line > request.line;
  const person = document.persons[request.person];
  const roleOf = (code: string | undefined) => document.rankings.find((ranking) => ranking.code === code)?.role;
  const asked = nodes[request.node]?.key.split('\n')[0];
  return roleOf(asked) !== roleOf(person?.tenure?.ranking) || !person?.transferFirst;
}

function provinceShares({ world, vacant }: State): ProvinceShare[] {
  const { nodes, schoolsOf, document } = world;
  return nodes.flatMap((each, node) => {
    if (each.level !== 'province') return [];
    const left = (schoolsOf[node] ?? []).reduce((sum, school) => sum + (vacant[school] as number), 0);
    return [{ node, left, shares: sharesOf(left, document.head.parameters.mobility.shares) }];
  });
}

function reasonsOf(world: MobilityWorld, moves: ReadonlyMap<number, Move>, gaveWay: readonly Move[]): Uint8Array[] {
  const left = new Set(gaveWay.map(({ person, line }) => `${person} ${line}`));
  const asked = new Map<number, Set<number>>();
  for (const { person, line } of world.requests) asked.set(person, (asked.get(person) ?? new Set()).add(line));
  return world.document.persons.map((each, person) => {
    const given = moves.get(person)?.line ?? each.preferences.length;
    return Uint8Array.from(each.preferences, (_, line) => {
      if (line === given) return reasons.assigned;
      if (left.has(`${person} ${line}`)) return reasons.gaveWay;
      if (!asked.get(person)?.has(line)) return reasons.notInRanking;
      return line > given ? reasons.alreadyAssigned : reasons.areaFull;
    });
  });
}
