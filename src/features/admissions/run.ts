import type { Admission, SchoolStep } from '../procedures/index.ts';

/** Who is taken where, with all that it was worked out from. */
export interface WorkedOut {
  readonly procedureId: string;
  readonly releaseDigest: string;
  /** Of the draws. */
  readonly seed: string;
  /** The criteria by which each school named was judged: its code, their digest. */
  readonly criteria: readonly { readonly school: string; readonly digest: string }[];
  /** What came of each valid filing, with the digest of what was filed. */
  readonly outcomes: readonly Outcome[];
}

export interface Outcome extends Omit<Admission, 'id'> {
  readonly filingId: string;
  readonly sha256: string;
}

/** A run on record. */
export interface Run {
  readonly id: string;
  readonly procedureId: string;
  readonly digest: string;
  readonly worker: string;
  readonly workedAt: Date;
}

/** An outcome as it is kept and told: without what somebody else has that this family has not. */
export function outcomeOf({ id, steps, ...admission }: Admission, sha256: string): Outcome {
  return { filingId: id, sha256, ...admission, steps: steps.map(ownStep) };
}

function ownStep(step: SchoolStep): SchoolStep {
  const { standing } = step;
  if (standing === undefined) return step;
  const wished = standing.wished.map(({ because: _, ...place }) => place);
  return { ...step, standing: { ...standing, wished } };
}

/** How many came to each state. */
export interface StateCounts {
  readonly filings: number;
  readonly admitted: number;
  readonly moved: number;
  readonly notAdmitted: number;
}

/** The places of one kind at one school: how many, how many wished them, how many have one, and how far they went. */
export interface PlaceCount {
  readonly school: string;
  readonly name: string;
  readonly label: string;
  readonly seats: number;
  readonly wished: number;
  readonly given: number;
  readonly last: number | null;
}

/** One of several valid applications for the same pupil, by what the offices find it by, and the school it got. */
export interface SharedPupilFiling {
  readonly registerNumber: string;
  readonly office: string;
  readonly school: string | null;
}
