import {
  type EligibilityVerdict,
  excluding,
  type Parallel,
  type ParallelApplication,
  type Prerequisite,
  refusing,
} from '../../engines/procedure/index.ts';

/** A valid filing about the same thing as this application. */
export interface Twin {
  readonly applicationId: string;
  /** Of the same person. */
  readonly own: boolean;
  readonly registerNumber: string;
}

/** What stands around the answers of an application: who may file it, after what, and beside what. */
export interface Around {
  readonly verdicts: readonly EligibilityVerdict[];
  /** Procedures to be filed first, of which no valid filing stands. */
  readonly missing: readonly Prerequisite[];
  /** The other applications the person has in the same group. */
  readonly parallels: readonly ParallelApplication[];
  /** What is filed already about the same thing; only one's own stands in the way. */
  readonly twin?: Twin | undefined;
}

/** Whether nothing around the answers stands in the way of filing. */
export function mayFile({ verdicts, missing, parallels, twin }: Around, parallel: Parallel | undefined): boolean {
  const excluded = parallel === undefined ? [] : excluding(parallel, parallels);
  return refusing(verdicts).length === 0 && missing.length === 0 && excluded.length === 0 && !twin?.own;
}

export const NOTHING_AROUND: Around = { verdicts: [], missing: [], parallels: [] };
