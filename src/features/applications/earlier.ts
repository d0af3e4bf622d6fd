import type { Release } from '../procedures/index.ts';

/** A filing of another procedure that stands, as far as beginning from it needs to know. */
export interface StandingFiling {
  readonly filingId: string;
  readonly procedureId: string;
  readonly releaseDigest: string;
  readonly filedAt: Date;
  /** As the receipt prints it: "0000041/2026". */
  readonly registerNumber: string;
}

/** An earlier filing with the rules it was written under. */
export interface Earlier {
  readonly filing: StandingFiling;
  readonly release: Release;
}

/** The filing to begin from: that of the nearest cycle before. `chain` names the procedures, the nearest first. */
export function nearestFiling(
  chain: readonly string[],
  filings: readonly StandingFiling[],
): StandingFiling | undefined {
  const found = chain.map((procedureId) => filings.find((filing) => filing.procedureId === procedureId));
  return found.find((filing) => filing !== undefined);
}
