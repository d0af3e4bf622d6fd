/**
 * What the checker needs to know of a run, whoever made it: plain columns of numbers. It shares no code with the engine,
 * so that a mistake in one is not a mistake in both.
 */
export interface Table {
  readonly people: number;
  readonly pools: number;
  readonly orders: number;
  readonly orderStart: Uint32Array;
  readonly orderPerson: Uint32Array;
  readonly poolOrder: Uint16Array | Uint32Array;
  readonly poolSeats: Uint32Array;
  readonly listStart: Uint32Array;
  readonly listPool: Uint16Array | Uint32Array;
  /** When a serial mechanism scans the ranking of each order; without it, orders are scanned as they stand. */
  readonly scan?: Uint32Array;
}

export type Claim =
  | 'unknown-seat'
  | 'not-listed'
  | 'not-in-ranking'
  | 'too-many-in-seat'
  | 'wasted-seat'
  | 'justified-envy'
  | 'published-cutoff'
  | 'published-reason'
  | 'reserves'
  | 'precedence'
  | 'completion'
  | 'mobility'
  | 'commissions';

/** A counter-example: who, which seat, and against whom. Numbers are those of the input. */
export interface Violation {
  readonly claim: Claim;
  readonly person: number;
  readonly pool: number;
  /** Who holds what `person` should have had before them. */
  readonly against?: number;
  /** Published and recomputed values, when they differ. */
  readonly published?: number;
  readonly expected?: number;
}

export interface Verdict {
  readonly violations: readonly Violation[];
  /** Preferences actually read. */
  readonly read: number;
}
