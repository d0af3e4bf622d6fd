import type { Node } from './mobility-document.ts';

/** A request as the areas see it: where, how far up in the order, and whose. */
export interface Claim {
  readonly node: number;
  readonly rank: number;
  readonly person: number;
}

/**
 * Seats in areas inside areas. A set of claims can be seated when no area holds more than its seats; of a set that
 * cannot, the worst ranked claim of the fullest area that is in the way gives up (greedy on a laminar matroid: exact).
 * CCNI art. 6 c. 5: a synthetic code asks "indifferentemente" for all its schools, so it does not hold any one of them
 * against who asks for it precisely.
 */
export class LaminarSeats {
  readonly #nodes: readonly Node[];
  readonly #capacity: Float64Array;
  readonly #count: Float64Array;
  readonly #claims: Set<Claim>[];

  constructor(nodes: readonly Node[], capacity: Float64Array) {
    this.#nodes = nodes;
    this.#capacity = capacity;
    this.#count = new Float64Array(nodes.length);
    this.#claims = nodes.map(() => new Set());
  }

  /** Takes the claim in; answers the one that has to go (perhaps the same), or nothing if there is room. */
  admit(claim: Claim): Claim | undefined {
    const tight = this.#smallestFull(claim.node);
    if (tight === undefined) {
      this.#change(claim, 1);
      return undefined;
    }
    let worst = claim;
    for (const other of this.#claims[tight] ?? []) if (other.rank > worst.rank) worst = other;
    if (worst === claim) return claim;
    this.#change(worst, -1);
    this.#change(claim, 1);
    return worst;
  }

  admitted(node: number): Iterable<Claim> {
    return this.#claims[node] ?? [];
  }

  /** The nearest area around the node that is full; areas inside it have room. */
  #smallestFull(node: number): number | undefined {
    for (let each = node; each !== -1; each = this.#nodes[each]?.parent ?? -1) {
      if ((this.#count[each] as number) >= (this.#capacity[each] as number)) return each;
    }
    return undefined;
  }

  #change(claim: Claim, by: 1 | -1): void {
    for (let each = claim.node; each !== -1; each = this.#nodes[each]?.parent ?? -1) {
      this.#count[each] = (this.#count[each] as number) + by;
      if (by === 1) this.#claims[each]?.add(claim);
      else this.#claims[each]?.delete(claim);
    }
  }
}
