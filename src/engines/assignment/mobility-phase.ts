import { type Claim, LaminarSeats } from './laminar.ts';
import type { MobilityWorld, Request } from './mobility-document.ts';

/** A claim with the request behind it; none behind the claim of an owner to their own post. */
interface Asked extends Claim {
  readonly request: Request | undefined;
}

export interface Placed {
  readonly request: Request;
  readonly school: number;
}

export interface PhaseInput {
  readonly world: MobilityWorld;
  /** Requests of each person in this phase, dearest first. */
  readonly asking: ReadonlyMap<number, readonly Request[]>;
  /** Posts that others may have if their owner gets better, by person. Empty: seats vacated wait for the next phase. */
  readonly owned: ReadonlyMap<number, number>;
  readonly vacant: Float64Array;
  /** Most that may come into a province on top of its own, by node. */
  readonly share: ReadonlyMap<number, number>;
}

/**
 * One phase: everyone asks for their dearest preference, areas keep the best requests they can seat, who is displaced
 * asks for the next; an owner asks last for their own post and is then before everybody.
 */
export function runPhase(input: PhaseInput): Placed[] {
  const seats = new LaminarSeats(input.world.nodes, capacities(input));
  const lists = new Map([...input.asking].map(([person, requests]) => [person, claimsOf(input, person, requests)]));
  const next = new Map<number, number>();
  const queue = [...lists.keys()];
  for (let person = queue.pop(); person !== undefined; person = queue.pop()) {
    const place = next.get(person) ?? 0;
    const claim = lists.get(person)?.[place];
    if (claim === undefined) continue;
    next.set(person, place + 1);
    const displaced = seats.admit(claim);
    if (displaced !== undefined) queue.push(displaced.person);
  }
  const admitted = input.world.nodes.flatMap((_, node) =>
    [...seats.admitted(node)].filter((each) => each.node === node),
  );
  return placed(input, admitted as Asked[]);
}

function claimsOf({ owned }: PhaseInput, person: number, requests: readonly Request[]): Asked[] {
  const claims = requests.map((request): Asked => ({ node: request.node, rank: request.rank, person, request }));
  const post = owned.get(person);
  return post === undefined ? claims : [...claims, { node: post, rank: -1 - person, person, request: undefined }];
}

/** What each area can hold: its owners, and its vacant seats as far as the share of the phase goes. */
function capacities({ world, owned, vacant, share }: PhaseInput): Float64Array {
  const posts = new Float64Array(world.nodes.length);
  for (const post of owned.values()) posts[post] = (posts[post] as number) + 1;
  const below = (of: Float64Array, node: number) =>
    (world.schoolsOf[node] ?? []).reduce((sum, school) => sum + (of[school] as number), 0);
  return Float64Array.from(
    world.nodes,
    (_, node) => below(posts, node) + Math.min(below(vacant, node), share.get(node) ?? Number.MAX_SAFE_INTEGER),
  );
}

/**
 * A school for each admitted request: precise ones first, then areas from the smallest to the largest, in each by rank,
 * the first school of the bulletin with a seat. That there is one is what the admission made sure of.
 */
function placed({ world, owned, vacant }: PhaseInput, admitted: readonly Asked[]): Placed[] {
  const { nodes, schoolsOf } = world;
  const left = vacant.slice();
  for (const post of owned.values()) left[post] = (left[post] as number) + 1;
  const levels = ['school', 'inner', 'outer', 'province'];
  const level = (claim: Claim) => levels.indexOf(nodes[claim.node]?.level ?? '');
  const sorted = [...admitted].sort((one, other) => level(one) - level(other) || one.rank - other.rank);
  return sorted.flatMap(({ node, request }) => {
    const school = (schoolsOf[node] ?? []).find((each) => (left[each] as number) > 0);
    if (school === undefined) throw new Error(`mobility: no seat left in ${nodes[node]?.key} for an admitted request`);
    left[school] = (left[school] as number) - 1;
    return request === undefined ? [] : [{ request, school }];
  });
}
